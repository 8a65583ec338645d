import type { Env } from '@quanheng/engine';
import type { DefinitionCatalogue, Policy, Queries } from '@quanheng/runtime';

/** What a replay reads, and what it is carried out with. Nothing here can write. */
export interface ReplayParts {
  readonly queries: Pick<Queries, 'entries' | 'streams' | 'units' | 'instance' | 'instances' | 'records'>;
  readonly definitions: Pick<DefinitionCatalogue, 'find'>;
  readonly policy: Pick<Policy, 'initial' | 'apply'>;
  /** As the server has it; the moment is each entry's. */
  readonly env: Omit<Env, 'at' | 'zone'>;
}
