import type { DynamicModule, Type } from '@nestjs/common';
import type { OrganisationIndex, Profiles } from '@quanheng/policy';
import type {
  Bell,
  Blobs,
  Door,
  DraftStore,
  OrganisationView,
  PersonalStore,
  ProcessDefinition,
  Queries,
  ReminderStore,
  Surroundings,
  WorkSource,
} from '@quanheng/runtime/ports';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Authenticator } from './access/caller.js';

/** What the API stands on. Composed by the process that serves it, or by a test. */
export interface Parts {
  readonly door: Door;
  readonly queries: Queries;
  readonly drafts: DraftStore;
  readonly personal: PersonalStore;
  readonly reminders: ReminderStore;
  readonly work: WorkSource;
  readonly bell: Bell;
  readonly blobs: Blobs;
  readonly authenticator: Authenticator;
  readonly surroundings: Surroundings;
  /** The organisation of a unit as it is now known. */
  readonly organisation: { view(unit: string): Promise<OrganisationView & Pick<OrganisationIndex, 'chain'>> };
  /** By digest, ready to run. */
  readonly definitions: { get(digest: string): Promise<ProcessDefinition> };
  /** What drawings are judged by, whatever organisation there is. */
  readonly design: {
    readonly profiles: Profiles;
    /** Those that are there when it is asked, with what they do that is governed. */
    readonly handlers: () => readonly { readonly name: string; readonly effect: string | null }[];
  };
  /** What must answer for the server to be ready: the database, Redis. */
  readonly readiness: readonly { readonly name: string; readonly check: () => Promise<void> }[];
  readonly metrics: Registry;
  readonly logger: Logger;
  /** What belongs to identity: signing in and out, accounts. */
  readonly modules: readonly (DynamicModule | Type)[];
}

/** Tokens of dependency injection: interfaces have no value at run time. */
export const PARTS = Symbol('the parts of the API');
export const CONFIG = Symbol('the configuration of the API');
