import type { Reason } from '../ports/index.js';
import { BUSINESS_TEXTS } from './business.js';
import { CONTROL_TEXTS } from './controls.js';
import { EXCEPTION_TEXTS } from './exceptions.js';
import { HANDLING_TEXTS } from './handling.js';
import { LIMIT_TEXTS } from './limits.js';
import { MONEY_TEXTS } from './money.js';
import { OFFICE_TEXTS } from './office.js';
import { REGISTER_TEXTS } from './registers.js';
import type { BlockCode } from './reason.js';

/** The checks of domain §6.2 in their order, each with the codes that do not come with its texts. What is no check of theirs comes before all. */
const CHECKS = {
  matter: ['INSTANCE_FROZEN'],
  authentication: ['AUTH_STRENGTH'],
  post: ['POST_NOT_HELD', 'POST_VACANT'],
  delegation: ['DELEGATION_INVALID', 'DUAL_CROSS_DELEGATE', 'IN_PERSON', 'OPINION_IN_PERSON'],
  interest: ['SELF_APPROVE', 'RECUSE_REQUIRED', 'SUBSTITUTE_REVIEWER', 'SUBSTITUTE_ENDED', 'ENDING_SAME_PERSON'],
  separation: [
    ...(['SOD_SAME_PERSON', 'PHASE_CONFLICT', 'BINDING_REQUIRED', 'TOO_MANY_STEPS', 'TOO_FEW_PERSONS'] as const),
    ...(['SOD_SAME_DEPT', 'SOD_SAME_LEADER', 'LEADER_UNKNOWN'] as const),
  ],
  chief: ['CHIEF_RESTRICTED', 'SUBSTITUTE_REVIEW_NEEDED'],
  papers: ['EVIDENCE_MISSING', 'PAPERS_SAME', 'ARCHIVE_INCOMPLETE', 'PAPER_SIGNED'],
  limits: ['PROTECTED_DATA', 'COMPUTED_DATA', 'EMERGENCY_NO_AMOUNT', 'EMERGENCY_OVER_CAP'],
  timing: [
    ...(['WINDOW_EARLY', 'WINDOW_LATE', 'TIME_SHORT', 'RETENTION_EARLY', 'FILING_TOO_LATE'] as const),
    ...(['URGENT_UNTOLD', 'URGENT_UNSEEN', 'PUBLICITY_SHORT', 'OBJECTION_OPEN', 'OBJECTION_OVERDUE'] as const),
    ...(['PROCEDURE_OBJECTED'] as const),
  ],
  opinions: ['OPINION_MISSING', 'REASON_MISSING', 'ADD_SIGN_PENDING', 'DISC_PENDING'],
  results: ['OUTCOME_NOT_DRAWN', 'CONTROL_BYPASSED', 'RATIFICATION_MISSING'],
} as const satisfies Readonly<Record<string, readonly BlockCode[]>>;
type Check = keyof typeof CHECKS;

/** Texts whose codes belong to one check, but for those named above. */
const FAMILIES: readonly (readonly [Check, object])[] = [
  ...[MONEY_TEXTS, BUSINESS_TEXTS, LIMIT_TEXTS, REGISTER_TEXTS].map((texts) => ['limits', texts] as const),
  ...[CONTROL_TEXTS, EXCEPTION_TEXTS, OFFICE_TEXTS, HANDLING_TEXTS].map((texts) => ['results', texts] as const),
];

const PLACES: ReadonlyMap<string, number> = placesOf(Object.keys(CHECKS) as Check[]);

function placesOf(order: readonly Check[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [check, texts] of FAMILIES) for (const code of Object.keys(texts)) places.set(code, order.indexOf(check));
  for (const [place, check] of order.entries()) for (const code of CHECKS[check]) places.set(code, place);
  return places;
}

/** Reasons against one command in the order of the checks, the headline first; those of one check as they were found. */
export function inOrder(reasons: readonly Reason[]): readonly Reason[] {
  if (reasons.length < 2) return reasons;
  const placeOf = ({ code }: Reason): number => PLACES.get(code) ?? 0;
  return [...reasons].sort((one, other) => placeOf(one) - placeOf(other));
}
