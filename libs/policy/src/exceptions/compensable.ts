import type { Constraint } from '../constraints/constraint.js';
import { DUTY_PAIRS } from '../constraints/duty-pairs.js';
import { isChief } from '../constraints/chief.js';
import type { ActInQuestion } from '../constraints/deed.js';
import type { Basis, PolicyModel } from '../model/index.js';
import type { OrganisationView } from '../ports/index.js';

/** 会计法第25条、第35条: what they keep apart is kept apart by other people, whatever a unit decides (domain §3.3, rule 5). */
const ACCOUNTING_LAW = /会计法[^;；]*?(?:25|35|二十五|三十五)/;

function isAccountingLaw(basis: readonly Basis[]): boolean {
  return basis.some(({ article }) => ACCOUNTING_LAW.test(article));
}

/** Of a pair of duties by its number, or of a separation by the name in its drawing, of which nothing more is known here. */
export function isPairCompensable(id: string): boolean {
  if (id === 'CHIEF' || id.startsWith('SOD-SYS-')) return false;
  const pair = DUTY_PAIRS.find((each) => each.id === id);
  return pair === undefined || !isAccountingLaw(pair.basis);
}

/** Neither pens nor acts that one control sets against each other, nor an act of the chief. */
export function isCompensable(
  constraint: Constraint,
  act: ActInQuestion,
  { activities }: PolicyModel,
  organisation: OrganisationView,
): boolean {
  const { id, kind, basis, acts } = constraint;
  if (kind !== 'separation' && kind !== 'phase') return false;
  if (!isPairCompensable(id) || isAccountingLaw(basis)) return false;
  if (act.isPen || isChief(act.person, organisation, act.at)) return false;
  const keys = new Set(acts.map(({ activity }) => activity));
  if (kind === 'separation' && acts.length > 0 && keys.size < 2) return false;
  return ![...keys].some((key) => SIGNED_BY_TWO.has(activities.get(key)?.control?.kind ?? ''));
}
const SIGNED_BY_TWO: ReadonlySet<string> = new Set(['dualSignature', 'emergency']);
