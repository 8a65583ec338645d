import type { GraphNode, MessageSpec } from '../compile/graph.js';
import { messageOf } from '../compile/message-names.js';
import { leadsTo } from '../compile/message-target.js';
import { NONE, type Act, type NetBuilder } from './builder.js';

/** What an element asks for and does besides, when a message is kept or taken. */
export type Carriage = Required<Pick<Act, 'consume' | 'read' | 'empty' | 'produce'>>;

const NOTHING_ASKED: Carriage = { consume: NONE, read: NONE, empty: NONE, produce: NONE };
/** It can always come. */
export const ALWAYS: readonly Carriage[] = [NOTHING_ASKED];

/** Where messages for the same receivers are kept: of its places the first are marked, one for each message. */
interface Box {
  readonly receivers: ReadonlySet<GraphNode>;
  readonly places: readonly number[];
}

/** A node that throws or awaits a message, and the process it takes part in. */
interface Party {
  readonly node: GraphNode;
  readonly pool: GraphNode;
  readonly message: MessageSpec;
}

/**
 * The messages that pools of one document send one another. Each is kept until somebody takes it, whoever waits for it then; keys, contents and how long it is
 * kept are left out.
 */
export class Mail {
  private readonly boxes: Box[] = [];
  private readonly sentTo = new Map<GraphNode, Box>();
  private readonly onlyFromPools: ReadonlySet<GraphNode>;

  /** @param capacity how many messages a box counts: one more marks its last place a second time. */
  constructor(net: NetBuilder, pools: readonly GraphNode[], capacity: number) {
    const correspondence = new Correspondence(pools);
    this.onlyFromPools = correspondence.onlyFromPools;
    const known = new Map<string, Box>();
    for (const [thrower, receivers] of correspondence.receivers) {
      const key = receivers.map((receiver) => receiver.key).join(' ');
      let box = known.get(key);
      if (box === undefined) {
        const places = Array.from({ length: capacity }, (_, index) =>
          net.place({
            kind: 'token',
            role: 'message',
            node: receivers[0] ?? thrower,
            detail: `${key} ${index + 1}`,
            path: [],
          }),
        );
        known.set(key, (box = { receivers: new Set(receivers), places }));
        this.boxes.push(box);
      }
      this.sentTo.set(thrower, box);
    }
  }

  /** How a message of the thrower is kept; empty: nobody in these pools waits for it anywhere. */
  keeping(thrower: GraphNode): readonly Carriage[] {
    const { places = NONE } = this.sentTo.get(thrower) ?? {};
    return places.map((place, index) => ({
      ...NOTHING_ASKED,
      read: places.slice(0, index).slice(-1),
      empty: index < places.length - 1 ? [place] : NONE,
      produce: [place],
    }));
  }

  /** How what the node waits for may come: out of a box, or from somebody who is not in these pools. */
  taking(receiver: GraphNode): readonly Carriage[] {
    const own = this.boxes.filter(({ receivers }) => receivers.has(receiver));
    const taken = own.flatMap(({ places }) =>
      places.map((place, index) => ({ ...NOTHING_ASKED, consume: [place], empty: places.slice(index + 1, index + 2) })),
    );
    return this.onlyFromPools.has(receiver) ? taken : [NOTHING_ASKED, ...taken];
  }

  /** Whether one of the nodes, or something in it, sends or takes what is kept; the event that begins it all may. */
  isUsedIn(nodes: Iterable<GraphNode>, beginning: GraphNode | null = null): boolean {
    const seen = new Set(nodes);
    for (const node of seen) {
      if (node === beginning) continue;
      if (this.sentTo.has(node) || this.boxes.some(({ receivers }) => receivers.has(node))) return true;
      for (const inner of node.container?.nodes ?? NONE) seen.add(inner);
    }
    return false;
  }

  /** Every place in which a message is kept. */
  get places(): readonly number[] {
    return this.boxes.flatMap(({ places }) => places);
  }
}

/** How what the node waits for may come: always, as long as nobody looks at what other pools send. */
export function arrivals({ mail }: NetBuilder, node: GraphNode): readonly Carriage[] {
  return mail === null || messageOf(node) === null ? ALWAYS : mail.taking(node);
}

/** How what the node throws is kept; empty: it is not. */
export function departures({ mail }: NetBuilder, node: GraphNode): readonly Carriage[] {
  return mail?.keeping(node) ?? NONE;
}

/** Both lists; one of them itself where the other is empty, because lists are shared. */
export function together(one: readonly number[], other: readonly number[]): readonly number[] {
  if (other.length === 0) return one;
  return one.length === 0 ? other : [...one, ...other];
}

/** The event-based gateway before the node has waited for its message already. */
export function isRaced({ incoming }: GraphNode): boolean {
  return incoming.some(({ source }) => source.type === 'eventBasedGateway');
}

/** Who may receive what of whom, among the pools of a document. */
export class Correspondence {
  /** By thrower; left out are those from whom nobody here receives. */
  readonly receivers = new Map<GraphNode, readonly GraphNode[]>();
  /** What message flows of these pools lead to, and no others: it waits for nothing else. */
  readonly onlyFromPools = new Set<GraphNode>();
  /** Pools of which one sends what the other may receive. */
  readonly pairs: (readonly [GraphNode, GraphNode])[] = [];

  constructor(pools: readonly GraphNode[]) {
    const parties = pools.flatMap((pool) => partiesOf(pool));
    const throwers = parties.filter(({ node }) => throwsItself(node));
    const awaiting = parties.filter(({ node }) => awaits(node));
    for (const thrower of throwers) {
      const fitting = awaiting.filter((receiver) => isMeantFor(thrower.message, receiver));
      const nodes = [...new Set(fitting.map(({ node }) => node))];
      if (nodes.length > 0) this.receivers.set(thrower.node, nodes);
      for (const { pool } of fitting) if (pool !== thrower.pool) this.pairs.push([thrower.pool, pool]);
    }
    const senders = new Map(throwers.map(({ node }) => [node.key, node]));
    for (const { node, message } of awaiting) {
      const { sources } = message;
      const isFromPool = (source: string | null): boolean => {
        const sender = source === null ? undefined : senders.get(source);
        return sender !== undefined && this.receivers.get(sender)?.includes(node) === true;
      };
      if (sources.length > 0 && sources.every(isFromPool)) this.onlyFromPools.add(node);
    }
  }
}

function partiesOf(pool: GraphNode): Party[] {
  const parties: Party[] = [];
  const seen = new Set<GraphNode>();
  const visit = (around: GraphNode): void => {
    for (const node of around.container?.nodes ?? NONE) {
      if (seen.has(node)) continue;
      seen.add(node);
      // A process that is called is begun by nothing else.
      const isCalled = node.type === 'startEvent' && node.parent?.type === 'process' && node.parent !== pool;
      const message = isCalled ? null : messageOf(node);
      if (message !== null) parties.push({ node, pool, message });
      visit(node);
    }
  };
  visit(pool);
  return parties;
}

/** The engine throws it: what a handler sends is sent by somebody outside. */
function throwsItself({ type }: GraphNode): boolean {
  return type === 'sendTask' || type === 'intermediateThrowEvent' || type === 'endEvent';
}

function awaits(node: GraphNode): boolean {
  return !throwsItself(node);
}

/** As messages are carried: by name, and to where the drawing leads from the thrower. */
function isMeantFor({ name, targets }: MessageSpec, { node, pool, message }: Party): boolean {
  return message.name === name && leadsTo(targets, node, pool);
}
