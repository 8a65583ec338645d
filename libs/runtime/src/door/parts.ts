import type { OrganisationIndex } from '@quanheng/policy';
import type { Bell, Policy, Queries, Store, Surroundings } from '../ports/index.js';

/** Everything the door is made of. */
export interface RuntimeParts {
  readonly store: Store;
  readonly queries: Queries;
  readonly surroundings: Surroundings;
  readonly policy: Policy;
  readonly organisation: OrganisationSource;
  /** Told after each commit; absent: nobody listens. */
  readonly bell?: Bell;
  /** Zone of dates without an offset; default `+08:00`. */
  readonly zone?: string;
  /** Told of faults: a quarantined instance, a batch that could not be written, a change that nobody could be told of. Never of a person's data. */
  readonly report?: (fault: Fault) => void;
}

/** The organisation as it was at a version. */
export interface OrganisationSource {
  view(unit: string, version: number): Promise<OrganisationIndex>;
}

export interface Fault {
  readonly kind: 'quarantine' | 'write' | 'notice';
  readonly subject: string;
  readonly error: unknown;
}
