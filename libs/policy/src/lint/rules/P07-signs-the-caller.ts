import { drawingsOf, type Drawing, type DrawnActivity, type LintContext } from '../context.js';
import type { Lint } from '../lint.js';
import { calledBy, drawingIn } from '../called.js';
import { named } from '../words.js';

/**
 * A control that does not say what it signs signs everything that is protected, the caller's data too. What the caller fills in after the call then takes
 * the signature away, and whatever rests on it waits for ever.
 */
export const signsTheCaller: Lint = {
  rule: 'P07',
  code: 'P07-signs-the-caller',
  severity: 'warning',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      for (const call of drawing.activities) {
        const unsaid = unsaidIn(call, context);
        const later = unsaid.length === 0 ? [] : writtenAfter(call, drawing);
        if (later.length === 0) continue;
        const controls = unsaid.map((control) => named(control)).join('、');
        const message = `所调用的流程中，${controls}未写明签署内容（signs），会把本流程之后填写的${later.join('、')}也算在内，填写后签字即失效。请在被调用的流程中为其写明 signs。`;
        yield { elementId: call.key, message };
      }
    }
  },
};

/** Controls of the called process that could say what they sign, and do not. */
function unsaidIn({ node }: DrawnActivity, context: LintContext): readonly DrawnActivity[] {
  const id = calledBy(node);
  if (id === undefined) return [];
  const model = context.models?.get(`${id}:`) ?? context.model;
  return (drawingIn(model, id, context)?.controls() ?? []).filter(
    ({ control }) =>
      control?.kind !== 'emergency' && control?.properties.every(({ name }) => name !== 'signs') === true,
  );
}

/** Protected data that are written behind the call, and not before it again. */
function writtenAfter({ key }: DrawnActivity, drawing: Drawing): readonly string[] {
  const behind = drawing.begunFrom(key);
  const writers = drawing.activities.filter(
    (each) => each.key !== key && behind.has(each.key) && !drawing.begunFrom(each.key).has(key),
  );
  return [...new Set(writers.flatMap(({ changes }) => changes))];
}
