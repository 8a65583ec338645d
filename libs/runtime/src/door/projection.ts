import type { EngineEvent, InstanceState, Subscription, Trigger, WireValue } from '@quanheng/engine';
import { toWire } from '@quanheng/engine';
import type { JobRow, WorkEvent } from '../ports/index.js';
import type { OutboxCollect, OutboxMessage, OutboxSignal } from '../courier/outbox.js';
import type { ProjectionContext } from './projection-context.js';
import type { Snapshot } from './snapshot.js';
import { WorkRows } from './work-rows.js';

/** How long a message waits for a receiver when nobody says otherwise: one hour. */
export const DEFAULT_TIME_TO_LIVE = 3_600_000;

/** Step 5 (architecture §2): what the events of one command mean for rows. `before` and `after` are the instance around the command. */
export function project(
  before: Snapshot,
  after: Snapshot,
  flow: readonly EngineEvent[],
  work: readonly WorkEvent[],
  context: ProjectionContext,
): void {
  const projection = new Projection(before.flow, after, context);
  if (flow.some((event) => event.type === 'instanceMigrated')) projection.renew();
  for (const event of flow) projection.flow(event);
  for (const event of work) projection.work.take(event);
}

/** What fell due while the instance was in quarantine. */
export function wakeUp(after: Snapshot, context: ProjectionContext): void {
  new Projection(after.flow, after, context).wake();
}

/** Nothing of the instance waits any more, though its state says so. @param open its open work items */
export function abandon(after: Snapshot, open: readonly string[], context: ProjectionContext): void {
  new Projection(after.flow, after, context).abandon(open);
}

class Projection {
  /** Subscriptions and jobs that this command opened or found, by id. */
  private readonly subscriptions = new Map<number, Subscription>();
  private readonly jobs = new Set<number>();
  readonly work: WorkRows;

  constructor(
    private readonly before: InstanceState,
    private readonly after: Snapshot,
    private readonly context: ProjectionContext,
  ) {
    this.work = new WorkRows(after, context);
  }

  flow(event: EngineEvent): void {
    switch (event.type) {
      case 'subscriptionOpened':
        this.openSubscription(event.id, {
          id: event.id,
          element: event.element,
          owner: event.owner,
          trigger: event.trigger,
        });
        break;
      case 'subscriptionUpdated':
        this.updateSubscription(event.id, event.trigger);
        break;
      case 'subscriptionClosed':
        this.closeSubscription(event.id);
        break;
      case 'workOpened':
        if (event.work.kind === 'job') this.openJob(event.id, event.element, event.work.handler, event.work.retries);
        break;
      case 'workClosed':
        this.closeJob(event.id);
        break;
      case 'jobFailed':
        this.failJob(event.id, event.message, event.retries);
        break;
      case 'elementCompleted':
      case 'elementCancelled':
        this.closeJob(event.id);
        this.closeIncident(event.id);
        break;
      case 'bodyCompleted':
      case 'bodyCancelled':
        this.closeIncident(event.id);
        break;
      case 'incidentRaised':
        this.openIncident(event.id, event.element, event.incident.code, event.incident.message);
        break;
      case 'instanceResumed':
        this.wake();
        break;
      case 'incidentResolved':
        this.context.changes.incidents.drop({ instance: this.after.id, element: event.id });
        break;
      case 'messageThrown':
        this.throwMessage(event);
        break;
      case 'signalThrown':
        this.send('signal', {
          name: event.name,
          variables: wired(event.variables),
          instance: this.after.id,
          before: event.id,
        } satisfies OutboxSignal);
        break;
      default:
        break;
    }
  }

  /** After a migration the same things wait under other keys: their rows are written anew. */
  renew(): void {
    for (const subscription of this.after.flow.subscriptions.values()) {
      this.subscriptions.set(subscription.id, subscription);
      this.putSubscription(subscription, 'update');
    }
    for (const element of this.after.flow.elements.values()) {
      if (element.work?.kind === 'job') {
        this.context.changes.jobs.update(
          this.jobRow(element.id, element.element, element.work.handler, element.work.retries),
        );
      }
      if (element.incident !== null) {
        this.openIncident(element.id, element.element, element.incident.code, element.incident.message);
      }
    }
  }

  abandon(items: readonly string[]): void {
    for (const id of this.before.subscriptions.keys()) this.closeSubscription(id);
    for (const { deadline } of this.context.deadlines()) this.work.take({ type: 'deadlineCleared', deadline });
    for (const id of this.before.elements.keys()) {
      this.closeJob(id);
      this.closeIncident(id);
    }
    for (const item of items) this.work.take({ type: 'itemCancelled', item });
  }

  private openSubscription(id: number, subscription: Subscription): void {
    this.subscriptions.set(id, subscription);
    this.putSubscription(subscription, 'open');
  }

  private updateSubscription(id: number, trigger: Trigger): void {
    const known = this.subscriptions.get(id) ?? this.before.subscriptions.get(id);
    if (known === undefined) return;
    const updated = { ...known, trigger };
    this.subscriptions.set(id, updated);
    this.putSubscription(updated, 'update');
  }

  private closeSubscription(id: number): void {
    const known = this.subscriptions.get(id) ?? this.before.subscriptions.get(id);
    const key = { instance: this.after.id, subscription: id };
    if (known?.trigger.kind === 'timer') this.context.changes.timers.drop(key);
    else if (known?.trigger.kind === 'message' || known?.trigger.kind === 'signal') {
      this.context.changes.subscriptions.drop(key);
    }
  }

