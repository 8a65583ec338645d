import type { Flow, GraphNode } from '../compile/graph.js';
import { NONE, type Act } from './builder.js';
import type { NetScope } from './scope.js';

/** What completing a node takes and tests, whatever flows it then takes. */
export type Leaving = Omit<Act, 'node' | 'outcome' | 'taken' | 'target' | 'produce'>;

/** The node completes and takes every flow that matches, as `allMatchingFlows` does. */
export function leave(scope: NetScope, node: GraphNode, leaving: Leaving, outcome: string | null): void {
  const carried = outcome ?? node.outcomes[0] ?? null;
  if (node.takesAllFlows) {
    complete(scope, node, leaving, outcome, carried, node.outgoing, NONE);
    return;
  }
  const ways = waysBehind(node, carried);
  if (ways.open.length === 0) {
    const taken = ways.sure.length === 0 || !ways.isMatched ? [...ways.sure, ...ways.otherwise] : ways.sure;
    const isStuck = taken.length === 0 && node.outgoing.length > 0;
    if (!isStuck) complete(scope, node, leaving, outcome, carried, taken, without(node, taken));
    return;
  }
  choose(scope, node, leaving, outcome, carried, ways);
}

/** The node completes and takes one flow, as `firstMatchingFlow` does. */
export function leaveByOne(scope: NetScope, node: GraphNode, leaving: Leaving, outcome: string | null): void {
  const carried = outcome ?? node.outcomes[0] ?? null;
  if (node.outgoing.length === 0) complete(scope, node, leaving, outcome, carried, NONE, NONE);
  for (const flow of node.outgoing) {
    if (flow === node.defaultFlow || !isOpenTo(flow, outcome)) continue;
    complete(scope, node, leaving, outcome, carried, [flow], NONE);
    const isSure = flow.condition === null && (flow.outcome !== null || scope.net.options.unconditional !== 'any');
    if (isSure) return;
  }
  if (node.defaultFlow !== null) complete(scope, node, leaving, outcome, carried, [node.defaultFlow], NONE);
}

/** The node completes and takes these flows. */
export function leaveBy(scope: NetScope, node: GraphNode, leaving: Leaving, taken: readonly Flow[]): void {
  complete(scope, node, leaving, null, node.outcomes[0] ?? null, taken, NONE);
}

interface WaysBehind {
  /** Taken for sure. */
  readonly sure: readonly Flow[];
  /** Taken if their condition holds. */
  readonly open: readonly Flow[];
  /** The default flow, taken when no condition and no outcome matched. */
  readonly otherwise: readonly Flow[];
  /** Whether some flow with an outcome matches for sure. */
  readonly isMatched: boolean;
}

function waysBehind(node: GraphNode, outcome: string | null): WaysBehind {
  const flows = node.outgoing.filter((flow) => flow !== node.defaultFlow && isOpenTo(flow, outcome));
  const sure = flows.filter((flow) => flow.condition === null);
  return {
    sure,
    open: flows.filter((flow) => flow.condition !== null),
    otherwise: node.defaultFlow === null ? NONE : [node.defaultFlow],
    isMatched: sure.some((flow) => flow.outcome !== null),
  };
}

function isOpenTo(flow: Flow, outcome: string | null): boolean {
  return flow.outcome === null || flow.outcome === outcome;
}

function without(node: GraphNode, taken: readonly Flow[]): readonly Flow[] {
  return taken.length === node.outgoing.length ? NONE : node.outgoing.filter((flow) => !taken.includes(flow));
}

function complete(
  scope: NetScope,
  node: GraphNode,
  leaving: Leaving,
  outcome: string | null,
  carried: string | null,
  taken: readonly Flow[],
  skipped: readonly Flow[],
  further: readonly number[] = NONE,
): void {
  const completed = scope.completed(node);
  const produce = tokens(scope, taken, skipped, carried);
  produce.push(...further);
  if (completed !== undefined) produce.push(completed);
  const { consume = NONE, read = NONE, some = null, empty = NONE, clear = NONE } = leaving;
  const ended = node.activity === null ? null : outcome;
  scope.add('complete', { node, outcome: ended, taken: keysOf(taken), consume, read, some, empty, clear, produce });
}

function keysOf(flows: readonly Flow[]): readonly string[] {
  return flows.length === 1 ? (flows[0]?.alone ?? NONE) : flows.map((flow) => flow.key);
}

/** Tokens on the flows taken. The inclusive join of a branch that is not taken need not wait for it: it has its token already. */
function tokens(scope: NetScope, taken: readonly Flow[], skipped: readonly Flow[], outcome: string | null): number[] {
  const places = taken.map((flow) => scope.on(flow, outcome));
  for (const flow of skipped) {
    const joined = scope.structure.joinedBy(flow);
    if (joined !== null) places.push(scope.on(joined, null));
  }
  return places;
}

/**
 * Any of the flows that are open may be taken: one after the other is decided, by transitions that nobody sees, so that there are not as many
 * of them as there are sets of flows. Whether one has matched before decides about the default flow and whether none may match.
 */
function choose(
  scope: NetScope,
  node: GraphNode,
  leaving: Leaving,
  outcome: string | null,
  carried: string | null,
  { sure, open, otherwise, isMatched }: WaysBehind,
): void {
  const never = node.outgoing.filter(
    (flow) => !sure.includes(flow) && !open.includes(flow) && !otherwise.includes(flow),
  );
  const last = open.length - 1;
  const name = (index: number, matched: boolean): string =>
    [`${index + 1}`, ...(matched ? ['matched'] : []), ...(carried === null ? [] : [carried])].join(' ');
  const decide = (index: number, matched: boolean, here: number): void => {
    const flow = open[index];
    if (flow === undefined) return;
    for (const isTaken of [true, false]) {
      const hasMatched = matched || isTaken;
      const isEnd = index === last;
      const closing = isEnd && !hasMatched ? otherwise : NONE;
      if (isEnd && !isTaken && !hasMatched && sure.length === 0 && closing.length === 0) continue;
      const taken = isTaken ? [flow] : closing;
      const skipped = [...(isTaken ? NONE : [flow]), ...(isEnd && hasMatched ? otherwise : NONE)];
      scope.add('internal', {
        node,
        consume: [here],
        taken: keysOf(taken),
        produce: [...tokens(scope, taken, skipped, carried), ...(isEnd ? NONE : [next(index + 1, hasMatched)])],
      });
    }
  };
  const places = new Map<string, number>();
  const next = (index: number, matched: boolean): number => {
    const key = name(index, matched);
    let place = places.get(key);
    if (place === undefined) {
      place = scope.choice(node, key);
      places.set(key, place);
      decide(index, matched, place);
    }
    return place;
  };
  complete(scope, node, leaving, outcome, carried, sure, never, [next(0, isMatched)]);
}
