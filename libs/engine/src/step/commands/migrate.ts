import type { Definition, GraphNode } from '../../compile/graph.js';
import type { CompensationRecord, ElementInstance, Subscription } from '../../state/state.js';
import type { Command } from '../commands.js';
import type { Run } from '../run.js';
import { isCompleting } from '../completing.js';
import { subscribe } from '../subscriptions.js';
import { Rejected } from './handler.js';

/**
 * Takes a running instance over to another version. Every element that is active, waits, was completed for a return or can be compensated
 * must have a counterpart of the same kind in the corresponding scope; otherwise nothing changes.
 *
 * Boundary events and event sub-processes that the new version adds are awaited from now on, those it has dropped are awaited no longer;
 * the others keep their deadlines and keys.
 */
export function migrate(run: Run, command: Extract<Command, { type: 'migrate' }>): void {
  const mapping = new Mapping(run, command.to, command.keys ?? {});
  mapping.check();
  const known = mapping.knownEvents();
  for (const subscription of run.draft.subscriptions.values()) {
    if (mapping.isDropped(subscription)) run.emit({ type: 'subscriptionClosed', id: subscription.id });
  }
  run.emit({
    type: 'instanceMigrated',
    definition: command.to.digest,
    process: mapping.renamed(run.draft.process),
    keys: mapping.renames(),
    slots: mapping.slots(),
  });
  run.definition = command.to;
  for (const id of run.draft.elements.keys()) {
    const instance = run.instance(id);
    awaitAdded(run, instance, known);
    lookAtJoins(run, instance);
  }
}

class Mapping {
  constructor(
    private readonly run: Run,
    private readonly to: Definition,
    private readonly keys: Readonly<Record<string, string>>,
  ) {}

  renamed(key: string): string {
    return Object.hasOwn(this.keys, key) ? (this.keys[key] ?? key) : key;
  }

  /** @throws Rejected with the first thing that has no counterpart. */
  check(): void {
    for (const [from, to] of Object.entries(this.keys)) {
      if (!this.run.definition.nodesByKey.has(from)) throw impossible(from, 'is not in the present version');
      if (!this.to.nodesByKey.has(to))
        throw impossible(from, `is mapped to ${to}, which the new version does not have`);
    }
    this.run.draft.elements.forEach((instance) => {
      this.checkElement(instance);
      for (const flow of instance.tokens?.keys() ?? []) this.checkFlow(flow);
      instance.compensable.forEach((record) => this.checkRecord(record));
    });
  }

  /** The counterpart of an element no longer awaits this event; what an element itself waits for has been checked with it. */
  isDropped(subscription: Subscription): boolean {
    const owner = this.run.draft.element(subscription.owner);
    if (owner.element === subscription.element) return false;
    const event = this.run.nodeByKey(subscription.element);
    const awaited = eventAt(owner, this.renamed(event.key), event);
    return !eventsAround(this.counterpart(owner.element)).some((other) => eventAt(owner, other.key, other) === awaited);
  }

  /**
   * What each element instance waits for or has waited for in the present version. An event that has had its turn, or that an interrupting
   * event sub-process has ended, is not new when the other version has it too.
   */
  knownEvents(): ReadonlySet<string> {
    const known = new Set<string>();
    this.run.draft.elements.forEach((instance) => {
      for (const event of eventsAround(this.run.nodeOf(instance))) {
        known.add(eventAt(instance, this.renamed(event.key), event));
      }
    });
    return known;
  }

  renames(): ReadonlyMap<string, string> {
    return new Map(Object.entries(this.keys));
  }

  slots(): ReadonlyMap<number, number> {
    const slots = new Map<number, number>();
    for (const node of this.run.definition.nodes) {
      const counterpart = this.to.nodesByKey.get(this.renamed(node.key));
      if (counterpart?.returnable === true) slots.set(node.index, counterpart.index);
    }
    return slots;
  }

