import type { Actions } from '../use-matter.js';

/** What whoever acts can still put right while acting: no reason to grey the button before they have begun. */
const CURABLE = new Set(['OPINION_MISSING', 'REASON_MISSING', 'AUTH_STRENGTH', 'EVIDENCE_MISSING', 'invalid']);
/** What is said of the data as they stand, which a form that is still being filled in will change. */
export const OF_DATA: ReadonlySet<string> = new Set([
  ...['LIMIT_OVER', 'LIMIT_NO_AMOUNT', 'DEMAND_NOT_MET', 'RECORD_UNKNOWN'],
  ...['BUDGET_NONE', 'BUDGET_OVER', 'BUDGET_STANDARD', 'STANDARD_OVER', 'SPLIT_SUSPECT', 'METHOD_UNAPPROVED'],
  ...['CONTRACT_DEVIATE', 'PAYEE_MISMATCH', 'PAY_AHEAD', 'PAY_OVER', 'SUPPLIER_BARRED', 'SUPPLIER_OTHER'],
  ...['AWARD_ORDER', 'CENTRAL_AGENCY', 'PRICE_FLOOR', 'PRICE_LOW', 'EMERGENCY_NO_AMOUNT', 'EMERGENCY_OVER_CAP'],
  ...['BIDDERS_LT3', 'TIME_SHORT', 'MATCH3_FAIL', 'SUPPLEMENT_OVER10', 'REGISTER_NONE', 'CHANGE_UNAPPROVED'],
  ...[
    'RETENTION_EARLY',
    'ARCHIVE_INCOMPLETE',
    'INVOICE_USED',
    'PERIOD_PAID',
    'PAPERS_SAME',
    'APPLICATION_OPEN',
    'CLAIMS_SPLIT',
  ],
]);
/** What is said of whoever acts: neither the moment nor the matter stands against it. */
export const OF_WHO: ReadonlySet<string> = new Set([
  ...['NOT_OFFERED', 'ITEM_TAKEN', 'IN_PERSON', 'OPINION_IN_PERSON', 'NO_POST', 'POST_NOT_HELD', 'ROLE_REQUIRED'],
  ...['SOD_SAME_PERSON', 'SOD_SAME_DEPT', 'SOD_SAME_LEADER', 'PHASE_CONFLICT', 'BINDING_REQUIRED', 'TOO_MANY_STEPS'],
  ...['SELF_APPROVE', 'RECUSE_REQUIRED', 'CHIEF_RESTRICTED', 'DUAL_CROSS_DELEGATE', 'DELEGATION_INVALID'],
  ...['EMERGENCY_CHIEF', 'EMERGENCY_NOT_LEADER', 'EMERGENCY_SAME_LINE', 'ADMINISTRATOR_IN_BUSINESS'],
  ...['SUBSTITUTE_REVIEWER', 'SUBSTITUTE_FORBIDDEN', 'CORRECTION_SELF'],
]);

type Button = Actions[keyof Actions];

/** Why a button is grey; empty: it is not. */
export function reasonsAgainst({ may, reasons }: Button, isFilledIn = false): Button['reasons'] {
  if (may) return [];
  const left = reasons.filter(({ code }) => !CURABLE.has(code) && !(isFilledIn && OF_DATA.has(code)));
  return left.length === 0 && reasons.length > 0 ? [] : reasons;
}

/** Whether somebody else could do it now. */
export const isForOthers = (reasons: Button['reasons']): boolean => reasons.some(({ code }) => OF_WHO.has(code));
