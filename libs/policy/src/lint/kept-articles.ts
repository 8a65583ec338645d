import type { Basis } from '../model/index.js';
import type { Article } from '../profiles/index.js';

/** As a profile writes them: what nobody has marked is a default. */
export function articlesOf(basis: readonly Pick<Basis, 'article' | 'mark'>[]) {
  return basis.map(({ article, mark }) => ({ article, mark: mark ?? 'R', for: [] }));
}

/** What several things rest on, each article once. */
export function once(articles: readonly Article[]): Article[] {
  return [...new Map(articles.map((each) => [each.article, each])).values()];
}