  private checkElement(instance: ElementInstance): void {
    const old = this.run.nodeOf(instance);
    const counterpart = this.counterpart(instance.element);
    if (counterpart.activity?.loop?.kind !== old.activity?.loop?.kind) {
      throw impossible(old.key, 'is a loop or multi-instance in one version only');
    }
    const [here, there] = [old.parent, counterpart.parent];
    if (here !== null && there !== null && there.key !== this.renamed(here.key)) {
      throw impossible(old.key, `lies in ${here.id}, but its counterpart lies in ${there.id}`);
    }
    if (counterpart.container?.isEventSubProcess !== old.container?.isEventSubProcess) {
      throw impossible(old.key, 'is an event sub-process in one version only');
    }
    if (triggerOf(counterpart) !== triggerOf(old)) {
      throw impossible(old.key, 'waits for another kind of event in the new version');
    }
  }

  private checkFlow(key: string): void {
    const old = this.run.definition.flowsByKey.get(key);
    const flow = this.to.flowsByKey.get(this.renamed(key));
    if (old === undefined || flow?.target.key !== this.renamed(old.target.key)) {
      throw impossible(
        key,
        'carries a token that waits before a join, and the new version has no such flow to its counterpart',
      );
    }
  }

  private checkRecord(record: CompensationRecord): void {
    const old = this.run.nodeByKey(record.element);
    const counterpart = this.counterpart(record.element);
    if ((old.compensationHandler === null) !== (counterpart.compensationHandler === null)) {
      throw impossible(old.key, 'was completed and can be compensated in one version only');
    }
    for (const inner of record.inner) this.checkRecord(inner);
  }

  private counterpart(key: string): GraphNode {
    const old = this.run.nodeByKey(key);
    const found = this.to.nodesByKey.get(this.renamed(key));
    if (found === undefined) throw impossible(key, 'has no counterpart in the new version');
    if (found.type !== old.type) throw impossible(key, `is a ${old.type}, but its counterpart is a ${found.type}`);
    return found;
  }
}

function eventsAround(node: GraphNode): GraphNode[] {
  return [
    ...(node.activity?.boundaryEvents ?? []),
    ...(node.container?.eventSubProcessStarts ?? []),
    ...(node.type === 'eventBasedGateway' ? node.outgoing.map((flow) => flow.target) : []),
  ];
}

/** An event that an element instance waits for beside its own work; of another type or trigger it is another event. */
function eventAt(instance: ElementInstance, key: string, event: GraphNode): string {
  return `${instance.id} ${key} ${event.type} ${triggerOf(event)}`;
}

/** Receive tasks have no trigger, and none events have none either. */
function triggerOf(node: GraphNode): string {
  return node.event?.trigger?.kind ?? 'none';
}

function awaitAdded(run: Run, instance: ElementInstance, known: ReadonlySet<string>): void {
  if (instance.compensating) return;
  const phase = instance.incident?.phase ?? 'leave';
  const hasBegun = phase !== 'activate' && phase !== 'subscribe';
  const isOpen = instance.loop === null && instance.work === null && phase === 'leave' && !isCompleting(run, instance);
  const added = eventsAround(run.nodeOf(instance)).filter((event) => {
    if (known.has(eventAt(instance, event.key, event))) return false;
    return event.type === 'boundaryEvent' ? instance.loopCounter === 0 && hasBegun : isOpen;
  });
  subscribe(run, added, instance);
}

/** The new version may lack what a join waited for. */
function lookAtJoins(run: Run, scope: ElementInstance): void {
  for (const key of scope.tokens?.keys() ?? []) {
    const flow = run.definition.flowsByKey.get(key);
    if (flow !== undefined) run.schedule({ kind: 'arrive', flow, scope: scope.id, outcome: null });
  }
  if (run.definition.hasInclusiveJoins) run.touchedScopes.add(scope.id);
}

function impossible(key: string, why: string): Rejected {
  return new Rejected('migration-refused', `The instance cannot be migrated: ${key} ${why}.`, key);
}
