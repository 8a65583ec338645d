import { hold, put } from '../organisation/testing/office.js';
import type { OrganisationIndex } from '../organisation/view.js';
import type { OrganisationChange } from '../ports/index.js';
import { basisText } from './basis-text.js';
import { DUTY_PAIRS } from './duty-pairs.js';
import { staticConflicts, staticConflictsOf } from './static-conflicts.js';
import { DAY, TODAY, unit } from './testing/world.js';

/** A unit with facts that no change of today would bring. */
function asItStood(...changes: readonly OrganisationChange[]): OrganisationIndex {
  const before = unit();
  const facts = changes.flatMap((each) => (each.change === 'put' ? [each.fact] : []));
  const rows = facts.map((fact) => ({ fact, since: before.version + 1, until: null }));
  return before.after({ facts: rows, superseded: [], credentials: [] });
}

/** §3.3 of the domain reference, written down a second time: a pair that is changed here and not there is a decision. */
const REFERENCE: readonly (readonly [id: string, a: string, b: string, level: string, scope: string])[] = [
  ['SOD-BGT-01', 'BUDGET_COMPILE', 'BUDGET_APPROVE', 'P', 'INSTANCE'],
  ['SOD-BGT-02', 'BUDGET_APPROVE', 'BUDGET_EXECUTE', 'PD', 'INSTANCE'],
  ['SOD-BGT-03', 'BUDGET_EXECUTE', 'BUDGET_EVALUATE', 'P', 'INSTANCE'],
  ['SOD-INC-01', 'FEE_RATE_SET', 'FEE_COLLECT', 'P', 'ROLE_STATIC'],
  ['SOD-INC-02', 'FEE_COLLECT', 'FEE_FUND_KEEP', 'P', 'ROLE_STATIC'],
  ['SOD-INC-03', 'FEE_RATE_SET', 'FEE_FUND_KEEP', 'P', 'ROLE_STATIC'],
  ['SOD-INC-04', 'RECEIVE_MONEY', 'BOOKKEEP', 'P', 'ROLE_STATIC'],
  ['SOD-EXP-01', 'EXPENSE_APPLY', 'EXPENSE_APPROVE', 'P', 'INSTANCE'],
  ['SOD-EXP-02', 'PAY_APPROVE', 'PAY_EXECUTE', 'P', 'INSTANCE'],
  ['SOD-EXP-03', 'BIZ_HANDLE', 'BOOKKEEP', 'PD', 'INSTANCE'],
  ['SOD-EXP-04', 'CASHIER', 'BOOKKEEP', 'P', 'ROLE_STATIC'],
  ['SOD-EXP-05', 'CASHIER', 'INTERNAL_CHECK', 'P', 'ROLE_STATIC'],
  ['SOD-EXP-06', 'CASHIER', 'ACCOUNT_ARCHIVE', 'P', 'ROLE_STATIC'],
  ['SOD-SEAL-1', 'FINANCE_SEAL', 'LEGALREP_SEAL', 'P', 'ROLE_STATIC'],
  ['SOD-PRC-01', 'DEMAND_DRAFT', 'DEMAND_REVIEW', 'PD', 'INSTANCE'],
  ['SOD-PRC-02', 'TENDER_DOC_DRAFT', 'TENDER_DOC_CHECK', 'P', 'INSTANCE'],
  ['SOD-PRC-03', 'CONTRACT_SIGN', 'ACCEPTANCE', 'P', 'CONTRACT'],
  ['SOD-PRC-04', 'ACCEPTANCE', 'ASSET_KEEP', 'P', 'INSTANCE'],
  ['SOD-PRC-05', 'PURCHASE_HANDLE', 'CONTRACT_REVIEW', 'P', 'INSTANCE'],
  ['SOD-PRC-06', 'BID_EVALUATE', 'BID_OPEN_ATTEND', 'P', 'INSTANCE'],
  ['SOD-CC-01', 'PROJECT_PROPOSE', 'PROJECT_DECIDE', 'PD', 'PROJECT'],
  ['SOD-CC-02', 'ESTIMATE_COMPILE', 'ESTIMATE_REVIEW', 'P', 'PROJECT'],
  ['SOD-CC-03', 'PROJECT_EXECUTE', 'PROJECT_PAY', 'PDL', 'PROJECT'],
  ['SOD-CC-04', 'FINAL_ACCOUNT', 'FINAL_AUDIT', 'PD', 'PROJECT'],
  ['SOD-CC-05', 'PROJECT_EXECUTE', 'PROJECT_ACCEPT', 'P', 'PROJECT'],
  ['SOD-AST-01', 'ASSET_KEEP', 'ASSET_BOOK', 'P', 'ROLE_STATIC'],
  ['SOD-AST-02', 'DISPOSAL_APPLY', 'DISPOSAL_APPROVE', 'P', 'INSTANCE'],
  ['SOD-AST-03', 'DISPOSAL_APPROVE', 'DISPOSAL_EXECUTE', 'P', 'INSTANCE'],
  ['SOD-INV-01', 'INVEST_FEASIBLE', 'INVEST_APPRAISE', 'P', 'INSTANCE'],
  ['SOD-INV-02', 'INVEST_DECIDE', 'INVEST_EXECUTE', 'PD', 'INSTANCE'],
  ['SOD-CON-01', 'CONTRACT_DRAFT', 'CONTRACT_REVIEW', 'P', 'INSTANCE'],
  ['SOD-CON-02', 'CONTRACT_SIGN', 'SEAL_KEEP', 'P', 'INSTANCE'],
  ['SOD-APR-01', 'ACCEPT_GATE', 'REVIEW_GATE', 'P', 'INSTANCE'],
  ['SOD-APR-02', 'REVIEW_GATE', 'APPROVE_GATE', 'P', 'INSTANCE'],
  ['SOD-APR-03', 'ACCEPT_GATE', 'APPROVE_GATE', 'P', 'INSTANCE'],
  ['SOD-APR-04', 'HEARING_HOST', 'REVIEW_GATE', 'P', 'INSTANCE'],
  ['SOD-CAD-01', 'RECOMMEND', 'INSPECT', 'P', 'INSTANCE'],
  ['SOD-CAD-02', 'INSPECT', 'ARCHIVE_REVIEW', 'P', 'INSTANCE'],
  ['SOD-CMP-01', 'COMPLAINT_INTAKE', 'COMPLAINT_HANDLE', 'P', 'INSTANCE'],
  ['SOD-CMP-02', 'COMPLAINT_HANDLE', 'COMPLAINT_REVIEW', 'P', 'INSTANCE'],
  ['SOD-SUP-01', 'RECTIFY', 'RECTIFY_VERIFY', 'PD', 'INSTANCE'],
  ['SOD-PHASE', 'soleApproval', 'phase:EXECUTE', 'P', 'INSTANCE'],
  ['SOD-PHASE2', 'phase:EXECUTE', 'phase:SUPERVISE', 'PD', 'INSTANCE'],
  ['SOD-SYS-01', 'PROCESS_DESIGN', 'PROCESS_PUBLISH', 'P', 'ROLE_STATIC'],
  ['SOD-SYS-02', 'SYS_ADMIN', 'SECURITY_AUDIT', 'P', 'ROLE_STATIC'],
];

