import type { Definition, EngineEvent, GraphNode, Net, Transition } from '@quanheng/engine';
import { flowOf, Marking, Outside } from './marking.js';
import { copyOf, samePath } from './paths.js';

type Event<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

/** One element instance: where it is in the net. */
interface Life {
  readonly id: number;
  readonly node: GraphNode;
  readonly parent: Life | null;
  readonly isBody: boolean;
  /** Its own path, and that of what is in it. */
  readonly path: readonly string[];
  readonly inner: readonly string[];
  /** An inner instance that the net does not tell from the whole activity. */
  readonly isMerged: boolean;
}

/** Fires in the net what happens in the engine, event by event. */
export class Follower {
  private readonly byNode = new Map<string, Transition[]>();
  private readonly lives = new Map<number, Life>();
  /** Elements that ended by what was fired before, and nodes that it has activated. */
  private readonly ended = new Set<number>();
  private readonly begun: string[] = [];
  private isStarted = false;
  /** The first event of what is followed takes a message that a pool has sent: where that is kept. */
  private letter: string | null = null;

  /** @param marking of the whole net, where several instances of a conversation are followed in it */
  constructor(
    private readonly net: Net,
    private readonly definition: Definition,
    readonly marking = Marking.start(net),
  ) {
    for (const transition of net.transitions) {
      const node = transition.action === 'return' ? (transition.target ?? transition.node) : transition.node;
      const key = keyOf(transition.action, transition.path, node.key);
      const known = this.byNode.get(key);
      if (known === undefined) this.byNode.set(key, [transition]);
      else known.push(transition);
    }
  }

  /**
   * @param letter where the message is kept that has brought the events about; null: none of this net has
   * @throws Outside where the net ends on purpose; Error when the net cannot do what the engine did.
   */
  follow(events: readonly EngineEvent[], letter: string | null = null): void {
    this.letter = letter;
    events.forEach((event, index) => this.one(event, events, index));
    if (!this.isStarted && events.length > 0) this.start(null);
    if (this.letter !== null) throw new Error('in the net nothing has taken the message');
  }

  private one(event: EngineEvent, events: readonly EngineEvent[], index: number): void {
    switch (event.type) {
      case 'instanceStarted': {
        const node = this.definition.nodesByKey.get(event.process)!;
        const path: string[] = [];
        this.lives.set(0, { id: 0, node, parent: null, isBody: false, path, inner: path, isMerged: false });
        return;
      }
      case 'elementActivated':
      case 'bodyActivated':
        this.activated(event);
        return;
      case 'elementCompleted':
      case 'bodyCompleted':
        this.completed(event, flowsBehind(events, index));
        return;
      case 'loopPlanned':
        this.planned(event);
        return;
      case 'messageThrown':
        this.sent(this.life(event.id));
        return;
      case 'errorThrown':
      case 'escalationThrown':
        this.thrown(event);
        return;
      case 'returned':
        this.returned(event);
        return;
      case 'instanceCompleted':
        if (!this.isStarted) this.start(null);
        this.fire('complete', this.life(0), ({ node }) => node.type === 'process');
        return;
      case 'workOpened':
        // Only simulations hold elements: what they are told to do instead is in no drawing.
        if (event.work.kind === 'held') throw new Outside('held');
        return;
      case 'instanceCancelled':
      case 'instanceMigrated':
      case 'compensationTaken':
      case 'compensationScopeOpened':
        throw new Outside(event.type);
      default:
    }
  }

  private activated(event: Event<'elementActivated'> | Event<'bodyActivated'>): void {
    const parent = this.life(event.parent);
    const node = this.definition.nodesByKey.get(event.element)!;
    const isBody = event.type === 'bodyActivated';
    const counter = event.type === 'elementActivated' ? (event.loopCounter ?? 0) : 0;
    const isMerged = counter > 0 && node.container === null;
    const path = counter > 0 && !isMerged ? [...parent.path, `${node.key}#${copyOf(node, counter)}`] : parent.inner;
    const isPlainCall = node.type === 'callActivity' && counter === 0 && !isBody;
    const inner = isPlainCall ? [...path, node.key] : path;
    const life: Life = { id: event.id, node, parent, isBody, path, inner, isMerged };
    this.lives.set(event.id, life);
    if (isMerged) return;
    if (!this.isStarted) this.start(node);
    const announced = this.begun.indexOf(node.key);
    if (announced >= 0) {
      this.begun.splice(announced, 1);
      return;
    }
    const handler = node.container?.isEventSubProcess === true ? node.container.startEvents[0] : undefined;
    if (node.type === 'boundaryEvent') this.happened(node, node.event!.attachedTo!, path);
    else if (handler !== undefined) this.happened(handler, node, path);
    else this.entered(event, life);
  }