  private putSubscription({ id, element, trigger }: Subscription, how: 'open' | 'update'): void {
    const { changes, notices } = this.context;
    const key = { instance: this.after.id, subscription: id, unit: this.after.unit, element };
    switch (trigger.kind) {
      case 'timer':
        changes.timers[how]({ ...key, due: trigger.due });
        notices.push({ kind: 'timer', due: trigger.due });
        break;
      case 'message':
        changes.subscriptions[how]({ ...key, kind: 'message', name: trigger.name, correlation: trigger.key });
        if (how === 'open') this.collect(element, trigger);
        break;
      case 'signal':
        changes.subscriptions[how]({ ...key, kind: 'signal', name: trigger.name, correlation: null });
        break;
      case 'condition':
        break;
    }
  }

  private openJob(id: number, element: string, handler: string | null, retries: number): void {
    const row = this.jobRow(id, element, handler, retries);
    this.jobs.add(id);
    this.context.changes.jobs.open(row);
    this.context.notices.push({ kind: 'job', handler: row.handler, due: row.due });
  }

  private jobRow(id: number, element: string, handler: string | null, retries: number): JobRow {
    const { id: instance, unit, process } = this.after;
    return {
      instance,
      job: id,
      unit,
      process,
      element,
      handler: handler ?? element,
      retries,
      due: this.context.at,
      lastError: null,
      lock: null,
      lockedUntil: null,
    };
  }

  private failJob(id: number, message: string, retries: number): void {
    const element = this.after.flow.elements.get(id);
    if (element?.work?.kind !== 'job') return; // it became an incident
    const row = this.jobRow(id, element.element, element.work.handler, retries);
    const due = this.context.retryAt;
    this.context.changes.jobs.update({ ...row, due, lastError: message });
    this.context.notices.push({ kind: 'job', handler: row.handler, due });
  }

  private closeJob(id: number): void {
    if (!this.jobs.has(id) && this.before.elements.get(id)?.work?.kind !== 'job') return;
    this.context.changes.jobs.drop({ instance: this.after.id, job: id });
  }

  private openIncident(id: number, element: string, code: string, message: string): void {
    const { id: instance, unit, process } = this.after;
    this.context.changes.incidents.update({
      instance,
      element: id,
      unit,
      process,
      activity: element,
      code,
      message,
      raisedAt: this.context.at,
    });
    this.context.notices.push({ kind: 'incident', unit, instance, element: id });
  }

  private closeIncident(id: number): void {
    const key = { instance: this.after.id, element: id };
    const isOpen = this.before.elements.get(id)?.incident != null || this.context.changes.incidents.get(key) != null;
    if (isOpen) this.context.changes.incidents.drop(key);
  }

  /**
   * What fell due while the instance took nothing was put off, and messages are still in the buffer: all that is put anew. A job that somebody has
   * taken stays theirs.
   */
  wake(): void {
    const { changes, notices, at, job } = this.context;
    const { id: instance, flow } = this.after;
    for (const subscription of flow.subscriptions.values()) {
      const { trigger } = subscription;
      if (trigger.kind === 'timer' && trigger.due <= at) this.putSubscription(subscription, 'update');
      if (trigger.kind === 'message') this.collect(subscription.element, trigger);
    }
    for (const deadline of this.context.deadlines()) if (deadline.due <= at) this.work.putDeadline(deadline, 'update');
    for (const { id, work } of flow.elements.values()) {
      const row = work?.kind === 'job' ? job({ instance, job: id }) : undefined;
      if (row === undefined || row.lock !== null || row.due > at) continue;
      changes.jobs.update(row);
      notices.push({ kind: 'job', handler: row.handler, due: row.due });
    }
  }

  private collect(element: string, { name, key }: Extract<Trigger, { kind: 'message' }>): void {
    this.send('collect', { name, correlation: key, element } satisfies OutboxCollect);
  }

  private throwMessage(event: Extract<EngineEvent, { type: 'messageThrown' }>): void {
    const { changes, at, newId } = this.context;
    const id = newId();
    changes.messages.open({
      id,
      unit: this.after.unit,
      name: event.name,
      correlation: event.key,
      variables: JSON.stringify(wired(event.variables)),
      targets: event.targets,
      publishedAt: at,
      expiresAt: at + DEFAULT_TIME_TO_LIVE,
    });
    this.send('message', { message: id } satisfies OutboxMessage);
  }

  private send(kind: 'message' | 'signal' | 'collect', payload: unknown): void {
    const { changes, notices, at, newId } = this.context;
    changes.outbox.open({ id: newId(), unit: this.after.unit, kind, payload: JSON.stringify(payload), createdAt: at });
    notices.push({ kind: 'outbox' });
  }
}

/** Variables on the wire. What the engine lets out as a payload can be carried: `storable` has seen to it. */
function wired(variables: ReadonlyMap<string, Parameters<typeof toWire>[0]>): Readonly<Record<string, WireValue>> {
  const entries = [...variables].map(([name, value]): [string, WireValue] => {
    const made = toWire(value);
    if (!made.ok) throw new Error(`${name}: ${made.message}`);
    return [name, made.value];
  });
  return Object.fromEntries(entries);
}
