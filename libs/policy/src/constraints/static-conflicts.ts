import type { OrganisationView } from '../ports/index.js';
import { DUTY_PAIRS, type DutyPair } from './duty-pairs.js';

/** A person whose posts give them two duties that do not go together. */
export interface StaticConflict {
  readonly pair: DutyPair;
  readonly person: string;
  /** The posts that give each of the two. */
  readonly a: readonly string[];
  readonly b: readonly string[];
}

/** A post carries a duty as a role code: `duty:CASHIER`. */
const PREFIX = 'duty:';
/** The duties that come with the product's own roles. */
const OF_ROLES: ReadonlyMap<string, string> = new Map([
  ['designer', 'PROCESS_DESIGN'],
  ['publisher', 'PROCESS_PUBLISH'],
  ['systemAdministrator', 'SYS_ADMIN'],
  ['auditor', 'SECURITY_AUDIT'],
]);

/** Pairs that are checked when a post is given, over everybody who holds one at that moment. */
export function staticConflicts(
  view: OrganisationView,
  at: number,
  pairs: readonly DutyPair[] = DUTY_PAIRS,
): StaticConflict[] {
  const persons = new Set(view.facts('holding', at).map(({ data }) => data.person));
  return [...persons].flatMap((person) => staticConflictsOf(person, view, at, pairs));
}

/** The same for one person. */
export function staticConflictsOf(
  person: string,
  view: OrganisationView,
  at: number,
  pairs: readonly DutyPair[] = DUTY_PAIRS,
): StaticConflict[] {
  const postsByDuty = new Map<string, string[]>();
  for (const post of new Set(view.holdings(person, at).map(({ data }) => data.post))) {
    for (const role of view.fact('post', post, at)?.data.roles ?? []) {
      const duty = role.startsWith(PREFIX) ? role.slice(PREFIX.length) : OF_ROLES.get(role);
      if (duty === undefined) continue;
      postsByDuty.set(duty, [...(postsByDuty.get(duty) ?? []), post]);
    }
  }
  return pairs.flatMap((pair) => {
    if (pair.scope !== 'ROLE_STATIC') return [];
    const [a, b] = [postsByDuty.get(pair.a), postsByDuty.get(pair.b)];
    return a === undefined || b === undefined ? [] : [{ pair, person, a, b }];
  });
}
