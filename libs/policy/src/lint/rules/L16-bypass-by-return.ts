import type { GuardAnswer } from '../../ports/index.js';
import { drawingsOf, type DrawnActivity, type Drawing } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import type { Path } from '../paths/index.js';
import { pathShown } from '../proven-runs.js';
import { named, wayOf } from '../words.js';

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
  const writers = drawing.activities.filter(({ changes }) => changes.length > 0);
  if (writers.length === 0 || controls.length === 0) return;
  const [checks, pens] = [true, false].map((isCheck) =>
    controls.filter(({ control }) => (control?.kind === 'check') === isCheck),
  ) as [DrawnActivity[], DrawnActivity[]];
  const after = new Map(controls.map((control) => [control, drawing.begunAfter(control.key)]));
  for (const act of drawing.acts) {
    const guards = (control: DrawnActivity): boolean => drawing.without([control]).pathTo(act.key) === null;
    // A check may correct what it checks; what two pens or a meeting stand for, nobody changes behind them.
    const groups = pens.filter(guards).map((pen) => [pen]);
    for (const group of groups.length > 0 || checks.some(guards) ? [...groups, controls] : []) {
      const others = writers.filter((writer) => writer !== act && !group.includes(writer));
      const answer: GuardAnswer = others.length === 0 ? { holds: true } : drawing.passedSince(group, others, act.key);
      if (answer.holds === true) continue;
      const path = answer.holds === false ? pathShown(answer) : undefined;
      const found = path === undefined ? behind(group, act, drawing, others, after) : shownIn(path, group, others);
      if (found === undefined) continue;
      const { writer, control } = found;
      const way = path === undefined ? '' : `：${wayOf(path, drawing)}`;
      const message = `${named(writer)}可以在${named(control)}之后修改关键要素（${writer.changes.join('、')}），再不经重新检查到达${named(act)}${way}。请让修改后的路径回到${named(control)}，或不让该环节写入关键要素（qh:writes、输出映射、结果变量）。`;
      yield { elementId: writer.key, message, ...(path === undefined ? {} : { path }) };
      break;
    }
  }
}

/** Who writes last on the way, and the control that comes last on it. */
function shownIn(path: Path, group: readonly DrawnActivity[], writers: readonly DrawnActivity[]) {
  const lastOf = (all: readonly DrawnActivity[]): DrawnActivity | undefined => {
    const last = path.findLast((id) => all.some(({ key }) => key === id));
    return all.find(({ key }) => key === last);
  };
  const [writer, control = group[0]] = [lastOf(writers), lastOf(group)];
  return writer === undefined || control === undefined ? undefined : { writer, control };
}

/** Who may write behind one of the controls, with the act still to come and none of them between, as the paths through the drawing show it. */
function behind(
  group: readonly DrawnActivity[],
  act: DrawnActivity,
  drawing: Drawing,
  writers: readonly DrawnActivity[],
  after: ReadonlyMap<DrawnActivity, ReadonlySet<string>>,
) {
  const leading = drawing.leadingTo(act.key, group);
  for (const writer of writers) {
    if (!leading.has(writer.key)) continue;
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
