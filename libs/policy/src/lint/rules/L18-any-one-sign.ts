import { drawingsOf, type DrawnActivity, type Drawing } from '../context.js';
import type { Lint } from '../lint.js';
import { propertyOf } from '../properties.js';
import { named } from '../words.js';

/** 或签, where the first answer decides, has no place at checks, pens and money. */
export const anyOneSign: Lint = {
  rule: 'L18',
  code: 'L18-any-one-sign',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      for (const activity of drawing.activities) {
        const why = reasonOf(activity, drawing);
        if (why === null) continue;
        const message = `${named(activity)}${why}，相当于或签。检查、两支笔和资金环节须全部办理，请去掉提前完成的设置或改为全部会签。`;
        yield { elementId: activity.key, message };
      }
    }
  },
};

function reasonOf(activity: DrawnActivity, drawing: Drawing): string | null {
  const { control, effect, node } = activity;
  const isPayment = effect === 'payment';
  if (control?.kind === 'check' || control?.kind === 'dualSignature' || isPayment) {
    const loop = 'loop' in node ? node.loop : undefined;
    if (loop?.kind !== 'multiInstance') return null;
    if ((loop.completionCondition?.text.trim() ?? '') !== '') return '设置了提前完成的条件（completionCondition）';
    return loop.behavior === 'One' ? '在第一人办理后即继续（behavior="One"）' : null;
  }
  if (control?.kind !== 'countersign' || propertyOf(activity, 'mode') !== 'ratio') return null;
  const [part = NaN, whole = NaN] = (propertyOf(activity, 'ratio') ?? '').split('/').map(Number);
  if (Math.ceil((control.acts.length * part) / whole) !== 1) return null;
  const begun = drawing.begunAfter(activity.key);
  const pays = drawing.acts.some((act) => act.effect === 'payment' && begun.has(act.key));
  return pays ? '按比例会签只需一人同意' : null;
}
