import type { Flow, GraphNode } from '../compile/graph.js';
import { keepsWaiting, mayComeTo } from '../compile/joining.js';
import type { Place } from './net.js';
import type { NetScope } from './scope.js';

/** Flows that a join without a split of its own may have: each set of them is a transition. */
export const MAX_JOINED = 6;

/**
 * A join whose branches do not all begin at one split waits, as the engine does, for whatever may still come from anywhere in the scope: one transition for each set of
 * flows that have a token, while the others have none and no token is left that has to be waited for.
 */
export function joinWhatComes(scope: NetScope, node: GraphNode, produce: readonly number[]): void {
  const { incoming } = node;
  // What is in the scope is known when all of it is made.
  scope.net.later(() => {
    for (let set = 1; set < 1 << incoming.length; set++) {
      const marked = incoming.filter((_, index) => ((set >> index) & 1) === 1);
      const consume = marked.map((flow) => scope.on(flow, null));
      scope.add('activate', { node, consume, empty: waitedFor(scope, node, marked), produce });
    }
  });
}

/** What must be empty for the join to go on with these flows alone. */
function waitedFor(scope: NetScope, join: GraphNode, marked: readonly Flow[]): readonly number[] {
  const empty = join.incoming.filter((flow) => !marked.includes(flow));
  if (empty.length === 0) return [];
  const elsewhere = scope.direct.filter((index) => {
    const place = scope.net.places[index];
    if (place?.node == null || place.node === join) return false;
    // It is looked at when nothing else can move: what goes on at once has gone on.
    return canStay(place) ? keepsWaiting(join, place.node, marked, empty) : mayComeTo(join, place.node, empty);
  });
  return [...empty.map((flow) => scope.on(flow, null)), ...elsewhere].sort((a, b) => a - b);
}

/** A token may be there while nothing else can move: it waits for others, for work or for an event, or has stopped with an incident. */
function canStay({ role, node }: Place): boolean {
  if (role === 'open') return true;
  if (role !== 'flow' || node === null) return false;
  return node.incoming.length > 1 && (node.type === 'parallelGateway' || node.type === 'inclusiveGateway');
}
