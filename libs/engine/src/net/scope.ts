import type { ContainerSpec, Flow, GraphNode } from '../compile/graph.js';
import { NONE, type Act, type NetBuilder } from './builder.js';
import { carriedTo } from './outcomes.js';
import type { NetAction, Place } from './net.js';
import { structureOf, type Structure } from './structure.js';

/** One place, or one for each outcome that a token may bring. */
type Places = number | ReadonlyMap<string | null, number>;

/** What belongs to one node in one scope. */
interface Parts {
  /** The node is active: by the outcome it was reached with, where that decides what it does; under null otherwise. */
  readonly open: Places;
  /** The token is there but comes by no flow: starts, targets of links. */
  entry: number | null;
  /** Everything that ends with it. Shared by all that cancel it, and filled once all of it is known. */
  inside: number[] | null;
  /** Tokens that have left it: on its flows, and while it is chosen which. */
  readonly out: number[];
  /** What activating it marks. */
  opened: readonly number[];
}

/**
 * One occurrence of a process, sub-process or event sub-process, as a part of the net: the places of what is directly in it. The lists grow
 * until the whole net is made; transitions that need all of one are added `later`.
 */
export class NetScope {
  readonly structure: Structure;
  /** Every place that ends with the scope. */
  readonly content: number[] = [];
  /** Tokens directly in the scope: empty means done. */
  readonly direct: number[] = [];
  /** Of `direct`, those of the normal flow. Empty: only event sub-processes go on, and no other may start. */
  readonly normal: number[] = [];
  /** What is marked besides when the scope is opened. */
  readonly begun: number[] = [];
  readonly scopes = new Map<GraphNode, NetScope[]>();
  private readonly parts = new Map<GraphNode, Parts>();
  private readonly flows = new Map<string, Places>();
  private readonly completedPlaces = new Map<GraphNode, number>();
  private readonly armedPlaces = new Map<GraphNode, number>();
  /** What lies on the paths of non-interrupting boundary events, by event. */
  private readonly asides = new Map<GraphNode, number[]>();

  constructor(
    readonly net: NetBuilder,
    /** The process, sub-process or call activity. */
    readonly node: GraphNode,
    readonly container: ContainerSpec,
    readonly path: readonly string[],
    readonly parent: NetScope | null,
    /** Marked while the scope is there. */
    readonly self: number,
  ) {
    this.structure = structureOf(container);
    const first = net.places.length;
    for (const node of this.structure.nodes) this.makePlaces(node);
    for (const node of this.structure.nodes) {
      if (net.isFull(this.node)) break;
      node.element.abstract?.(this, node);
    }
    for (let place = first; place < net.places.length; place++) this.content.push(place);
  }

  /** What opening the scope marks: the first none start event, or everything that nothing leads to, and what is armed. */
  get entries(): readonly number[] {
    return [...this.started, ...this.begun];
  }

  private get started(): readonly number[] {
    const none = this.container.startEvents.find((start) => start.event?.trigger === null);
    return (none === undefined ? this.container.implicitStarts : [none]).map((node) => this.entry(node));
  }

  /** Whether the scope, or one around it, is an occurrence of the container. */
  isIn(container: ContainerSpec): boolean {
    return this.container === container || (this.parent?.isIn(container) ?? false);
  }

  add(action: NetAction, act: Act): void {
    this.net.add(action, this.path, act);
  }

  /** A token of the normal flow, or an event sub-process that runs. */
  token(role: Place['role'], node: GraphNode, detail: string | null = null, path = this.path, of = node): number {
    const place = this.net.place({ kind: 'token', role, node, detail, path });
    this.direct.push(place);
    if (node.container?.isEventSubProcess === true && role === 'open') return place;
    this.normal.push(place);
    for (const event of this.structure.asidesAround(of)) this.aside(event).push(place);
    return place;
  }

  /** A token that is part of the node and ends with it. */
  innerToken(role: Place['role'], node: GraphNode, detail: string | null, path: readonly string[]): number {
    return this.net.place({ kind: 'token', role, node, detail, path });
  }

  memory(role: Place['role'], node: GraphNode, detail: string | null = null): number {
    return this.net.place({ kind: 'memory', role, node, detail, path: this.path });
  }

  /** A token that has left the node and has not come to a flow yet. */
  choice(node: GraphNode, detail: string): number {
    const place = this.token('choice', node, detail);
    this.partsOf(node).out.push(place);
    return place;
  }

  open(node: GraphNode, outcome: string | null = null): number {
    const { open } = this.partsOf(node);
    const place = typeof open === 'number' ? open : open.get(outcome);
    if (place === undefined) throw new Error(`${node.key} has no place of its own in the net`);
    return place;
  }

  opens(node: GraphNode): ReadonlyMap<string | null, number> {
    const { open } = this.partsOf(node);
    return typeof open === 'number' ? new Map([[null, open]]) : open;
  }

  entry(node: GraphNode): number {
    const { entry } = this.partsOf(node);
    if (entry === null) throw new Error(`nothing enters ${node.key} without a flow`);
    return entry;
  }

