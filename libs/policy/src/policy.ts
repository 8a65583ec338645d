import { admit } from './guard/admit.js';
import type { Effects } from './guard/controlled-acts.js';
import { authorise } from './guard/rights.js';
import type { Concerned, Policy } from './ports/index.js';
import type { Profile } from './profiles/index.js';
import { applyWork } from './work/apply.js';
import type { Digest } from './work/protected-data.js';
import { reactTo } from './work/react.js';
import { NO_WORK, type Work } from './work/state.js';

/** What the policy is made of besides its rules. */
export interface PolicySettings {
  /** Of every handler that jobs are done by. */
  readonly effects: Effects;
  /** What is demanded of each kind of power, by name. */
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly digest: Digest;
}

/** How work begins and how events change it: all that a replay needs. */
export const WORK = { initial: NO_WORK, apply: applyWork } satisfies Pick<Policy<Work>, 'initial' | 'apply'>;

/** The policy of the product (architecture §4): controls and inbox acts, and the guard over every command and every step. */
export function createPolicy({ effects, profiles, digest }: PolicySettings): Policy<Work> {
  return {
    ...WORK,
    version: 'policy-1',
    concerned,
    scopes: () => [],
    authorise: (request) => authorise(request, { effectOf: effects, profiles }),
    react: (request, stimulus) => reactTo(request, stimulus, digest),
    admit: (request, done) => admit(request, done, effects),
  };
}

function concerned({ items }: Work): Concerned {
  const persons = new Set<string>();
  const offers = new Set<string>();
  for (const { assignee, offers: keys } of Object.values(items)) {
    if (assignee !== null) persons.add(assignee);
    else for (const key of keys) offers.add(key);
  }
  return { persons: [...persons], offers: [...offers] };
}
