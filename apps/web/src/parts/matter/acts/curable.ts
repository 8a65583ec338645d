import type { Actions } from '../use-matter.js';

/** What whoever acts can still put right while acting: no reason to grey the button before they have begun. */
const CURABLE = new Set([...['OPINION_MISSING', 'REASON_MISSING', 'AUTH_STRENGTH', 'EVIDENCE_MISSING', 'invalid']]);

type Button = Actions[keyof Actions];

/** Why a button is grey; empty: it is not. */
export function reasonsAgainst({ may, reasons }: Button): Button['reasons'] {
  if (may) return [];
  const left = reasons.filter(({ code }) => !CURABLE.has(code));
  return left.length === 0 && reasons.length > 0 ? [] : reasons;
}
