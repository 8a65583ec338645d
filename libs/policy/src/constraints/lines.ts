/** A line of business that the chief (党政主要负责人) may not run directly (不直接分管). */
export interface RestrictedLine {
  readonly code: string;
  readonly name: string;
  /** Approving, paying or signing in this line. */
  readonly duties: readonly string[];
}

/** The lines that a unit can name in its rule `restrictedLines`; of another code only the matter itself can say that it belongs to it. */
export const LINES: readonly RestrictedLine[] = [
  { code: 'personnel', name: '人事', duties: ['RECOMMEND', 'INSPECT', 'ARCHIVE_REVIEW'] },
  {
    code: 'finance',
    name: '财务',
    duties: ['BUDGET_APPROVE', 'EXPENSE_APPROVE', 'PAY_APPROVE', 'PAY_EXECUTE', 'CASHIER', 'FINANCE_SEAL'],
  },
  {
    code: 'construction',
    name: '工程建设',
    duties: ['PROJECT_DECIDE', 'ESTIMATE_REVIEW', 'PROJECT_EXECUTE', 'PROJECT_PAY', 'PROJECT_ACCEPT'],
  },
  {
    code: 'procurement',
    name: '物资采购',
    duties: ['DEMAND_REVIEW', 'TENDER_DOC_CHECK', 'PURCHASE_HANDLE', 'CONTRACT_REVIEW', 'ACCEPTANCE'],
  },
  { code: 'licensing', name: '行政审批', duties: ['ACCEPT_GATE', 'REVIEW_GATE', 'APPROVE_GATE'] },
];
