import { UNIT_RULES, type UnitRuleName, type UnitRuleValue } from '@quanheng/contracts';
import type { OrganisationView, RuleBasis } from '../ports/index.js';

export interface UnitRule<N extends UnitRuleName> {
  readonly value: UnitRuleValue<N>;
  /** False: the unit has said nothing, and the product's default counts. */
  readonly isSet: boolean;
  readonly basis: readonly RuleBasis[];
}

/** What the unit decided for itself, as it was at the date of the business event (see `threshold`). */
export function unitRule<N extends UnitRuleName>(
  view: Pick<OrganisationView, 'fact'>,
  name: N,
  eventAt: number,
): UnitRule<N> {
  const data = view.fact('unitRule', name, eventAt)?.data;
  if (data === undefined) return { value: UNIT_RULES[name].fallback as UnitRuleValue<N>, isSet: false, basis: [] };
  // What was stored is what the door had checked against the schema of its name.
  return { value: data.value as UnitRuleValue<N>, isSet: true, basis: data.basis };
}