  private entered(event: Event<'elementActivated'> | Event<'bodyActivated'>, life: Life): void {
    const { node } = life;
    const consumed = event.consumed ?? [];
    const outcome = event.type === 'elementActivated' ? (event.outcome ?? null) : null;
    this.fire('activate', life, (transition) => {
      const places = transition.consume.map((place) => this.net.places[place]!);
      const flows = places.filter(({ role }) => role === 'flow');
      const isConsumed = consumed.every((flow) => flows.some((place) => flowOf(place) === flow));
      const others = flows.filter((place) => !consumed.includes(flowOf(place)));
      const opened = transition.produce.map((place) => this.net.places[place]!).find(({ role }) => role === 'open');
      return (
        isConsumed &&
        (consumed.length > 0 || flows.length === 0) &&
        others.every(({ index }) => this.marking.phantoms.has(index)) &&
        (opened?.detail ?? null) === (this.isColoured(node) ? outcome : null)
      );
    });
  }

  private isColoured(node: GraphNode): boolean {
    return this.net.places.some((place) => place.node === node && place.role === 'open' && place.detail !== null);
  }

  private completed(event: Event<'elementCompleted'> | Event<'bodyCompleted'>, taken: readonly string[]): void {
    const life = this.life(event.id);
    if (life.isMerged && this.letter !== null) this.fire('internal', life);
    if (life.isMerged || this.ended.delete(event.id)) return;
    const { node } = life;
    if (node.event?.trigger?.kind === 'terminate') {
      this.fire('terminate', life);
      return;
    }
    const isInner = life.parent?.isBody === true;
    const outcome = isInner || node.activity === null ? null : (event.outcome ?? null);
    const first = this.candidates('complete', life.path, node.key).filter(
      (transition) => transition.outcome === outcome && transition.taken.every((flow) => taken.includes(flow)),
    );
    for (const transition of first) {
      if (!this.isPossible(transition)) continue;
      const way = this.choices(life, [transition], taken);
      if (way === null) continue;
      for (const each of way) this.make(each);
      return;
    }
    throw new Error(`the net cannot complete ${life.path.join('/')} ${node.key} by ${taken.join(' ')}`);
  }

  /** The decisions that nobody sees, so that in the end these flows are taken. */
  private choices(life: Life, way: readonly Transition[], taken: readonly string[]): readonly Transition[] | null {
    const after = this.marking.copy();
    for (const each of way) after.fire(each);
    const next = this.candidates('internal', life.path, life.node.key).filter(
      (transition) => isDecision(this.net, transition) && after.isEnabled(transition),
    );
    const all = way.flatMap((each) => each.taken);
    if (next.length === 0) return all.length === taken.length && taken.every((flow) => all.includes(flow)) ? way : null;
    for (const transition of next) {
      if (!transition.taken.every((flow) => taken.includes(flow))) continue;
      const found = this.choices(life, [...way, transition], taken);
      if (found !== null) return found;
    }
    return null;
  }

  private planned({ id, total }: Event<'loopPlanned'>): void {
    const life = this.life(id);
    const loop = life.node.activity?.loop;
    if (life.node.container === null || loop?.kind !== 'multiInstance' || loop.isSequential) return;
    if (total > 2) throw new Outside('more than two inner instances');
    this.fire('internal', life, ({ produce }) => produce.length === total);
  }

  private thrown(event: Event<'errorThrown'> | Event<'escalationThrown'>): void {
    const life = this.life(event.id);
    if (event.caughtBy === null) {
      if (event.type === 'escalationThrown')
        this.fire('internal', life, (transition) => !isDecision(this.net, transition));
      return;
    }
    const catcher = this.definition.nodesByKey.get(event.caughtBy)!;
    const begun = catcher.type === 'boundaryEvent' ? catcher : catcher.parent!;
    const chosen = this.fire('throw', life, ({ target }) => target === catcher);
    if (!chosen.produce.some((place) => this.net.places[place]?.node === begun)) throw new Outside('twice aside');
    this.begun.push(begun.key);
    if (catcher.event?.interrupting === true && life.node.type.endsWith('Event')) this.ended.add(life.id);
  }

