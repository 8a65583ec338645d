import {
  netText,
  step,
  UNBORN,
  type Command,
  type Definition,
  type EngineEvent,
  type GraphNode,
  type InstanceState,
  type MessageSpec,
  type Net,
  type Subscription,
} from '@quanheng/engine';
import { envAt, EPOCH } from '../walk.js';
import { Follower, letterOf } from './follower.js';
import { Marking, Outside } from './marking.js';
import { readOff } from './reading.js';

type Thrown = Extract<EngineEvent, { type: 'messageThrown' }>;

interface Instance {
  readonly pool: GraphNode;
  readonly follower: Follower;
  state: InstanceState;
}

interface Receiver {
  readonly instance: Instance;
  readonly subscription: Subscription;
}

/**
 * Pools of a document that are played together: what one throws another gets, at any time. Each step of each instance is made in the net of the conversation, and
 * what is marked there must be what is read off the instances and the messages that are kept.
 */
export class PoolsPlay {
  readonly instances: Instance[] = [];
  steps = 0;
  /** Messages that went from one pool to another. */
  letters = 0;
  /** How often work was returned. */
  returns = 0;
  private readonly marking: Marking;
  private readonly kept: Thrown[] = [];
  private readonly unstarted: Set<GraphNode>;
  private at = EPOCH;

  constructor(
    private readonly definition: Definition,
    private readonly pools: readonly GraphNode[],
    private readonly net: Net,
    private readonly withReturns = false,
  ) {
    this.marking = Marking.start(net);
    this.marking.fire(net.transitions.find(({ consume }) => consume.includes(net.start))!);
    this.unstarted = new Set(pools.filter((pool) => this.isStartedFromOutside(pool.container!.startEvents[0]!)));
  }

  /** Everything that can be done now; what is started by nobody of these pools is started once. */
  moves(): readonly ((choice: number) => void)[] {
    const unstarted = [...this.unstarted].filter((pool) => !this.isRunning(pool));
    const moves: ((choice: number) => void)[] = unstarted.map((pool) => () => {
      this.unstarted.delete(pool);
      const [start] = pool.container!.startEvents;
      this.begin(pool, start?.event?.trigger == null ? null : start);
    });
    for (const instance of this.instances) {
      const { elements, subscriptions } = instance.state;
      for (const { id, work } of elements.values()) {
        if (work === null) continue;
        moves.push((choice) => this.give(instance, { type: 'complete', id, variables: truths(choice) }));
        if (this.withReturns) moves.push((choice) => this.giveBack(instance, id, choice));
      }
      for (const subscription of subscriptions.values()) {
        const { id, trigger } = subscription;
        if (trigger.kind === 'timer') moves.push(() => this.fire(instance, id, trigger.due));
        else if (this.comesFromOutside(subscription.element))
          moves.push(() => this.correlate({ instance, subscription }, null));
      }
    }
    for (const message of this.kept) {
      for (const receiver of this.receivers(message)) moves.push(() => this.deliver(message, receiver));
      for (const start of this.startsBy(message)) moves.push(() => this.startBy(message, start));
    }
    return moves;
  }

  get haveAllEnded(): boolean {
    return this.instances.every(({ state }) => state.status === 'completed');
  }

  /** Everything has ended: the net can end as well. */
  checkEnd(): void {
    const last = this.net.transitions.find(({ produce }) => produce.includes(this.net.end))!;
    expect(this.marking.isEnabled(last)).toBe(true);
  }

  private fire(instance: Instance, id: number, due: number): void {
    this.at = Math.max(this.at, due);
    this.give(instance, { type: 'fireTimer', id });
  }

  private begin(pool: GraphNode, event: GraphNode | null, letter: string | null = null): void {
    if (this.isRunning(pool)) this.beginAgain(pool);
    const follower = new Follower(this.net, this.definition, this.marking);
    const instance: Instance = { pool, follower, state: UNBORN };
    this.instances.push(instance);
    const startEvent = event === null ? {} : { startEvent: event.key };
    this.give(instance, { type: 'start', process: pool.id, variables: truths(3), ...startEvent }, letter);
  }

  /** @throws Outside where the net notices that there would be two of a pool, as it must. */
  private beginAgain(pool: GraphNode): void {
    const again = this.net.transitions.filter(({ action, node }) => action === 'internal' && node === pool);
    for (const each of again) if (this.marking.isEnabled(each)) this.marking.fire(each);
    throw new Error(`the net does not notice that ${pool.id} begins again`);
  }

  private isRunning(pool: GraphNode): boolean {
    return this.instances.some((instance) => instance.pool === pool && instance.state.status !== 'completed');
  }

  private deliver(message: Thrown, receiver: Receiver): void {
    this.kept.splice(this.kept.indexOf(message), 1);
    this.letters++;
    this.correlate(receiver, this.letterOf(message));
  }

  private startBy(message: Thrown, start: GraphNode): void {
    this.kept.splice(this.kept.indexOf(message), 1);
    this.letters++;
    this.begin(start.parent!, start, this.letterOf(message));
  }

