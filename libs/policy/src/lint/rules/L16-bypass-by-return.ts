import { drawingsOf, type DrawnActivity, type Drawing } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import { named } from '../words.js';

/** What was signed is signed again once it was changed: loops and returns lead back through the controls, not past them. */
export const bypassByReturn: Lint = {
  rule: 'L16',
  code: 'L16-bypass-by-return',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      yield* stale(drawing);
      yield* irreversible(drawing);
    }
  },
};

/** Between what changes protected data and what is done with them, the controls on which that rests come again. */
function* stale(drawing: Drawing): Iterable<LintFinding> {
  const controls = drawing.controls('check', 'dualSignature', 'countersign', 'collectiveDecision', 'emergency');
  const writers = drawing.activities.filter(({ writes }) => writes.length > 0);
  if (writers.length === 0 || controls.length === 0) return;
  const pens = controls.filter(({ control }) => control?.kind !== 'check');
  const after = new Map(controls.map((control) => [control, drawing.begunAfter(control.key)]));
  for (const act of drawing.acts) {
    const guards = controls.filter((control) => drawing.without([control]).pathTo(act.key) === null);
    // A check may correct what it checks; what two pens or a meeting stand for, nobody changes behind them.
    const groups = pens.filter((pen) => guards.includes(pen)).map((pen) => [pen]);
    for (const group of guards.length > 0 ? [...groups, controls] : groups) {
      const found = behind(group, act, drawing, writers, after);
      if (found === undefined) continue;
      const { writer, control } = found;
      const message = `${named(writer)}可以在${named(control)}之后修改关键要素（${writer.writes.join('、')}），再不经重新检查到达${named(act)}。请让修改后的路径回到${named(control)}，或取消该环节的 qh:writes。`;
      yield { elementId: writer.key, message };
      break;
    }
  }
}

/** Who may write behind one of the controls, with the act still to come and none of them between. */
function behind(
  group: readonly DrawnActivity[],
  act: DrawnActivity,
  drawing: Drawing,
  writers: readonly DrawnActivity[],
  after: ReadonlyMap<DrawnActivity, ReadonlySet<string>>,
) {
  const leading = drawing.leadingTo(act.key, group);
  for (const writer of writers) {
    if (writer === act || group.includes(writer) || !leading.has(writer.key)) continue;
    const control = group.find((each) => after.get(each)?.has(writer.key));
    if (control !== undefined) return { writer, control };
  }
  return undefined;
}

/** A return that can only lead back over a payment, a filing, a publicity or a vote will always be refused: the drawing promises too much. */
function* irreversible(drawing: Drawing): Iterable<LintFinding> {
  if (drawing.process.returns !== 'listed') return;
  const done = [...drawing.acts, ...drawing.controls('publicity', 'filing', 'collectiveDecision')];
  for (const activity of drawing.human) {
    for (const target of 'returnTo' in activity.node ? activity.node.returnTo : []) {
      const between = done.find(
        (act) =>
          act.key !== activity.key &&
          drawing.begunFrom(target).has(activity.key) &&
          !drawing.begunFrom(target, [act]).has(activity.key),
      );
      if (between === undefined) continue;
      const back = drawing.activity(target);
      const message = `${named(activity)}的退回目标${back === undefined ? `“${target}”` : named(back)}在${named(between)}之前，而后者不可撤销。请从 qh:returnTo 中去掉该目标。`;
      yield { elementId: activity.key, message };
    }
  }
}
