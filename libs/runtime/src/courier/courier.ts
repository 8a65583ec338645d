import { mayLeadTo } from '@quanheng/engine';
import { startEventsOf, startOwner } from '../commands/definitions.js';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import { ChangeCollector } from '../door/change-collector.js';
import type {
  Answer,
  Command,
  Courier,
  Door,
  MessageRow,
  OutboxRow,
  Queries,
  Store,
  SubscriptionRow,
  Surroundings,
  WireVariables,
} from '../ports/index.js';
import { keptRow, type OutboxCollect, type OutboxKeptSignal, type OutboxMessage, type OutboxSignal } from './outbox.js';

/** Receivers that are tried for one message, and messages that are tried for one subscription, before the others wait for the next occasion. */
const TRIED = 50;
/** Of these the oldest are looked at, as the drawing leads to some of them only. */
const LOOKED_AT = 1000;
/** Times that a signal is given to an instance that is suspended whenever it is given, and is not when it is to be kept. */
const TRIED_TO_KEEP = 10;
const START_OWNER = startOwner('');

/**
 * Carries messages and signals to their receivers after the commit that sent them, one command and one transaction a receiver. Whoever publishes first
 * writes the message and then looks for subscribers; whoever subscribes first writes the subscription and then looks for messages: so one of
 * the two finds the other.
 */
export class MessageCourier implements Courier {
  constructor(
    private readonly door: Door,
    private readonly store: Store,
    private readonly queries: Queries,
    private readonly catalogue: DefinitionCatalogue,
    private readonly surroundings: Surroundings,
  ) {}

  async deliver(row: OutboxRow): Promise<void> {
    switch (row.kind) {
      case 'message': {
        const message = await this.queries.message((JSON.parse(row.payload) as OutboxMessage).message);
        if (message !== null) await this.deliverMessage(message);
        break;
      }
      case 'collect': {
        const { name, correlation, element } = JSON.parse(row.payload) as OutboxCollect;
        const now = this.surroundings.now();
        const waiting = await this.queries.messagesFor(row.unit, name, correlation, now, LOOKED_AT);
        const meant = waiting.filter(({ targets }) => mayLeadTo(targets, element));
        for (const message of meant.slice(0, TRIED)) await this.deliverMessage(message);
        break;
      }
      case 'signal': {
        const signal = JSON.parse(row.payload) as OutboxSignal | OutboxKeptSignal;
        if ('only' in signal) await this.deliverTo(signal.only, row, signal, signal.before ?? Infinity);
        else await this.deliverSignal(row, signal);
        break;
      }
      case 'kept':
        // Its instance takes nothing yet, and lets it go when it does.
        return;
    }
    await this.done(row);
  }

  /** To the first receiver that takes it; nobody does: it stays in the buffer until it expires. */
  private async deliverMessage(message: MessageRow): Promise<void> {
    const { unit, name, correlation, id } = message;
    if (message.expiresAt <= this.surroundings.now()) return;
    const found = await this.queries.subscribers(unit, 'message', name, correlation, LOOKED_AT);
    const meant = found.filter(({ element }) => mayLeadTo(message.targets, element));
    for (const subscription of inOrder(meant).slice(0, TRIED)) {
      const answer = await this.give(
        unit,
        `${id} ${subscription.instance} ${subscription.subscription}`,
        await this.receive(subscription, id),
      );
      if (answer?.status === 'accepted') return;
    }
  }

  private async receive(
    { instance, subscription, element }: SubscriptionRow,
    message: string,
  ): Promise<Command | null> {
    if (!instance.startsWith(START_OWNER)) return { kind: 'deliverMessage', instance, message, subscription };
    const start = await this.startOf(instance, element);
    return start === null ? null : { ...start, message };
  }

