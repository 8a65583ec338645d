import type { OrganisationIndex } from '@quanheng/policy';
import type {
  Bell,
  DefinitionSource,
  Policy,
  ProofAnswer,
  ProofQuestion,
  Queries,
  Store,
  Surroundings,
} from '../ports/index.js';

/** Everything the door is made of. */
export interface RuntimeParts {
  readonly store: Store;
  readonly queries: Queries;
  readonly surroundings: Surroundings;
  readonly policy: Policy;
  readonly organisation: OrganisationSource;
  /** Finds out in another thread what takes long; absent: it is found out where it is asked. */
  readonly prover?: Prover;
  /** Told after each commit; absent: nobody listens. */
  readonly bell?: Bell;
  /** Zone of dates without an offset; default `+08:00`. */
  readonly zone?: string;
  /** Told of faults: a quarantined instance, a batch that could not be written, a change that nobody could be told of. Never of a person's data. */
  readonly report?: (fault: Fault) => void;
}

export interface Prover {
  /** The answers in the order of the questions; null: there were none in time. */
  answer(source: DefinitionSource, questions: readonly ProofQuestion[]): Promise<readonly ProofAnswer[] | null>;
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
