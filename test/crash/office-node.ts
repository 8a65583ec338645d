import { MessageCourier, NODE_SURROUNDINGS, OrganisationCache, Runtime } from '@quanheng/runtime';
import { openDatabase, type Database } from '@quanheng/persistence';
import type { Dice } from '../simulation/dice.js';
import { BUDGET_POLICY } from '../simulation/world/budget-policy.js';
import { ClientSide, type CommandBook, type LiveDoor } from '../simulation/world/clients.js';
import { Dispatcher } from '../simulation/world/dispatcher.js';
import { LossyBell } from '../simulation/world/lossy-bell.js';

const NEVER = new Promise<void>(() => undefined);

export function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/** A runtime of its own, with a pool of its own, over a database that others use as well: as another server process would. */
export class OfficeNode implements LiveDoor {
  readonly host = { gone: NEVER };

  private constructor(
    readonly database: Database,
    readonly door: Runtime,
  ) {}

  static async open(url: string, policy = BUDGET_POLICY, pool = 4): Promise<OfficeNode> {
    const database = await openDatabase({ type: 'mysql', url, pool });
    const { store, queries } = database;
    const organisation = new OrganisationCache(queries);
    const parts = { store, queries, surroundings: NODE_SURROUNDINGS, policy, organisation };
    return new OfficeNode(database, new Runtime(parts));
  }

  /** Does what waits in the outbox, and timers and jobs that are due. */
  dispatcher(book: CommandBook, dice: Dice): Dispatcher {
    const { store, queries, workSource } = this.database;
    const client = new ClientSide(book, () => [this], sleep, dice.split());
    const courier = new MessageCourier(this.door, store, queries, this.door.catalogue, NODE_SURROUNDINGS);
    return new Dispatcher(workSource, courier, client, new LossyBell(dice.split()), () => Date.now(), dice.split());
  }

  async close(): Promise<void> {
    await this.door.close();
    await this.database.close();
  }
}
