import type { GraphNode } from '../compile/graph.js';
import { messageOf } from '../compile/message-names.js';
import { NetBuilder, NONE } from './builder.js';
import { arrivals, Correspondence, isRaced, Mail } from './mail.js';
import type { Net, Place } from './net.js';
import { addReturns } from './returns.js';
import { NetScope } from './scope.js';

/** The pools that wait for one another's messages: each list is a conversation of two pools or more. */
export function conversationsOf(pools: readonly GraphNode[]): readonly (readonly GraphNode[])[] {
  if (pools.length < 2) return NONE;
  const { pairs, onlyFromPools } = new Correspondence(pools);
  if (onlyFromPools.size === 0) return NONE;
  const groups = new Map<GraphNode, Set<GraphNode>>();
  for (const [one, other] of pairs) {
    const joined = new Set([...(groups.get(one) ?? [one]), ...(groups.get(other) ?? [other])]);
    for (const pool of joined) groups.set(pool, joined);
  }
  return [...new Set(groups.values())].map((group) => pools.filter((pool) => group.has(pool)));
}

/** What waits in one of the pools for messages of another by a key: whether whoever sends one has the same key is in no net. */
export function awaitingByKey(pools: readonly GraphNode[]): readonly GraphNode[] {
  const { onlyFromPools } = new Correspondence(pools);
  return [...onlyFromPools].filter((node) => node.type !== 'startEvent' && messageOf(node)?.correlation != null);
}

/**
 * The net of pools that send one another messages, one instance of each at a time. What is started by hand or from outside is started once; what
 * a message of another pool starts, as often as one comes. A message more than a box holds marks its last place again, and a second instance
 * beside the first marks its pool again: what comes then is not in the net. A return takes back nothing that was sent.
 */
export function conversationNetOf(
  pools: readonly GraphNode[],
  capacity: number,
  returns: 'permitted' | 'none' = 'none',
): Net {
  const net = new NetBuilder({ returns });
  const [first] = pools;
  if (first === undefined) throw new Error('a conversation of nobody');
  const place = (role: Place['role'], node: GraphNode | null): number =>
    net.place({ kind: 'token', role, node, detail: null, path: [] });
  const start = place('start', null);
  const end = place('end', null);
  const mail = new Mail(net, pools, capacity);
  net.mail = mail;
  const parts = pools.map((pool) => new Pool(net, pool, place));
  net.finishPostponed();
  for (const part of parts) part.mayBeginAgain();
  if (returns === 'permitted') for (const { scope } of parts) addReturns(scope);
  net.add('internal', [], { node: first, consume: [start], produce: parts.flatMap(({ begun }) => begun) });
  net.add('internal', [], {
    node: first,
    consume: parts.map(({ ended }) => ended),
    empty: parts.flatMap(({ startedBy }) => startedBy),
    clear: [...mail.places, ...parts.flatMap(({ unstarted }) => unstarted)],
    produce: [end],
  });
  return net.finish(start, end);
}

/** One pool of a conversation. */
class Pool {
  /** Nothing of it runs: it has ended, or was never begun and need not be. */
  readonly ended: number;
  /** Marked while somebody may still start it. */
  readonly unstarted: readonly number[];
  /** What is marked when the conversation begins. */
  readonly begun: readonly number[];
  /** Where messages lie that start it. */
  readonly startedBy: readonly number[];
  readonly scope: NetScope;
  private readonly self: number;
  private readonly last: number;

  constructor(
    private readonly net: NetBuilder,
    private readonly node: GraphNode,
    place: (role: Place['role'], node: GraphNode | null) => number,
  ) {
    const { container } = node;
    if (container === null) throw new Error(`${node.key} contains nothing`);
    this.ended = place('end', node);
    this.self = place('open', node);
    const scope = new NetScope(net, node, container, [], null, this.self);
    this.scope = scope;
    const starts = container.startEvents.map((event) => ({ event, ways: arrivals(net, event) }));
    const messages = starts.flatMap(({ ways }) => ways.flatMap(({ consume }) => consume));
    const isByHand = starts.length === 0 || starts.some(({ ways }) => ways.some(({ consume }) => consume.length === 0));
    this.startedBy = [...new Set(messages)];
    this.unstarted = isByHand ? [place('start', node)] : NONE;
    this.last = net.places.length;
    const isByMail = this.startedBy.length > 0;
    this.begun = [...this.unstarted, ...(isByMail ? [this.ended] : NONE)];
    const begin = (target: GraphNode | null, entries: readonly number[], consume: readonly number[]): void => {
      const by = consume.length === 0 ? this.unstarted : consume;
      const free = isByMail ? [this.ended] : NONE;
      net.add('start', [], { node, target, consume: [...by, ...free], produce: [this.self, ...entries] });
    };
    if (starts.length === 0) begin(null, scope.entries, NONE);
    for (const { event, ways } of starts)
      for (const { consume } of ways) begin(event, [scope.entry(event), ...scope.begun], consume);
    net.add('complete', [], {
      node,
      consume: [this.self],
      empty: scope.direct,
      clear: scope.content,
      produce: [this.ended],
    });
  }

  /** A message that starts the pool while it waits for something: the second instance is one too many for the net. */
  mayBeginAgain(): void {
    if (this.startedBy.length === 0) return;
    const own = this.net.places.slice(this.self + 1, this.last).filter(({ kind }) => kind === 'token');
    const indexes = (places: readonly Place[]): number[] => places.map(({ index }) => index);
    const some = indexes(own.filter(isWaiting));
    const empty = indexes(own.filter((place) => !isWaiting(place) && isPassing(place)));
    for (const message of this.startedBy) {
      const { node, self } = this;
      this.net.add('internal', [], { node, read: [self, message], some, empty, produce: [self] });
    }
  }
}

/** A token stands here until something comes: somebody's work, an event, or the other tokens of a join. */
function isWaiting({ role, node }: Place): boolean {
  if (node === null) return false;
  if (role === 'flow') return isJoin(node);
  if (role !== 'open' || node.container !== null) return false;
  if (node.type === 'intermediateCatchEvent') return !isRaced(node) && node.event?.trigger?.kind !== 'link';
  return node.element.isWork?.(node) === true || node.type === 'receiveTask' || node.type === 'eventBasedGateway';
}

/** A token goes on from here before anybody else can do anything. */
function isPassing({ role, node }: Place): boolean {
  return role === 'flow' || role === 'choice' || (role === 'open' && node?.container === null);
}

function isJoin({ type, incoming }: GraphNode): boolean {
  return incoming.length > 1 && (type === 'parallelGateway' || type === 'inclusiveGateway');
}
