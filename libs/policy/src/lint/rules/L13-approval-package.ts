import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import { areSeparated } from '../separation.js';
import { dutiesOf, stepFindings } from '../steps.js';
import { named } from '../words.js';

/** The duties of 受理, 审查 and 核准. */
const GATES = ['ACCEPT_GATE', 'REVIEW_GATE', 'APPROVE_GATE'] as const;

/** 三把关 (§2.g): three gates, in this order, of three different persons. */
export const approvalPackage: Lint = {
  rule: 'L13',
  code: 'L13-approval-package',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    if (context.profile?.power.kind !== 'administrativeApproval') return;
    yield* stepFindings(context);
    for (const drawing of drawingsOf(context)) yield* notApart(drawing, context);
  },
};

function* notApart({ activities }: Drawing, context: LintContext): Iterable<LintFinding> {
  const gates = GATES.map((duty) => activities.filter((activity) => dutiesOf(activity).has(duty)));
  for (const [index, gate] of gates.entries()) {
    for (const one of gate) {
      for (const other of gates.slice(index + 1).flat()) {
        const shared = one === other ? '是同一个环节' : sharedRole(one, other);
        if (shared === null && areSeparated(context, one, other)) continue;
        const why = shared ?? '未声明职责分离';
        const message = `${named(one)}与${named(other)}${why}。受理、审查、核准须由不同岗位的不同人员办理，请分开并设置 qh:constraint kind="separation"。`;
        yield { elementId: other.key, message };
      }
    }
  }
}

function sharedRole(one: DrawnActivity, other: DrawnActivity): string | null {
  const posts = new Set(one.assigns.flatMap(({ post }) => post ?? []));
  const shared = other.assigns.find(({ post }) => post !== undefined && posts.has(post));
  return shared === undefined ? null : `交给了同一岗位“${shared.post}”`;
}