  private async deliverSignal(row: OutboxRow, signal: OutboxSignal): Promise<void> {
    // Subscriptions that the signal's own deliveries bring about come later and get the next one.
    const subscribers = await this.queries.subscribers(row.unit, 'signal', signal.name, null, Number.MAX_SAFE_INTEGER);
    const receivers = new Map<string, number>();
    for (const { instance, element, subscription } of subscribers) {
      if (instance.startsWith(START_OWNER)) {
        const command = await this.startBySignal(instance, element, signal.variables);
        await this.give(row.unit, `${row.id} ${instance} ${element}`, command);
      } else receivers.set(instance, Math.max(receivers.get(instance) ?? 0, subscription + 1));
    }
    for (const [instance, behind] of receivers) {
      const own = signal.instance === instance ? (signal.before ?? Infinity) : Infinity;
      await this.deliverTo(instance, row, signal, own, Math.min(own, behind));
    }
  }

  /**
   * A suspended or quarantined instance gets the signal when it goes on.
   * @param before what the instance began to wait for from this id on does not get the signal now ...
   * @param ifKept ... nor, when it has to be kept, what it began to wait for from this one on
   */
  private async deliverTo(
    instance: string,
    row: OutboxRow,
    sent: OutboxSignal | OutboxKeptSignal,
    before: number,
    ifKept = before,
  ): Promise<void> {
    const { name, variables } = sent;
    const signal = 'signal' in sent ? sent.signal : row.id;
    const until = before === Infinity ? {} : { before };
    for (let tried = 0; tried < TRIED_TO_KEEP; tried++) {
      const command: Command = { kind: 'deliverSignal', instance, signal, name, variables, ...until };
      const answer = await this.give(row.unit, `${signal} ${instance} `, command);
      if (!takesNothingNow(answer)) return;
      if (await this.keep(row, { name, variables, signal, only: instance, before: ifKept })) return;
    }
    throw new Error(`${instance} is suspended and resumed all the time`);
  }

  /** With the instance locked, so that nobody resumes it at the same time. False: it goes on already. */
  private async keep(row: OutboxRow, kept: OutboxKeptSignal): Promise<boolean> {
    return this.store.transact(async (transaction) => {
      const { instances } = await transaction.load({ unit: row.unit, instances: [{ id: kept.only }] });
      const status = instances[0]?.status;
      if (status !== 'suspended' && status !== 'quarantined') return false;
      const changes = new ChangeCollector();
      changes.outbox.update(keptRow(row, kept));
      transaction.flush(changes.finish());
      return true;
    });
  }

  private async startBySignal(owner: string, element: string, variables: WireVariables): Promise<Command | null> {
    const start = await this.startOf(owner, element);
    return start === null ? null : { ...start, variables };
  }

  private async startOf(owner: string, element: string): Promise<Extract<Command, { kind: 'startInstance' }> | null> {
    const definition = await this.catalogue.find(owner.slice(START_OWNER.length));
    const event = definition === null ? undefined : startEventsOf(definition).find(({ key }) => key === element);
    if (definition === null || event === undefined) return null;
    const { process, version } = definition;
    return { kind: 'startInstance', process, version, startEvent: event.key };
  }

  /** The key makes a delivery that is repeated after a crash no second one. */
  private async give(unit: string, key: string, command: Command | null): Promise<Answer | null> {
    if (command === null) return null;
    const answer = await this.door.execute({ unit, key, command, principal: { kind: 'system', name: 'courier' } });
    if (answer.status === 'rejected' && answer.code === 'busy') throw new Error(answer.message);
    return answer;
  }

  private async done({ id }: OutboxRow): Promise<void> {
    const changes = new ChangeCollector();
    changes.outbox.drop(id);
    await this.store.transact((transaction) => {
      transaction.flush(changes.finish());
      return Promise.resolve();
    });
  }
}

/** Running instances before new ones, the oldest first. */
function inOrder(found: readonly SubscriptionRow[]): readonly SubscriptionRow[] {
  const starts = (row: SubscriptionRow): boolean => row.instance.startsWith(START_OWNER);
  return [...found.filter((row) => !starts(row)), ...found.filter(starts)];
}

function takesNothingNow(answer: Answer | null): boolean {
  if (answer?.status !== 'rejected') return false;
  const codes = (answer.details ?? []).map((each) => (each as { readonly code?: unknown }).code);
  return answer.code === 'quarantined' || codes.includes('suspended');
}
