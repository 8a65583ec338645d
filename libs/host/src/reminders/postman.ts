import { delayAfter } from '@quanheng/jobs';
import type { Queries, ReminderStore, Surroundings, TakenDelivery } from '@quanheng/runtime/ports';
import type { Logger } from 'pino';
import type { Message } from './words.js';

/** One way out of the product. */
export interface Carrier {
  /** Rejects when it has not arrived. */
  readonly carry: (message: Message, target: string) => Promise<void>;
  readonly close: () => void;
}

export interface PostmanParts {
  readonly reminders: ReminderStore;
  readonly queries: Pick<Queries, 'item' | 'startable'>;
  readonly carriers: Readonly<Partial<Record<TakenDelivery['channel'], Carrier>>>;
  /** How browsers reach the product. */
  readonly address: string | null;
  readonly surroundings: Surroundings;
  readonly logger: Pick<Logger, 'warn'>;
}

const AT_ONCE = 8;
/** Longer than any carrier takes. */
const LEASE = 60_000;
const BACKOFF = { first: 15_000, most: 3_600_000 };
/** Tries in all: about ten hours. */
const MOST_ATTEMPTS = 16;

/**
 * Delivers what is to be delivered, outside any transaction. Taken by one process at a time; what is not confirmed is delivered again, under the same
 * id.
 */
export class Postman {
  constructor(private readonly parts: PostmanParts) {}

  /** Delivers some; gives how many there were. */
  async round(): Promise<number> {
    const { reminders, surroundings } = this.parts;
    const now = surroundings.now();
    const taken = await reminders.takeDeliveries({ now, until: now + LEASE, limit: AT_ONCE });
    await Promise.all(taken.map((delivery) => this.deliver(delivery)));
    return taken.length;
  }

  private async deliver(delivery: TakenDelivery): Promise<void> {
    const { reminders, queries, carriers, surroundings, logger } = this.parts;
    const { about, channel, target, attempts, reminder } = delivery;
    const carrier = carriers[channel];
    const item = await queries.item(about.instance, about.item);
    // Nobody is reminded of what is done, nor by what is no longer configured.
    if (carrier === undefined || item?.status !== 'open') return reminders.endDelivery(delivery);
    try {
      await carrier.carry(await this.message(delivery), target);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const isLast = attempts >= MOST_ATTEMPTS;
      const told = isLast ? 'a reminder was not delivered; nobody tries any more' : 'a reminder was not delivered';
      logger.warn({ channel, reminder, attempts, why }, told);
      if (isLast) return reminders.endDelivery(delivery);
      return reminders.deferDelivery(delivery, surroundings.now() + delayAfter(attempts, BACKOFF, surroundings));
    }
    return reminders.endDelivery(delivery);
  }

  private async message({ about }: TakenDelivery): Promise<Message> {
    const { queries, address } = this.parts;
    const { unit, process, instance, item } = about;
    const title = (await queries.startable(unit, process))?.name ?? process;
    const link = address === null ? null : new URL(`/todo/${instance}/${encodeURIComponent(item)}`, address).href;
    return { reminder: about, title, link };
  }
}
