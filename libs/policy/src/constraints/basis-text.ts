import type { Basis } from '../model/index.js';

/** What a rule rests on, for people to read: only what was confirmed is told as an article, everything else as what it is. */
export function basisText(basis: readonly Pick<Basis, 'article' | 'mark'>[]): string {
  return basis.map(one).join(';');
}

function one({ article, mark }: Pick<Basis, 'article' | 'mark'>): string {
  if (mark === null || mark.startsWith('C:')) return article;
  if (mark === 'R') return `默认规则，可配置(参照${article})`;
  if (mark.startsWith('C2')) return `参照${article}`;
  return `内部控制规则(${article})`;
}
