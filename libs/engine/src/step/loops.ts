import type { GraphNode, LoopSpec } from '../compile/graph.js';
import type { FeelValue } from '../feel/values.js';
import type { ElementInstance, LoopProgress, Variables } from '../state/state.js';
import { writeCollection } from './data.js';
import { IncidentSignal } from './incident-signal.js';
import { cancelContent, complete } from './lifecycle.js';
import { loopOf } from './loop-plan.js';
import type { Run } from './run.js';

type StandardLoop = Extract<LoopSpec, { kind: 'standard' }>;
type MultiInstance = Extract<LoopSpec, { kind: 'multiInstance' }>;

/** After planning and after each inner instance: starts what is to be started next, or ends the body (§13.3.6, §13.3.7). */
export function advanceLoop(run: Run, id: number): void {
  if (!run.exists(id)) return;
  const body = run.instance(id);
  if (body.loop === null || body.incident !== null) return;
  const node = run.nodeOf(body);
  const spec = loopOf(node);
  try {
    if (spec.kind === 'standard') advanceStandardLoop(run, node, body, body.loop, spec);
    else advanceMultiInstance(run, node, body, body.loop, spec);
  } catch (error) {
    if (!(error instanceof IncidentSignal)) throw error;
    run.raise(body, error, 'leave');
  }
}

function advanceStandardLoop(
  run: Run,
  node: GraphNode,
  body: ElementInstance,
  loop: LoopProgress,
  spec: StandardLoop,
): void {
  const exhausted = spec.maximum !== null && loop.started >= spec.maximum;
  const isTested = spec.condition !== null && (spec.testBefore || loop.started > 0);
  const again = !exhausted && (!isTested || run.decided(spec.condition, body, 'The loop condition'));
  if (again) activateInner(run, node, body, loop, null);
  else complete(run, node, body, null, body.outcome);
}

function advanceMultiInstance(
  run: Run,
  node: GraphNode,
  body: ElementInstance,
  loop: LoopProgress,
  spec: MultiInstance,
): void {
  const total = loop.total ?? 0;
  const isEnough = (): boolean =>
    spec.completionCondition !== null &&
    loop.completed > 0 &&
    run.decided(spec.completionCondition, body, 'The completion condition');
  if (loop.completed >= total || isEnough()) {
    endMultiInstance(run, node, body, loop, spec);
    return;
  }
  const upTo = spec.isSequential ? loop.completed + 1 : total;
  while (loop.started < upTo) activateInner(run, node, body, loop, innerVariables(spec, loop));
}

/** Ends what still runs, and writes the outputs of the inner instances that completed, in the order of their loop counters. */
function endMultiInstance(
  run: Run,
  node: GraphNode,
  body: ElementInstance,
  loop: LoopProgress,
  spec: MultiInstance,
): void {
  cancelContent(run, body);
  if (spec.outputCollection !== null) {
    const collected = new Map([[spec.outputCollection, loop.outputs.values()]]);
    writeCollection(run, body, collected, spec.collectionOutputs);
  }
  complete(run, node, body, null, body.outcome);
}

function activateInner(
  run: Run,
  node: GraphNode,
  body: ElementInstance,
  loop: LoopProgress,
  variables: Variables | null,
): void {
  const id = run.newId();
  const loopCounter = loop.started + 1;
  run.emit(
    variables === null
      ? { type: 'elementActivated', id, element: node.key, parent: body.id, loopCounter }
      : { type: 'elementActivated', id, element: node.key, parent: body.id, loopCounter, variables },
  );
  run.schedule({ kind: 'begin', id });
}

function innerVariables(spec: MultiInstance, loop: LoopProgress): Variables | null {
  const hasItem = spec.element !== null && loop.items !== null;
  if (spec.outputVariable === null && !hasItem) return null;
  const variables = new Map<string, FeelValue>();
  if (spec.outputVariable !== null) variables.set(spec.outputVariable, null);
  if (spec.element !== null && loop.items !== null) variables.set(spec.element, loop.items[loop.started] ?? null);
  return variables;
}
