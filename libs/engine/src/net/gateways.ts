import type { GraphNode } from '../compile/graph.js';
import { NONE } from './builder.js';
import { joinWhatComes, MAX_JOINED } from './inclusive-joins.js';
import { leave, leaveBy, leaveByOne } from './leaving.js';
import type { NetScope } from './scope.js';

/** Every token takes one flow. */
export function exclusive(scope: NetScope, node: GraphNode): void {
  enterByOutcome(scope, node);
  for (const [outcome, open] of scope.opens(node)) leaveByOne(scope, node, { consume: [open] }, outcome);
}

/** One token from every flow, one on every flow. */
export function parallel(scope: NetScope, node: GraphNode): void {
  const open = scope.open(node);
  join(scope, node, [open]);
  leaveBy(scope, node, { consume: [open] }, node.outgoing);
}

/** As a join it follows its split; one that has none waits for what may still come. */
export function inclusive(scope: NetScope, node: GraphNode): void {
  const isJoin = node.incoming.length > 1;
  const matched = isJoin ? scope.structure.splitOf(node) : null;
  const opens = scope.opens(node);
  if (matched?.isExclusive === false) for (const open of opens.values()) join(scope, node, [open]);
  else if (!isJoin || matched !== null) enterByOutcome(scope, node);
  else {
    const [open] = opens.values();
    const isCounted = node.incoming.length <= MAX_JOINED && open !== undefined && node.outcomes.length === 0;
    if (isCounted) joinWhatComes(scope, node, [open]);
    else scope.net.gap('inclusive-join-not-matched', node);
  }
  for (const [outcome, open] of opens) leave(scope, node, { consume: [open] }, outcome);
}

function join(scope: NetScope, node: GraphNode, produce: readonly number[]): void {
  if (node.incoming.length === 0) scope.enter(node, produce);
  else scope.add('activate', { node, consume: node.incoming.map((flow) => scope.on(flow, null)), produce });
}

/** Which flow it takes may depend on the outcome that the token brings. */
function enterByOutcome(scope: NetScope, node: GraphNode): void {
  const opens = scope.opens(node);
  if (opens.size === 1 && opens.has(null)) {
    scope.enter(node, [...opens.values()]);
    return;
  }
  if (scope.structure.isEntered(node))
    scope.add('activate', { node, consume: [scope.entry(node)], produce: [scope.open(node)] });
  for (const flow of node.incoming) {
    for (const [outcome, place] of scope.colours(flow)) {
      const open = opens.get(outcome);
      scope.add('activate', { node, consume: [place], produce: open === undefined ? NONE : [open] });
    }
  }
}
