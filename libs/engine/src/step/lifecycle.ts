import type { Flow, GraphNode } from '../compile/graph.js';
import type { BodyActivated, BodyCompleted, ElementActivated, ElementCompleted } from '../state/events.js';
import {
  ROOT,
  type CompensationRecord,
  type ElementInstance,
  type IncidentPhase,
  type Variables,
  type Work,
} from '../state/state.js';
import { evaluateInputs, setLocal, writeResult } from './data.js';
import { allMatchingFlows } from './flows.js';
import { IncidentSignal } from './incident-signal.js';
import { outputOf, planLoop } from './loop-plan.js';
import type { Run } from './run.js';
import { isCompleting } from './completing.js';
import { closeInnerSubscriptions, closeSubscriptions, subscribe } from './subscriptions.js';

/** A token has reached a node: the element is activated and begins (§13.3.2, Ready and Active). */
export function enter(
  run: Run,
  node: GraphNode,
  scope: number,
  consumed: readonly string[] | null,
  outcome: string | null,
): void {
  begin(run, node, activate(run, node, scope, consumed, outcome));
}

/** Activates an element without letting it begin. */
export function activate(
  run: Run,
  node: GraphNode,
  scope: number,
  consumed: readonly string[] | null = null,
  outcome: string | null = null,
  variables: Variables | null = null,
): ElementInstance {
  const id = run.newId();
  const isLoop = node.activity !== null && node.activity.loop !== null;
  const event: Writable<ElementActivated | BodyActivated> = {
    type: isLoop ? 'bodyActivated' : 'elementActivated',
    id,
    element: node.key,
    parent: scope,
  };
  if (consumed !== null) event.consumed = consumed;
  if (event.type === 'elementActivated') {
    if (outcome !== null && node.activity === null && node.outcomes.length > 0) event.outcome = outcome;
    if (variables !== null) event.variables = variables;
  }
  run.emit(event);
  return run.instance(id);
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Everything between activation and the work itself. `from` is where an incident stopped it before: what was done until then, inputs that are
 * set and boundary events that wait or have happened, is not done twice.
 */
export function begin(
  run: Run,
  node: GraphNode,
  instance: ElementInstance,
  from: Extract<IncidentPhase, 'activate' | 'subscribe' | 'work'> = 'activate',
): void {
  let phase = from;
  try {
    const isBody = instance.loop !== null;
    if (phase === 'activate') {
      if (!isBody && node.inputs.length > 0 && node.activity !== null) {
        setLocal(run, instance, evaluateInputs(run, node, instance));
      }
      phase = 'subscribe';
    }
    if (phase === 'subscribe') {
      if (instance.loopCounter === 0 && node.activity !== null) {
        subscribe(run, node.activity.boundaryEvents, instance);
      }
      phase = 'work';
    }
    if (isBody) {
      planLoop(run, node, instance);
    } else if (run.env.hold?.has(node.id) === true && node.activity !== null) {
      openWork(run, instance, 'held');
    } else {
      node.element.activate(run, node, instance);
    }
  } catch (error) {
    if (!(error instanceof IncidentSignal)) throw error;
    run.raise(instance, error, phase);
  }
}

export function openWork(run: Run, instance: ElementInstance, kind: Work['kind']): void {
  const activity = run.nodeOf(instance).activity;
  const handler = kind === 'job' ? (activity?.handler ?? null) : null;
  const retries = activity?.retries ?? 0;
  // Most work is alike; ten thousand inner instances share one description of it.
  const work = handler === null && retries === 0 ? PLAIN_WORK[kind] : { kind, handler, retries };
  run.emit({ type: 'workOpened', id: instance.id, element: instance.element, work });
}

const PLAIN_WORK: { readonly [K in Work['kind']]: Work } = {
  user: { kind: 'user', handler: null, retries: 0 },
  job: { kind: 'job', handler: null, retries: 0 },
  held: { kind: 'held', handler: null, retries: 0 },
};

/** The element has done its work: results are written and the token moves on. `flows` are given by gateways that choose by themselves. */
export function complete(
  run: Run,
  node: GraphNode,
  instance: ElementInstance,
  result: Variables | null,
  outcome: string | null = null,
  flows: readonly Flow[] | null = null,
): void {
  let phase: IncidentPhase = 'leave';
  try {
    // The outputs of a loop were those of its iterations.
    const hasResult = instance.loop === null && (result !== null || node.outputs.length > 0);
    if (hasResult) writeResult(run, node, instance, result);
    phase = 'route';
    leave(run, node, instance, outcome ?? node.outcomes[0] ?? null, flows);
  } catch (error) {
    if (!(error instanceof IncidentSignal)) throw error;
    stop(run, instance, error, phase, outcome);
  }
}

/** Tries once more to move on from an element whose results were written before. */
export function route(run: Run, node: GraphNode, instance: ElementInstance, outcome: string | null): void {
  try {
    leave(run, node, instance, outcome ?? node.outcomes[0] ?? null, null);
  } catch (error) {
    if (!(error instanceof IncidentSignal)) throw error;
    stop(run, instance, error, 'route', outcome);
  }
}

function stop(
  run: Run,
  instance: ElementInstance,
  signal: IncidentSignal,
  phase: IncidentPhase,
  outcome: string | null,
): void {
  if (instance.work !== null) run.emit({ type: 'workClosed', id: instance.id });
  run.raise(instance, signal, phase, outcome);
}

function leave(
  run: Run,
  node: GraphNode,
  instance: ElementInstance,
  outcome: string | null,
  chosen: readonly Flow[] | null,
): void {
  const scope = run.instance(instance.parent);
  const completed: Writable<ElementCompleted> | Writable<BodyCompleted> = {
    type: instance.loop === null ? 'elementCompleted' : 'bodyCompleted',
    id: instance.id,
    element: node.key,
  };
  if (node.activity !== null && outcome !== null) completed.outcome = outcome;
  if (instance.loopCounter > 0) {
    const output = outputOf(run, node, instance);
    if (output !== undefined && completed.type === 'elementCompleted') completed.output = output;
    record(run, node, instance, scope);
    closeSubscriptions(run, instance);
    run.emit(completed);
    run.scheduleFirst({ kind: 'loop', id: scope.id });
    return;
  }
  const flows = chosen ?? allMatchingFlows(run, node, scope, outcome);
  record(run, node, instance, scope);
  closeSubscriptions(run, instance);
  if (node.returnable) completed.slot = node.index;
  run.emit(completed);
  if (run.definition.hasInclusiveJoins) run.touchedScopes.add(scope.id);
  for (const flow of flows) run.take(flow, scope.id, outcome);
  if (flows.length === 0) checkEmptied(run, scope.id);
}

/** Ends an element that has been left by an exception or a link: no results, no flows, and its scope does not end with it. */
export function endQuietly(run: Run, instance: ElementInstance): void {
  closeSubscriptions(run, instance);
  run.emit({ type: 'elementCompleted', id: instance.id, element: instance.element });
}

/**
 * Ends the scope if nothing is left in it (§13.3.4: all tokens consumed and no activity active). As soon as only event sub-processes are
 * left, no other may start.
 */
export function checkEmptied(run: Run, id: number): void {
  if (!run.exists(id)) return;
  const scope = run.instance(id);
  if (scope.subscriptions.length > 0 && isCompleting(run, scope)) closeInnerSubscriptions(run, scope);
  if (scope.children.size > 0 || (scope.tokens !== null && scope.tokens.size > 0)) return;
  if (scope.incident !== null || scope.loop !== null) return;
  if (scope.compensating) {
    run.scheduleFirst({ kind: 'compensate', id });
    return;
  }
  const node = run.nodeOf(scope);
  if (node.element.emptied !== undefined) node.element.emptied(run, node, scope);
}

/** The process has nothing left to do. */
export function completeProcess(run: Run): void {
  closeSubscriptions(run, run.instance(ROOT));
  run.emit({ type: 'instanceCompleted' });
}

/** Cancels an element and everything in it, innermost first. */
export function cancel(run: Run, instance: ElementInstance): void {
  cancelContent(run, instance);
  closeSubscriptions(run, instance);
  const type = instance.loop !== null ? 'bodyCancelled' : 'elementCancelled';
  run.emit({ type, id: instance.id, element: instance.element });
  if (run.definition.hasInclusiveJoins) run.touchedScopes.add(instance.parent);
}

/** Cancels what is inside a scope: children, and tokens that wait before joins. */
export function cancelContent(run: Run, scope: ElementInstance): void {
  for (const child of scope.children.keys()) cancel(run, run.instance(child));
  if (scope.tokens === null) return;
  for (const [flow, count] of [...scope.tokens]) {
    run.emit({ type: 'tokensRemoved', scope: scope.id, flow, count });
  }
}

/**
 * Opens a container: its data objects, its event sub-processes, and, unless one event was triggered from outside, its none start event
 * or, without start events, every node that nothing leads to (§13.2, §13.3.4). Several none start events are several ways to start, of which
 * one start takes one (§10.5.2): the first, unless the start command names another.
 */
export function openContainer(run: Run, node: GraphNode, instance: ElementInstance, isTriggered = false): void {
  const container = node.container;
  if (container === null) return;
  if (container.dataObjects.length > 0) {
    setLocal(run, instance, new Map(container.dataObjects.map((name) => [name, null])));
  }
  subscribe(run, container.eventSubProcessStarts, instance);
  if (isTriggered) return;
  const none = container.startEvents.find((start) => start.event?.trigger === null);
  const starts = none === undefined ? container.implicitStarts : [none];
  for (const start of starts) run.schedule({ kind: 'begin', id: activate(run, start, instance.id).id });
  if (starts.length === 0) checkEmptied(run, instance.id);
}

/** Remembers a completed activity that can be compensated (§13.5.5). */
function record(run: Run, node: GraphNode, instance: ElementInstance, scope: ElementInstance): void {
  if (!node.compensable) return;
  const made: CompensationRecord = {
    element: node.key,
    id: run.newId(),
    loopCounter: instance.loopCounter,
    variables: instance.variables === null ? null : new Map(instance.variables),
    inner: instance.compensable.values(),
  };
  if (instance.loop !== null && made.inner.length === 0) return;
  run.emit({ type: 'compensationRecorded', scope: scope.id, record: made });
}