  private happened(event: GraphNode, acting: GraphNode, path: readonly string[]): void {
    const all = this.candidates('trigger', path, acting.key).filter(
      (transition) => transition.target === event && letterOf(this.net, transition.consume) === this.letter,
    );
    const found = all.find((transition) => this.marking.isEnabled(transition)) ?? all[0];
    if (found === undefined) throw new Error(`in the net ${event.key} cannot happen`);
    const isBlocked =
      !this.marking.isEnabled(found) && all.some((each) => this.marking.isEnabled({ ...each, empty: [] }));
    if (isBlocked && event.event?.interrupting === false) throw new Outside('twice aside');
    this.must(found);
  }

  /** Where nobody of the net waits for what is thrown, it is not in the net. */
  private sent(life: Life): void {
    const sending = this.candidates('internal', life.path, life.node.key).filter(
      ({ produce }) => letterOf(this.net, produce) !== null,
    );
    if (sending.length > 0) this.must(sending.find((each) => this.marking.isEnabled(each)) ?? sending[0]!);
  }

  private returned({ from, target }: Event<'returned'>): void {
    const life = this.life(from);
    const node = this.definition.nodesByKey.get(target)!;
    let scope = life.parent!;
    while (scope.isBody || scope.node.container !== node.parent!.container) scope = scope.parent!;
    const here = this.net.places.find(
      (place) => place.role === 'open' && place.node === life.node && samePath(place.path, life.path),
    )!;
    const found = this.candidates('return', scope.inner, target).find(
      (transition) =>
        this.marking.isEnabled(transition) &&
        (transition.node === life.node ? transition.read : transition.some)?.includes(here.index) === true,
    );
    if (found === undefined) throw new Error(`in the net ${life.node.key} cannot be returned to ${target}`);
    this.must(found);
    this.begun.push(target);
  }

  private start(node: GraphNode | null): void {
    this.isStarted = true;
    const root = this.life(0);
    const target = node?.type === 'startEvent' ? node : null;
    const starts = this.candidates('start', [], root.node.key);
    const own = starts.filter((transition) => transition.target === target);
    const found = own.find((transition) => this.isPossible(transition)) ?? own[0] ?? starts[0];
    if (found === undefined) throw new Error('the net has no start');
    this.must(found);
  }

  private fire(
    action: Transition['action'],
    { node, path }: Life,
    fits: (transition: Transition) => boolean = () => true,
  ): Transition {
    const found = this.candidates(action, path, node.key).find(
      (transition) => fits(transition) && this.isPossible(transition),
    );
    if (found === undefined) throw new Error(`the net cannot ${action} ${path.join('/')} ${node.key}`);
    this.must(found);
    return found;
  }

  private must(transition: Transition): void {
    if (!this.marking.isEnabled(transition)) {
      throw new Error(`the net cannot ${transition.action} ${transition.node.key} to ${transition.target?.key ?? ''}`);
    }
    this.make(transition);
  }

  private make(transition: Transition): void {
    if (letterOf(this.net, transition.consume) !== null) this.letter = null;
    this.marking.fire(transition);
  }

  /** It can be made, and takes a message where one is there to be taken, and only then. */
  private isPossible(transition: Transition): boolean {
    return this.marking.isEnabled(transition) && letterOf(this.net, transition.consume) === this.letter;
  }

  private candidates(action: Transition['action'], path: readonly string[], node: string): readonly Transition[] {
    return this.byNode.get(keyOf(action, path, node)) ?? [];
  }

  private life(id: number): Life {
    const life = this.lives.get(id);
    if (life === undefined) throw new Error(`element instance ${id} was never activated`);
    return life;
  }
}

function keyOf(action: string, path: readonly string[], node: string): string {
  return `${action} ${path.join('/')} ${node}`;
}

/** Where the message is kept that one of these places stands for; null: none of them does. */
export function letterOf(net: Net, places: readonly number[]): string | null {
  const place = places.map((index) => net.places[index]!).find(({ role }) => role === 'message');
  return place?.detail?.replace(/ \d+$/, '') ?? null;
}

/** One of the steps by which it is decided which flows are taken. */
function isDecision(net: Net, { consume }: Transition): boolean {
  const place = net.places[consume[0] ?? -1];
  return place?.role === 'choice' && /^\d/.test(place.detail ?? '');
}

function flowsBehind(events: readonly EngineEvent[], index: number): string[] {
  const flows: string[] = [];
  for (let next = index + 1; events[next]?.type === 'flowTaken'; next++) {
    flows.push((events[next] as Event<'flowTaken'>).flow);
  }
  return flows;
}