test('the pairs are those of the domain reference (§3.3), at its levels and in its scopes', () => {
  expect(DUTY_PAIRS.map(({ id, a, b, level, scope }) => [id, a, b, level, scope])).toEqual(REFERENCE);
  expect(new Set(DUTY_PAIRS.map(({ a, b }) => [a, b].sort().join())).size).toBe(REFERENCE.length);
});

test('what is only recalled is never printed as law', () => {
  for (const { basis } of DUTY_PAIRS) {
    expect(basis.length).toBeGreaterThan(0);
    for (const each of basis) {
      const text = basisText([each]);
      if (each.mark?.startsWith('C:') === true) expect(text).toBe(each.article);
      else expect(text).toMatch(/^(默认规则，可配置\(参照.+\)|参照.+|内部控制规则\(.+\))$/);
    }
  }
});

describe('pairs that no one person may hold by their posts', () => {
  const post = (id: string, roles: readonly string[]) =>
    put('post', id, { name: `岗${id}`, department: 'MONEY', roles });
  // From before such holdings were refused.
  const view = asItStood(
    ...[post('till', ['duty:CASHIER', 'staff']), post('books', ['duty:BOOKKEEP']), post('safe', ['duty:CASHIER'])],
    ...[
      post('all', ['duty:SYS_ADMIN', 'duty:SECURITY_AUDIT']),
      post('draw', ['designer']),
      post('issue', ['publisher']),
    ],
    ...[post('apply', ['duty:EXPENSE_APPLY']), post('approve', ['duty:EXPENSE_APPROVE'])],
    ...[hold('li', 'till'), hold('li', 'safe'), hold('li', 'books', { from: TODAY })],
    ...[hold('fang', 'till'), hold('ming', 'books'), hold('tao', 'all'), hold('qing', 'draw'), hold('qing', 'issue')],
    ...[hold('wei', 'apply'), hold('wei', 'approve')],
  );
  const told = (at: number) =>
    staticConflicts(view, at).map(({ pair, person, a, b }) => `${person} ${pair.id} ${a.join()} ${b.join()}`);

  test('are found by person, over all posts held at that moment', () => {
    const always = ['qing SOD-SYS-01 draw issue', 'tao SOD-SYS-02 all all'];
    expect(told(TODAY - DAY).sort()).toEqual(always);
    expect(told(TODAY).sort()).toEqual(['li SOD-EXP-04 till,safe books', ...always]);
  });

  test('of one person', () => {
    expect(staticConflictsOf('li', view, TODAY).map(({ pair }) => pair.id)).toEqual(['SOD-EXP-04']);
    expect(staticConflictsOf('fang', view, TODAY)).toEqual([]);
    expect(staticConflictsOf('li', view, TODAY, [])).toEqual([]);
  });
});
