import { REGISTER_DESCRIPTIONS, type Register } from '@quanheng/contracts';
import { unitRule } from '../catalogue/index.js';
import type { OrganisationView } from '../ports/index.js';

/** Role codes, any of which proposes or confirms a change of the register: as the unit has it, or as usual. */
export function keepersOf(
  register: Register,
  act: 'propose' | 'confirm',
  organisation: Pick<OrganisationView, 'fact'>,
  at: number,
): readonly string[] {
  const own = unitRule(organisation, 'registerKeepers', at).value[register];
  return (own ?? REGISTER_DESCRIPTIONS[register])[act];
}
