import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import { conditionOf, controlWords, recordWords, signedBy, thresholdWords, wayPast, wordsOf } from '../kept.js';
import { holdersIn, holderWords, listsIn, type KeptActivity } from '../kept-activities.js';
import { once } from '../kept-articles.js';
import type { Lint, LintFinding } from '../lint.js';
import type { KeptProcess } from '../../profiles/index.js';
import { wayOf } from '../words.js';

/** What the owner of the catalogue has said of this very process: no control, signature, constraint, record, threshold, duty, paper or tick of it is lost or passed by, and nothing is given to others. */
export const kept: Lint = {
  rule: 'P06',
  code: 'P06-kept',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      const said = context.profile?.keeps.find(({ process }) => process === drawing.process.id);
      if (said === undefined) continue;
      for (const control of said.controls) yield* lostControl(drawing, control);
      yield* lostConstraints(drawing, said, context);
      yield* lostRecords(drawing, said, context);
      yield* lostThresholds(drawing, said, context);
      for (const activity of said.activities) yield* lostOfActivity(drawing, activity, context);
    }
  },
};

const REMEDY = '请恢复；确需调整的，由职权目录管理岗位先修改职权配置（keeps）。';

function* lostControl(drawing: Drawing, control: KeptProcess['controls'][number]): Iterable<LintFinding> {
  const { activity: id, name, kind, acts, exempt, basis } = control;
  const drawn = drawing.activity(id);
  const elementId = drawn === undefined ? drawing.process.id : id;
  if (drawn?.control?.kind !== kind) {
    yield { elementId, message: `职权配置要求的监督制约环节“${name}”(${id})不在流程中。${REMEDY}`, basis };
    return;
  }
  const there = new Set(drawn.control.acts.map((act) => act.name));
  const missing = acts.filter((act) => !there.has(act));
  if (missing.length > 0) {
    yield { elementId, message: `环节“${name}”(${id})缺少办理动作“${missing.join('、')}”。${REMEDY}`, basis };
  }
  const unsigned = lostSignature(control, signedBy(drawn.control));
  if (unsigned !== null) {
    yield { elementId, message: `环节“${name}”(${id})的签署内容（signs）${unsigned}。${REMEDY}`, basis };
  }
  const changed = changedWords(control, controlWords(drawn.control));
  if (changed !== null) {
    yield { elementId, message: `环节“${name}”(${id})的设置${changed}。${REMEDY}`, basis };
  }
  for (const { flow, condition } of exempt) {
    if (conditionOf(drawing, flow) === condition || !isDrawn(drawing, flow)) continue;
    yield { elementId: flow, message: `不经环节“${name}”(${id})的条件（${flow}）与职权配置不一致。${REMEDY}`, basis };
  }
  const path = wayPast(drawing, control);
  if (path === null) return;
  yield { elementId, message: `可以不经环节“${name}”(${id})办理：${wayOf(path, drawing)}。${REMEDY}`, path, basis };
}

/** What is signed no more; null: all that has to be is. */
function lostSignature({ signs }: KeptProcess['controls'][number], drawn: readonly string[]): string | null {
  if (signs === undefined || drawn.length === 0) return null;
  if (signs === 'all') return '不再是全部关键要素';
  const missing = signs.filter((each) => !drawn.includes(each));
  return missing.length === 0 ? null : `缺少“${missing.join('、')}”`;
}

/** What it says no more or says anew, such as another body or a smaller quorum; null: it says the same. */
function changedWords({ says }: KeptProcess['controls'][number], drawn: readonly string[]): string | null {
  if (says === undefined) return null;
  const gone = says.filter((each) => !drawn.includes(each));
  const added = drawn.filter((each) => !says.includes(each));
  const parts = [
    ...(gone.length === 0 ? [] : [`缺少“${gone.join('、')}”`]),
    ...(added.length === 0 ? [] : [`多出“${added.join('、')}”`]),
  ];
  return parts.length === 0 ? null : parts.join('，');
}

function isDrawn({ flow }: Drawing, id: string): boolean {
  return flow.points.some(({ groups, passing, failing }) =>
    [...groups, ...passing, ...failing].flat().some((edge) => edge.flow === id),
  );
}

