import type { AssignSpec } from '../../model/index.js';
import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import { areSeparated } from '../separation.js';
import { dutiesOf } from '../steps.js';
import { named } from '../words.js';

/** The two pens stand in different departments, and neither is whoever started the matter; who approves, who pays and who books are kept apart. */
export const pensAndPayer: Lint = {
  rule: 'L08',
  code: 'L08-pens-and-payer',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      const payments = drawing.acts.filter(({ effect }) => effect === 'payment');
      if (payments.length === 0) continue;
      const pens = drawing.controls('dualSignature');
      for (const control of pens) yield* [...sameOffice(control, context), ...ownSignature(control)];
      const approving = pens.filter((pen) => dutiesOf(pen).has('PAY_APPROVE'));
      if (context.profile === null) continue;
      // Two pens may also stand under a contract: where some say that they approve payments, those count.
      yield* notApart(drawing, payments, approving.length > 0 ? approving : pens, context);
    }
  },
};

function* sameOffice(control: DrawnActivity, context: LintContext): Iterable<LintFinding> {
  const signs = (control.control?.acts ?? []).filter((act) => !act.properties.some(({ name }) => name === 'before'));
  const [one, other] = signs.map((act) => act.assigns);
  if (one === undefined || other === undefined) return;
  for (const first of one) {
    for (const second of other) {
      const shared = sharedOffice(first, second, context);
      if (shared === null) continue;
      const message = `${named(control)}的两支笔${shared}。请由两个部门、两条分管线的人员分别签字。`;
      yield { elementId: control.key, message };
      return;
    }
  }
}

/** Whoever started the matter would sign what they ask for themselves. */
function* ownSignature(control: DrawnActivity): Iterable<LintFinding> {
  const isOwn = ({ of, role }: AssignSpec): boolean => of === 'initiator' && role === undefined;
  const own = (control.control?.acts ?? []).filter((act) => act.assigns.some(isOwn)).map(({ name }) => name);
  if (own.length === 0) return;
  const message = `${named(control)}的“${own.join('、')}”交给了发起人本人。请改由发起人以外的岗位签字。`;
  yield { elementId: control.key, message };
}

function sharedOffice(one: AssignSpec, other: AssignSpec, context: LintContext): string | null {
  // Given in matters of different people they do not meet; whoever is both finds them kept apart by the guard.
  if (one.startedBy !== undefined && other.startedBy !== undefined && one.startedBy !== other.startedBy) return null;
  if (one.post !== undefined && one.post === other.post) return `同为岗位“${one.post}”`;
  const department = departmentOf(one, context);
  const second = departmentOf(other, context);
  if (department === null || second === null) return null;
  if (department === second) return `同属部门“${department}”`;
  if (!asksForTwoLeaders(context)) return null;
  const leaders = leadersOf(department, context);
  const shared = leadersOf(second, context).find((leader) => leaders.includes(leader));
  return shared === undefined ? null : `同由“${shared}”分管`;
}

function departmentOf({ post, department }: AssignSpec, { organisation }: LintContext): string | null {
  if (department !== undefined) return department;
  if (post === undefined || organisation === null) return null;
  return organisation.view.fact('post', post, organisation.at)?.data.department ?? null;
}

function asksForTwoLeaders({ profile }: LintContext): boolean {
  return profile?.separations.some(({ levels }) => levels.includes('leader')) ?? false;
}

function leadersOf(department: string, { organisation }: LintContext): string[] {
  if (organisation === null) return [];
  const lines = organisation.view.facts('leaderLine', organisation.at);
  return lines.filter(({ data }) => data.departments.includes(department)).map(({ data }) => data.leader);
}

/** Payments that a machine makes have no payer who could be an approver. */
function* notApart(
  { human }: Drawing,
  payments: readonly DrawnActivity[],
  pens: readonly DrawnActivity[],
  context: LintContext,
): Iterable<LintFinding> {
  const payers = payments.filter((payment) => human.includes(payment));
  const bookers = human.filter((activity) => dutiesOf(activity).has('BOOKKEEP'));
  const pairs = [
    ...pens.flatMap((pen) => [...payers, ...bookers].map((other) => [pen, other] as const)),
    ...payers.flatMap((payer) => bookers.map((booker) => [payer, booker] as const)),
  ];
  for (const [one, other] of pairs) {
    if (one === other || areSeparated(context, one, other)) continue;
    const message = `${named(one)}与${named(other)}未声明职责分离。请为二者设置 qh:constraint kind="separation"，或标注相应职责代码（如 PAY_APPROVE、PAY_EXECUTE、CASHIER、BOOKKEEP）。`;
    yield { elementId: other.key, message };
  }
}
