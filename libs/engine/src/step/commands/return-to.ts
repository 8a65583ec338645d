import { Concurrency, downstreamOf } from '../../compile/concurrency.js';
import type { Definition, GraphNode } from '../../compile/graph.js';
import type { ElementInstance, InstanceState } from '../../state/state.js';
import type { Command, Rejection } from '../commands.js';
import { cancel, enter } from '../lifecycle.js';
import { Run } from '../run.js';
import { Rejected, waitingInstance } from './handler.js';

/**
 * Returning (退回): everything downstream of the target, in the smallest block that holds both, is cancelled, and the target is activated
 * once. Structure alone decides here; what must not be undone is the policy's to refuse.
 */
export function returnTo(run: Run, command: Extract<Command, { type: 'returnTo' }>): void {
  const { from, target, scope, doomed, slots } = plan(run, command);
  run.emit({ type: 'returned', from: from.id, element: from.element, target: target.key });
  for (const id of doomed.children) cancel(run, run.instance(id));
  for (const [flow, count] of doomed.flows) run.emit({ type: 'tokensRemoved', scope: scope.id, flow, count });
  run.emit({ type: 'completionsForgotten', scope: scope.id, slots });
  enter(run, target, scope.id, null, null);
}

/** What a return would undo, as indices of nodes, or why there is none from there to that target. Nothing is changed. */
export function foreseeReturn(
  definition: Definition,
  state: InstanceState,
  ends: Pick<Extract<Command, { type: 'returnTo' }>, 'from' | 'target'>,
): { readonly undone: readonly number[] } | { readonly rejection: Rejection } {
  try {
    // Structure asks neither the time nor anything else outside.
    return { undone: plan(new Run(definition, state, { at: 0, zone: '+00:00' }), ends).slots };
  } catch (error) {
    if (error instanceof Rejected) return { rejection: error.rejection };
    throw error;
  }
}

function plan(run: Run, ends: Pick<Extract<Command, { type: 'returnTo' }>, 'from' | 'target'>) {
  const from = waitingInstance(run, ends.from);
  const target = run.definition.nodesByKey.get(ends.target);
  if (target === undefined || target.activity === null || target.parent === null) {
    throw refused(from, `${ends.target} is not an activity of this process`);
  }
  refuseUnlessPermitted(run, from, target);
  const { scope, inner } = commonScope(run, from, target);
  if (!scope.completed.has(target.index)) throw refused(from, `${target.id} was not completed before`);

  const downstream = downstreamOf(target);
  const concurrency = Concurrency.of(run.nodeOf(scope));
  const branch = concurrency.branchAround(target);
  const doomed = tokensToCancel(run, from, scope, inner, target, downstream, concurrency);
  const slots = [...scope.completed.keys()].filter((slot) => {
    const node = run.definition.nodes[slot];
    return node === target || (node !== undefined && downstream.has(node) && (branch === null || branch.has(node)));
  });
  return { from, target, scope, doomed, slots };
}

function refuseUnlessPermitted(run: Run, from: ElementInstance, target: GraphNode): void {
  if (!target.returnable) throw refused(from, `the process permits no return to ${target.id} (qh:returns)`);
  const listed = run.nodeOf(from).activity?.returnTo ?? null;
  if (listed !== null && !listed.includes(target.id)) {
    const names = listed.length === 0 ? 'nothing is listed' : `listed are ${listed.join(', ')}`;
    throw refused(from, `${target.id} is not among its qh:returnTo; ${names}`);
  }
}

/** The scope that holds the target directly, around `from`, and what leads from there to `from`. */
function commonScope(
  run: Run,
  from: ElementInstance,
  target: GraphNode,
): { scope: ElementInstance; inner: ElementInstance } {
  let inner = from;
  while (inner.parent >= 0) {
    const scope = run.instance(inner.parent);
    if (scope.loop === null && run.nodeOf(scope).container === target.parent?.container) return { scope, inner };
    const node = run.nodeOf(scope);
    if (scope.loop !== null && node.activity?.loop?.kind === 'multiInstance') {
      throw refused(from, `${target.id} lies outside the multi-instance ${node.id}`);
    }
    if (scope.loop === null && node.type === 'callActivity') {
      throw refused(from, `${target.id} lies outside the called process of ${node.id}`);
    }
    if (scope.compensating || node.event !== null) {
      throw refused(from, 'it compensates what was done, which cannot be left half done');
    }
    if (node.container?.isEventSubProcess === true) {
      throw refused(from, `no block holds both it and ${target.id}: ${node.id} was started by an event`);
    }
    inner = scope;
  }
  throw refused(from, `${target.id} lies in another scope`);
}

function tokensToCancel(
  run: Run,
  from: ElementInstance,
  scope: ElementInstance,
  inner: ElementInstance,
  target: GraphNode,
  downstream: ReadonlySet<GraphNode>,
  concurrency: Concurrency,
): { children: number[]; flows: [string, number][] } {
  const branch = concurrency.branchAround(target);
  const innerNode = run.nodeOf(inner);
  if (branch !== null && !branch.has(innerNode)) {
    throw refused(from, `${target.id} lies in a parallel branch that does not hold ${innerNode.id}`);
  }
  if (!downstream.has(innerNode)) throw refused(from, `${target.id} does not lead to ${innerNode.id}`);

  const isBeside = (node: GraphNode): boolean => concurrency.isAside(node, target);
  const places: GraphNode[] = [];
  const children: number[] = [];
  for (const id of scope.children.keys()) {
    const node = run.nodeOf(run.draft.element(id));
    const isOutside =
      node.container?.isEventSubProcess === true || (branch !== null && !branch.has(node)) || isBeside(node);
    if (downstream.has(node) && (branch === null || branch.has(node))) {
      children.push(id);
      places.push(node);
    } else if (!isOutside) throw refused(from, `no block holds both: ${node.id} runs beside ${target.id}`);
  }
  const flows: [string, number][] = [];
  for (const [key, count] of scope.tokens ?? []) {
    const source = run.definition.flowsByKey.get(key)?.source;
    if (source === undefined || (branch !== null && !branch.has(source))) continue;
    if (source !== target && !downstream.has(source)) continue;
    flows.push([key, count]);
    places.push(source);
  }
  if (isBeside(innerNode) && places.every(isBeside)) {
    throw refused(from, `${innerNode.id} ran beside a token that has left the block of ${target.id} since`);
  }
  return { children, flows };
}

function refused(from: ElementInstance, why: string): Rejected {
  return new Rejected('return-refused', `${from.element} cannot be returned: ${why}.`, from.element);
}