function* lostConstraints({ process }: Drawing, { constraints }: KeptProcess, { policy }: LintContext) {
  const drawn = new Set(policy.constraints.map((spec) => `${spec.name ?? ''}\n${wordsOf(spec)}`));
  for (const { name, says, basis } of constraints) {
    if (drawn.has(`${name}\n${says}`)) continue;
    yield { elementId: process.id, message: `职权配置要求的约束“${name}”不在流程中，或已被改动。${REMEDY}`, basis };
  }
}

function* lostRecords({ process }: Drawing, { records }: KeptProcess, { policy }: LintContext) {
  const drawn = new Set(policy.records.map((record) => `${record.kind}\n${recordWords(record)}`));
  for (const { kind, basis, ...record } of records) {
    const words = recordWords(record);
    if (drawn.has(`${kind}\n${words}`)) continue;
    const message = `职权配置要求的业务台账“${kind}”不在流程中，或已被改动；其确定方式应为“${words}”。${REMEDY}`;
    yield { elementId: process.id, message, basis };
  }
}

function* lostThresholds({ process }: Drawing, { thresholds }: KeptProcess, { policy, profile }: LintContext) {
  const drawn = new Map(
    policy.thresholds.map(({ variable, threshold }) => [
      variable,
      thresholdWords({ ...threshold, objectType: threshold.objectType ?? null }),
    ]),
  );
  const general = (profile?.articles ?? []).filter((article) => article.for.includes('L20'));
  for (const { variable, basis, ...threshold } of thresholds) {
    const words = thresholdWords(threshold);
    if (drawn.get(variable) === words) continue;
    const message = `职权配置要求的限额变量“${variable}”不在流程中，或已改为其他限额；应为“${words}”。${REMEDY}`;
    yield { elementId: process.id, message, basis: once([...basis, ...general]) };
  }
}

function* lostOfActivity(drawing: Drawing, kept: KeptActivity, { profile }: LintContext) {
  const { activity: id, act, name, basis } = kept;
  const drawn = drawing.activity(id);
  const elementId = drawn === undefined ? drawing.process.id : id;
  const step = act === undefined ? `“${name}”(${id})` : `“${name}”(${id})的“${act}”`;
  const there = listsIn(drawn, act);
  const duties = kept.duties.filter((duty) => !there.duties.includes(duty));
  if (duties.length > 0) {
    const apart = (profile?.separations ?? []).filter(({ a, b }) => duties.includes(a) || duties.includes(b));
    const message = `环节${step}不再标明职责“${duties.join('、')}”（qh:duty），不相容职务分离对其不起作用。${REMEDY}`;
    yield { elementId, message, basis: once([...apart.flatMap((pair) => pair.basis), ...basis]) };
  }
  const others = givenToOthers(drawn, kept);
  if (others.length > 0) {
    const whom = (kept.holders ?? []).map(holderWords).join('、');
    const message = `环节${step}交给了职权配置以外的“${others.join('、')}”（qh:assign），应由“${whom}”办理。${REMEDY}`;
    yield { elementId, message, basis };
  }
  const papers = kept.papers.filter((paper) => !there.papers.includes(paper));
  if (papers.length > 0) {
    yield { elementId, message: `环节${step}不再要求必备材料“${papers.join('、')}”。${REMEDY}`, basis };
  }
  const ticks = kept.ticks.filter((tick) => !there.ticks.includes(tick));
  if (ticks.length > 0) {
    yield { elementId, message: `环节${step}不再要求逐项核对“${ticks.join('、')}”（verify）。${REMEDY}`, basis };
  }
}

/** Whom it is given to against what is kept: where nobody is named, to everybody. What falls away of several leaves it to fewer of the same. */
function givenToOthers(drawn: DrawnActivity | undefined, { act, holders }: KeptActivity): readonly string[] {
  const there = holders === undefined ? null : holdersIn(drawn, act);
  if (there === null) return [];
  const may = new Set(holders?.map(holderWords));
  return there.length === 0 ? ['本单位任何人'] : there.map(holderWords).filter((each) => !may.has(each));
}
