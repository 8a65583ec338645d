import type { Basis } from '../model/index.js';

/**
 * Two duties that do not go together (domain reference §3.3). `a` and `b` are duty codes, `phase:EXECUTE` and the like, or `soleApproval`.
 */
export interface DutyPair {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  /** P: other persons; D: also other departments; L: also other supervising leaders. */
  readonly level: 'P' | 'PD' | 'PDL';
  /** Where both are looked for: in one instance, under one contract or project, or among the posts that one person holds. */
  readonly scope: 'INSTANCE' | 'CONTRACT' | 'PROJECT' | 'ROLE_STATIC';
  /** `R` is a configurable default and no law; `S` is what the product was asked to do, `D` what it decided itself. */
  readonly basis: readonly Basis[];
}

/** The product's own, from the basic standard of internal control and the laws around it. A unit's further pairs come as data of the same shape. */
export const DUTY_PAIRS: readonly DutyPair[] = [
  pair('SOD-BGT-01', 'BUDGET_COMPILE', 'BUDGET_APPROVE', 'P', 'INSTANCE', recalled('内控规范19')),
  pair('SOD-BGT-02', 'BUDGET_APPROVE', 'BUDGET_EXECUTE', 'PD', 'INSTANCE', recalled('内控规范19')),
  pair('SOD-BGT-03', 'BUDGET_EXECUTE', 'BUDGET_EVALUATE', 'P', 'INSTANCE', recalled('内控规范19')),
  pair('SOD-INC-01', 'FEE_RATE_SET', 'FEE_COLLECT', 'P', 'ROLE_STATIC', basis('S4.1', 'S4')),
  pair('SOD-INC-02', 'FEE_COLLECT', 'FEE_FUND_KEEP', 'P', 'ROLE_STATIC', basis('S4.1', 'S4')),
  pair('SOD-INC-03', 'FEE_RATE_SET', 'FEE_FUND_KEEP', 'P', 'ROLE_STATIC', basis('S4.1', 'S4')),
  pair(
    'SOD-INC-04',
    'RECEIVE_MONEY',
    'BOOKKEEP',
    'P',
    'ROLE_STATIC',
    recalled('内控规范25'),
    basis('会计法35', 'C:ACC'),
  ),
  pair('SOD-EXP-01', 'EXPENSE_APPLY', 'EXPENSE_APPROVE', 'P', 'INSTANCE', recalled('内控规范29')),
  pair('SOD-EXP-02', 'PAY_APPROVE', 'PAY_EXECUTE', 'P', 'INSTANCE', recalled('内控规范29')),
  pair('SOD-EXP-03', 'BIZ_HANDLE', 'BOOKKEEP', 'PD', 'INSTANCE', basis('会计法25', 'C:ACC')),
  pair('SOD-EXP-04', 'CASHIER', 'BOOKKEEP', 'P', 'ROLE_STATIC', basis('会计法35', 'C:ACC')),
  pair('SOD-EXP-05', 'CASHIER', 'INTERNAL_CHECK', 'P', 'ROLE_STATIC', basis('会计法35', 'C:ACC')),
  pair('SOD-EXP-06', 'CASHIER', 'ACCOUNT_ARCHIVE', 'P', 'ROLE_STATIC', basis('会计法35', 'C:ACC')),
  pair('SOD-SEAL-1', 'FINANCE_SEAL', 'LEGALREP_SEAL', 'P', 'ROLE_STATIC', recalled('内控规范41')),
  pair(
    'SOD-PRC-01',
    'DEMAND_DRAFT',
    'DEMAND_REVIEW',
    'PD',
    'INSTANCE',
    recalled('内控规范33'),
    basis('需求管理办法32', 'C:DEMAND'),
  ),
  pair('SOD-PRC-02', 'TENDER_DOC_DRAFT', 'TENDER_DOC_CHECK', 'P', 'INSTANCE', recalled('内控规范33')),
  pair(
    'SOD-PRC-03',
    'CONTRACT_SIGN',
    'ACCEPTANCE',
    'P',
    'CONTRACT',
    recalled('内控规范33'),
    basis('政府采购法61', 'C:GPL'),
  ),
  pair('SOD-PRC-04', 'ACCEPTANCE', 'ASSET_KEEP', 'P', 'INSTANCE', recalled('内控规范33')),
  pair('SOD-PRC-05', 'PURCHASE_HANDLE', 'CONTRACT_REVIEW', 'P', 'INSTANCE', basis('政府采购法61', 'C:GPL')),
  pair('SOD-PRC-06', 'BID_EVALUATE', 'BID_OPEN_ATTEND', 'P', 'INSTANCE', basis('87号令40', 'C:M87')),
  pair('SOD-CC-01', 'PROJECT_PROPOSE', 'PROJECT_DECIDE', 'PD', 'PROJECT', recalled('内控规范46')),
  pair('SOD-CC-02', 'ESTIMATE_COMPILE', 'ESTIMATE_REVIEW', 'P', 'PROJECT', recalled('内控规范46')),
  pair('SOD-CC-03', 'PROJECT_EXECUTE', 'PROJECT_PAY', 'PDL', 'PROJECT', recalled('内控规范46'), basis('S4.5', 'S4')),
  pair('SOD-CC-04', 'FINAL_ACCOUNT', 'FINAL_AUDIT', 'PD', 'PROJECT', recalled('内控规范46')),
  pair('SOD-CC-05', 'PROJECT_EXECUTE', 'PROJECT_ACCEPT', 'P', 'PROJECT', basis('建设项目不相容职责清单', 'C2:bbz')),
  pair('SOD-AST-01', 'ASSET_KEEP', 'ASSET_BOOK', 'P', 'ROLE_STATIC', basis('会计法25', 'C:ACC')),
  pair('SOD-AST-02', 'DISPOSAL_APPLY', 'DISPOSAL_APPROVE', 'P', 'INSTANCE', recalled('内控规范44')),
  pair(
    'SOD-AST-03',
    'DISPOSAL_APPROVE',
    'DISPOSAL_EXECUTE',
    'P',
    'INSTANCE',
    recalled('内控规范44'),
    basis('会计法25', 'C:ACC'),
  ),
  pair('SOD-INV-01', 'INVEST_FEASIBLE', 'INVEST_APPRAISE', 'P', 'INSTANCE', recalled('内控规范45')),
  pair(
    'SOD-INV-02',
    'INVEST_DECIDE',
    'INVEST_EXECUTE',
    'PD',
    'INSTANCE',
    recalled('内控规范45'),
    basis('会计法25', 'C:ACC'),
  ),
  pair('SOD-CON-01', 'CONTRACT_DRAFT', 'CONTRACT_REVIEW', 'P', 'INSTANCE', recalled('内控规范54')),
  pair('SOD-CON-02', 'CONTRACT_SIGN', 'SEAL_KEEP', 'P', 'INSTANCE', basis('产品规则', 'D')),
  pair('SOD-APR-01', 'ACCEPT_GATE', 'REVIEW_GATE', 'P', 'INSTANCE', basis('S4.1', 'S4')),
  pair('SOD-APR-02', 'REVIEW_GATE', 'APPROVE_GATE', 'P', 'INSTANCE', basis('S4.1', 'S4')),
  pair('SOD-APR-03', 'ACCEPT_GATE', 'APPROVE_GATE', 'P', 'INSTANCE', basis('S4.1', 'S4')),
  pair('SOD-APR-04', 'HEARING_HOST', 'REVIEW_GATE', 'P', 'INSTANCE', basis('行政许可法48', 'C:APL')),
  pair('SOD-CAD-01', 'RECOMMEND', 'INSPECT', 'P', 'INSTANCE', recalled('惯例')),
  pair('SOD-CAD-02', 'INSPECT', 'ARCHIVE_REVIEW', 'P', 'INSTANCE', recalled('惯例')),
  pair('SOD-CMP-01', 'COMPLAINT_INTAKE', 'COMPLAINT_HANDLE', 'P', 'INSTANCE', basis('检举控告工作规则14', 'C:REPORT')),
  pair('SOD-CMP-02', 'COMPLAINT_HANDLE', 'COMPLAINT_REVIEW', 'P', 'INSTANCE', recalled('惯例')),
  pair('SOD-SUP-01', 'RECTIFY', 'RECTIFY_VERIFY', 'PD', 'INSTANCE', basis('S4.1', 'S4'), basis('产品规则', 'D')),
  pair(
    'SOD-PHASE',
    'soleApproval',
    'phase:EXECUTE',
    'P',
    'INSTANCE',
    basis('S1', 'S1'),
    basis('S4.5', 'S4'),
    recalled('内控规范14'),
  ),
  pair('SOD-PHASE2', 'phase:EXECUTE', 'phase:SUPERVISE', 'PD', 'INSTANCE', basis('S1', 'S1'), basis('S4.5', 'S4')),
  pair('SOD-SYS-01', 'PROCESS_DESIGN', 'PROCESS_PUBLISH', 'P', 'ROLE_STATIC', basis('产品规则', 'D')),
  pair('SOD-SYS-02', 'SYS_ADMIN', 'SECURITY_AUDIT', 'P', 'ROLE_STATIC', basis('三员分立', 'D')),
];

function pair(
  id: string,
  a: string,
  b: string,
  level: DutyPair['level'],
  scope: DutyPair['scope'],
  ...articles: readonly Basis[]
): DutyPair {
  return { id, a, b, level, scope, basis: articles };
}

function basis(article: string, mark: string): Basis {
  return { article, mark, text: null };
}

function recalled(article: string): Basis {
  return basis(article, 'R');
}
