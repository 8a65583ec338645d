import { INCOMPATIBLE_ROLES } from '@quanheng/contracts';
import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { overlap } from '../validity.js';
import type { Outcome } from './check.js';
import { holdersTouched, postsHeldBy } from './holdings.js';

const CODES: ReadonlySet<string> = new Set(INCOMPATIBLE_ROLES.flat());

/** No person holds two roles that must be two people's, neither by one post nor by several. */
export function* rolesAreCompatible(outcome: Outcome): Generator<OrganisationFinding> {
  for (const person of holdersTouched(outcome, ({ data }) => data.roles.some((role) => CODES.has(role)))) {
    const held = postsHeldBy(outcome.after, person);
    for (const [one, other] of INCOMPATIBLE_ROLES) {
      const ones = held.filter(({ post }) => post.data.roles.includes(one));
      const others = held.filter(({ post }) => post.data.roles.includes(other));
      const both = ones.flatMap((mine) => others.flatMap((theirs) => overlap(mine, theirs) ?? []));
      if (both.length === 0) continue;
      const at = Math.min(...both.map(({ from }) => from));
      yield finding('roles-incompatible', nameOf({ kind: 'person', id: person }), { person, at, one, other });
    }
  }
}
