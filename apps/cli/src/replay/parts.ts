import type { DefinitionCatalogue, Policy, Queries } from '@quanheng/runtime';
import type { Calendars } from './calendars.js';

/** What a replay reads, and what it is carried out with. Nothing here can write. */
export interface ReplayParts {
  readonly queries: Pick<Queries, 'entries' | 'streams' | 'units' | 'instance' | 'instances' | 'records'>;
  readonly definitions: Pick<DefinitionCatalogue, 'find'>;
  readonly policy: Pick<Policy, 'initial' | 'apply'>;
  readonly calendars: Calendars;
}
