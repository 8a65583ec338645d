import { MessageCourier, OrganisationCache, Runtime, type RuntimeParts } from '@quanheng/runtime';
import type { Dice } from '../dice.js';
import type { MemoryDatabase, MemoryStore } from '../memory-store.js';
import { Host } from '../scheduler.js';
import { BUDGET_POLICY } from './budget-policy.js';
import { ClientSide, type CommandBook, type LiveDoor } from './clients.js';
import { Dispatcher } from './dispatcher.js';
import { LossyBell } from './lossy-bell.js';

/** So few that states are pushed out of the cache all the time. */
const CACHED_INSTANCES = 8;

/** One server process: a runtime with its dispatcher over the shared database. */
export class Node implements LiveDoor {
  readonly host: Host;
  readonly door: Runtime;
  readonly store: MemoryStore;
  readonly dispatcher: Dispatcher;
  /** Faults that the runtime reported of itself. */
  readonly reported: string[] = [];

  constructor(database: MemoryDatabase, book: CommandBook, name: string, dice: Dice) {
    const { scheduler } = database;
    this.host = new Host(name);
    this.store = database.connect(this.host);
    const { store } = this;
    const surroundings = scheduler.surroundings(this.host, dice.split());
    const report: RuntimeParts['report'] = ({ kind, subject, error }) => {
      if (kind !== 'quarantine') return;
      this.reported.push(`${subject}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    };
    const bell = new LossyBell(dice.split());
    const organisation = new OrganisationCache(store.queries);
    this.door = new Runtime(
      { store, queries: store.queries, surroundings, policy: BUDGET_POLICY, organisation, report, bell },
      { cachedInstances: CACHED_INSTANCES, limits: { batch: 8, worth: 1 } },
    );
    const courier = new MessageCourier(this.door, store, store.queries, this.door.catalogue, surroundings);
    const client = new ClientSide(
      book,
      () => [this],
      (millis) => scheduler.sleep(this.host, millis),
      dice.split(),
    );
    this.dispatcher = new Dispatcher(store.workSource, courier, client, bell, () => scheduler.now(), dice.split());
  }
}
