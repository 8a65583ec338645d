import type { GraphNode } from '../compile/graph.js';
import { leadsTo, processOf } from '../compile/message-target.js';
import type { FeelContext } from '../feel/values.js';
import type { Subscription } from '../state/state.js';
import { fits } from '../step/subscriptions.js';
import type { Instance } from './instance.js';
import type { World } from './world.js';

/** A message under way. */
export interface WorldMessage {
  readonly name: string;
  readonly key: string | null;
  readonly variables: FeelContext;
  /** Addresses that the drawing sends it to; empty: to whoever waits for it. */
  readonly targets: readonly string[];
}

/** A signal under way. Of its thrower it reaches only what waited before it was thrown. */
export interface WorldSignal {
  readonly name: string;
  readonly variables: FeelContext;
  /** null: thrown from outside. */
  readonly thrower: Instance | null;
  /** What came to life in the thrower with this id or a later one did so after the signal. */
  readonly before: number;
}

/**
 * Carries messages and signals. A message reaches one receiver: the subscription that has waited longest, else a start event; without
 * either it is kept until somebody waits for it. A signal reaches everybody and is not kept (BPMN 2.0.2 §10.5.1).
 */
export class PostOffice {
  private kept: WorldMessage[] = [];

  constructor(private readonly world: World) {}

  deliver(message: WorldMessage): void {
    const receiver = this.oldestReceiver(message);
    if (receiver !== null && this.hand(message, receiver.instance, receiver.id)) return;
    const start = this.startEventFor(message);
    if (start !== null) this.world.starts.trigger(start, message.variables, message.key);
    else this.kept.push(message);
  }

  /** Something waits for a message now: gives it the oldest kept one that fits. */
  handOut(instance: Instance, id: number): void {
    const subscription = instance.state.subscriptions.get(id);
    if (subscription === undefined || this.kept.length === 0) return;
    const index = this.kept.findIndex((message) => this.isFor(message, instance, subscription));
    const message = this.kept[index];
    if (message === undefined || !this.hand(message, instance, id)) return;
    this.kept.splice(index, 1);
    // Non-interrupting events go on waiting, for the next kept message as well.
    if (instance.state.subscriptions.has(id)) this.world.awaitAgain(instance, id);
  }

  broadcast({ name, variables, thrower, before }: WorldSignal): void {
    const { world } = this;
    // Whoever is started by the signal was not there when it was thrown.
    const present = world.instances.filter((instance) => instance.isActive);
    for (const instance of present) {
      const until = instance === thrower ? before : Infinity;
      if (!waitsForSignal(instance, name, until)) continue;
      world.report(`signal ${name}`, world.give(instance, { type: 'broadcastSignal', name, variables, before: until }));
    }
    for (const event of world.starts.events) {
      const trigger = event.event?.trigger;
      if (trigger?.kind === 'signal' && trigger.name === name) world.starts.trigger(event, variables, null);
    }
  }

  private hand(message: WorldMessage, instance: Instance, subscription: number): boolean {
    const { name, key, variables } = message;
    const rejection = this.world.give(instance, {
      type: 'correlateMessage',
      name,
      subscription,
      variables,
      ...(key === null ? {} : { key }),
    });
    return rejection === null;
  }

  private oldestReceiver(message: WorldMessage): { readonly instance: Instance; readonly id: number } | null {
    let oldest: { instance: Instance; id: number; order: number } | null = null;
    for (const instance of this.world.instances) {
      if (!instance.isActive) continue;
      for (const subscription of instance.state.subscriptions.values()) {
        if (!this.isFor(message, instance, subscription)) continue;
        const order = instance.of(subscription.id)?.order ?? 0;
        if (oldest === null || order < oldest.order) oldest = { instance, id: subscription.id, order };
      }
    }
    return oldest;
  }

  private isFor(message: WorldMessage, instance: Instance, subscription: Subscription): boolean {
    const { trigger } = subscription;
    if (trigger.kind !== 'message' || !fits(trigger, message)) return false;
    return leadsTo(message.targets, instance.nodeByKey(subscription.element), instance.process);
  }

  private startEventFor(message: WorldMessage): GraphNode | null {
    const isFor = (event: GraphNode): boolean => {
      const trigger = event.event?.trigger;
      if (trigger?.kind !== 'message' || trigger.message.name !== message.name) return false;
      return leadsTo(message.targets, event, processOf(event));
    };
    return this.world.starts.events.find(isFor) ?? null;
  }
}

function waitsForSignal(instance: Instance, name: string, before: number): boolean {
  const subscriptions = instance.state.subscriptions.values();
  return subscriptions.some(({ id, trigger }) => id < before && trigger.kind === 'signal' && trigger.name === name);
}