  private correlate({ instance, subscription: { id, trigger } }: Receiver, letter: string | null): void {
    if (trigger.kind !== 'message') return;
    this.give(instance, { type: 'correlateMessage', name: trigger.name, subscription: id }, letter);
  }

  /** To something that was done in a scope around the work; nothing happens where the engine does not permit it. */
  private giveBack(instance: Instance, from: number, choice: number): void {
    const { elements } = instance.state;
    const targets: string[] = [];
    for (let scope = elements.get(elements.get(from)!.parent); scope !== undefined; scope = elements.get(scope.parent))
      targets.push(...scope.completed.values());
    const target = targets[choice % Math.max(targets.length, 1)];
    if (target === undefined) return;
    const command: Command = { type: 'returnTo', from, target };
    if (step(this.definition, instance.state, command, envAt(this.at)).rejection !== undefined) return;
    this.give(instance, command);
    this.returns++;
  }

  private give(instance: Instance, command: Command, letter: string | null = null): void {
    const { events, state, rejection } = step(this.definition, instance.state, command, envAt(this.at));
    if (rejection !== undefined) throw new Error(rejection.message);
    if (state.incidents > 0) throw new Error('an incident');
    instance.follower.follow(events, letter);
    instance.state = state;
    for (const event of events)
      if (event.type === 'messageThrown' && this.letterOf(event) !== null) this.kept.push(event);
    this.compare();
    this.steps++;
  }

  private compare(): void {
    const roles = new Set(['start', 'end', 'message']);
    const found = new Set<number>();
    const unsure = new Set<number>();
    for (const { state } of this.instances) {
      if (state.status === 'completed') continue;
      const { marked, dead } = readOff(this.definition, this.net, state);
      for (const place of marked) found.add(place);
      for (const place of dead) unsure.add(place);
    }
    const own = (places: Iterable<number>): string[] =>
      [...places]
        .filter((place) => !unsure.has(place) && !roles.has(this.net.places[place]!.role))
        .map((place) => nameOf(this.net, place));
    expect(own(this.marking.visible()).sort()).toEqual(own(found).sort());
    const letters = [...this.marking.marked].filter((place) => this.net.places[place]!.role === 'message');
    expect(letters.length).toBe(this.kept.length);
  }

  private receivers(message: Thrown): readonly Receiver[] {
    return this.instances.flatMap((instance) =>
      instance.state.subscriptions
        .values()
        .filter(({ trigger, element }) => trigger.kind === 'message' && this.isFor(message, trigger.name, element))
        .map((subscription) => ({ instance, subscription })),
    );
  }

  private startsBy(message: Thrown): readonly GraphNode[] {
    return this.pools
      .flatMap((pool) => pool.container!.startEvents)
      .filter(
        ({ key, event }) => event?.trigger?.kind === 'message' && this.isFor(message, event.trigger.message.name, key),
      );
  }

  private isFor({ targets, name }: Thrown, awaited: string, element: string): boolean {
    return name === awaited && (targets.length === 0 || targets.some((target) => target.endsWith(`/${element}`)));
  }

  /** Where the net keeps it; null: nobody of these pools may take it. */
  private letterOf({ element }: Thrown): string | null {
    const kept = this.net.transitions
      .filter(({ action, node }) => action === 'internal' && node.key === element)
      .map(({ produce }) => letterOf(this.net, produce));
    return kept.find((letter) => letter !== null) ?? null;
  }

  private isStartedFromOutside({ key, event }: GraphNode): boolean {
    return event?.trigger == null || this.comesFromOutside(key);
  }

  /** No flow leads there, or one from a pool without a process; or it is repeated, and the net does not count. */
  private comesFromOutside(element: string): boolean {
    const node = this.definition.nodesByKey.get(element)!;
    const { sources } = awaitedBy(node)!;
    return sources.length === 0 || sources.includes(null) || node.activity?.loop != null;
  }
}

function awaitedBy({ type, event, spec }: GraphNode): MessageSpec | null {
  if (type === 'receiveTask') return (spec as { readonly message: MessageSpec }).message;
  const isThrown = type === 'intermediateThrowEvent' || type === 'endEvent';
  return event?.trigger?.kind === 'message' && !isThrown ? event.trigger.message : null;
}

function truths(choice: number): Record<string, boolean> {
  return { v0: (choice & 1) > 0, v1: (choice & 2) > 0, v2: (choice & 4) > 0 };
}

function nameOf(net: Net, index: number): string {
  const { role, path, node, detail } = net.places[index]!;
  return `${[...path, node?.key ?? ''].join('/')} ${role} ${detail ?? ''}`;
}

/** @returns why the run went on outside the net; null: it did not */
export function played(
  play: PoolsPlay,
  net: Net,
  xml: string,
  choices: readonly number[],
  limit: number,
): string | null {
  try {
    for (let turn = 0; turn < limit; turn++) {
      const moves = play.moves();
      const choice = choices[turn % choices.length] ?? 0;
      if (moves.length === 0) break;
      moves[(choice + turn) % moves.length]!(choice);
    }
    return null;
  } catch (error) {
    if (error instanceof Outside) return error.message;
    if (error instanceof Error) error.message += `\n${xml}\n${netText(net)}`;
    throw error;
  }
}
