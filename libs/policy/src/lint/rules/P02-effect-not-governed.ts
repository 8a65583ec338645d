import { drawingsOf } from '../context.js';
import type { Lint } from '../lint.js';
import { effectName, named } from '../words.js';

/** What an activity does is judged by its handler and form, not by how it is drawn: a payment under a profile that knows none is refused. */
export const effectNotGoverned: Lint = {
  rule: 'P02',
  code: 'P02-effect-not-governed',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    const governed: readonly string[] = context.profile?.effects ?? [];
    for (const { acts } of drawingsOf(context)) {
      for (const act of acts) {
        if (act.effect === null || governed.includes(act.effect)) continue;
        const message = `${named(act)}会办理${effectName(act.effect)}，但职权配置“${context.profile?.title}”不管辖此类行为。请改用管辖它的职权配置，或从流程中去掉该环节。`;
        yield { elementId: act.key, message };
      }
    }
  },
};