  /** The entry, where there is one. */
  entered(node: GraphNode): readonly number[] {
    const { entry } = this.partsOf(node);
    return entry === null ? NONE : [entry];
  }

  inside(node: GraphNode): readonly number[] {
    return this.partsOf(node).inside ?? NONE;
  }

  /** The list of what is inside, to be added to. */
  startInside(node: GraphNode): number[] {
    return (this.partsOf(node).inside ??= []);
  }

  outOf(node: GraphNode): readonly number[] {
    return this.partsOf(node).out;
  }

  opened(node: GraphNode): readonly number[] {
    return this.partsOf(node).opened;
  }

  /** A place that is marked as long as the event can still happen. */
  arm(event: GraphNode): number {
    const place = this.memory('armed', event);
    this.armedPlaces.set(event, place);
    return place;
  }

  armed(event: GraphNode): number[] {
    const place = this.armedPlaces.get(event);
    return place === undefined ? [] : [place];
  }

  completed(node: GraphNode): number | undefined {
    return this.completedPlaces.get(node);
  }

  /**
   * Whether each occurrence of a non-interrupting event goes its own way to its end, whatever becomes of the others: then one at a time stands for any
   * number of them. Pools that send one another messages count these.
   */
  isApart(event: GraphNode): boolean {
    const path = event.type === 'boundaryEvent' ? this.structure.apart(event) : [event.parent ?? event];
    return path !== null && this.net.mail?.isUsedIn(path, event) !== true;
  }

  aside(event: GraphNode): number[] {
    let places = this.asides.get(event);
    if (places === undefined) this.asides.set(event, (places = []));
    return places;
  }

  /** The place of a token on the flow, by the outcome it carries where the target asks for it. */
  on(flow: Flow, outcome: string | null): number {
    const places = this.flows.get(flow.key);
    const place = typeof places === 'object' ? (places.get(outcome) ?? places.get(null)) : places;
    if (place === undefined) throw new Error(`nothing carries ${outcome ?? 'no outcome'} on ${flow.key}`);
    return place;
  }

  colours(flow: Flow): ReadonlyMap<string | null, number> {
    const places = this.flows.get(flow.key);
    return typeof places === 'object' ? places : new Map(places === undefined ? NONE : [[null, places]]);
  }

  /** The node is activated by every token alone. `opened` is what that marks, `empty` what must not be marked then. */
  enter(node: GraphNode, opened: readonly number[], empty: readonly number[] = NONE): void {
    this.partsOf(node).opened = opened;
    const { entry } = this.partsOf(node);
    if (entry !== null) this.add('activate', { node, consume: [entry], produce: opened, empty });
    for (const flow of node.incoming) {
      const places = this.flows.get(flow.key);
      if (typeof places === 'number') this.add('activate', { node, consume: [places], produce: opened, empty });
      else
        for (const place of places?.values() ?? NONE)
          this.add('activate', { node, consume: [place], produce: opened, empty });
    }
  }

  private partsOf(node: GraphNode): Parts {
    const parts = this.parts.get(node);
    if (parts === undefined) throw new Error(`${node.key} is not in ${this.node.key}`);
    return parts;
  }

  private makePlaces(node: GraphNode): void {
    const { structure } = this;
    const entry = structure.isEntered(node) ? this.token('choice', node, 'entry') : null;
    const open = structure.asksForOutcome(node)
      ? new Map(this.coloursOf(node).map((outcome) => [outcome, this.token('open', node, outcome)]))
      : this.token('open', node);
    const first = this.net.places.length;
    for (const flow of node.outgoing) {
      const colours = structure.asksForOutcome(flow.target) ? carriedTo(this.net, flow) : null;
      const on =
        colours === null
          ? this.onFlow(flow, null)
          : new Map(colours.map((outcome) => [outcome, this.onFlow(flow, outcome)]));
      this.flows.set(flow.key, on);
    }
    const count = this.net.places.length - first;
    const out = count === 1 ? [first] : Array.from({ length: count }, (_, at) => first + at);
    this.parts.set(node, { open, entry, inside: null, out, opened: NONE });
    const remembers = this.net.options.returns !== 'none' && this.structure.isRemembered(node);
    if (remembers) this.completedPlaces.set(node, this.memory('completed', node));
  }

  private onFlow(flow: Flow, outcome: string | null): number {
    const detail = outcome === null ? flow.key : `${flow.key} ${outcome}`;
    return this.token('flow', flow.target, detail, this.path, flow.source);
  }

  /** The outcomes with which a node that asks for them can be reached. */
  private coloursOf(node: GraphNode): readonly (string | null)[] {
    const asked = new Set<string | null>(node.incoming.flatMap((flow) => carriedTo(this.net, flow)));
    // What several tokens activate has the outcome of the last of them, or of none.
    if (node.incoming.length > 1 && node.type === 'inclusiveGateway') asked.add(null);
    return asked.size === 0 ? NO_OUTCOME : [...asked];
  }
}

const NO_OUTCOME: readonly null[] = [null];
