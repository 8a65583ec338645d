import { governing } from '../../profiles/index.js';
import { drawingsOf, type LintContext } from '../context.js';
import type { Lint } from '../lint.js';
import { effectName, named } from '../words.js';

/**
 * What an activity does is judged by its handler, form and duties, not by how it is drawn: a payment under a profile that knows none is refused, and so
 * is one under no profile at all. A file that is judged by itself is bound to nothing, which says nothing about it.
 */
export const effectNotGoverned: Lint = {
  rule: 'P02',
  code: 'P02-effect-not-governed',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    const { profile, profiles } = context;
    if (profile === null && profiles === null) return;
    const governed: readonly string[] = profile?.effects ?? [];
    const under = profile === null ? '流程未绑定职权' : `职权配置“${profile.title}”不管辖此类行为`;
    for (const { acts } of drawingsOf(context)) {
      for (const act of acts) {
        if (act.effect === null || governed.includes(act.effect)) continue;
        const message = `${named(act)}会办理${effectName(act.effect)}，但${under}。${remedy(act.effect, context)}，或从流程中去掉该环节。`;
        yield { elementId: act.key, message };
      }
    }
  },
};

function remedy(effect: string, { profiles }: LintContext): string {
  if (profiles === null) return '请改用管辖它的职权配置';
  const kinds = governing(effect, profiles).map(({ title }) => `“${title}”`);
  if (kinds.length === 0) return '目前没有管辖它的职权配置：请先制定';
  return `请由职权目录管理岗位把流程绑定到管辖它的职权配置（${kinds.join('、')}）`;
}
