import type { GraphNode } from '../compile/graph.js';
import type { ElementInstance, Subscription, Variables } from '../state/state.js';
import { evaluateInputs, setLocal, write } from './data.js';
import { IncidentSignal } from './incident-signal.js';
import { activate, cancel, cancelContent, complete, openContainer } from './lifecycle.js';
import type { Run } from './run.js';
import { closeInnerSubscriptions, closeSubscriptions, rearmed } from './subscriptions.js';

/** What a subscription waited for has come: the event it stands for happens, wherever it is drawn. */
export function trigger(run: Run, subscription: Subscription, payload: Variables | null): void {
  const event = run.nodeByKey(subscription.element);
  const owner = run.instance(subscription.owner);
  const ownerNode = run.nodeOf(owner);
  if (ownerNode === event) {
    closeSubscriptions(run, owner);
    complete(run, event, owner, payload);
  } else if (ownerNode.type === 'eventBasedGateway') {
    chooseEvent(run, ownerNode, owner, event, payload);
  } else {
    const isLast = settleSubscription(run, subscription, event);
    if (event.type === 'boundaryEvent') boundary(run, event, owner, payload);
    else eventSubProcess(run, event, owner, payload);
    if (isLast && run.draft.subscriptions.has(subscription.id)) {
      run.emit({ type: 'subscriptionClosed', id: subscription.id });
    }
  }
}

/** A boundary event happens (§13.5.3): the activity is cancelled unless the event is non-interrupting, and a token leaves it. */
export function boundary(run: Run, event: GraphNode, host: ElementInstance, payload: Variables | null): void {
  const scope = host.parent;
  // The event is activated first, so that the scope is never empty in between.
  const instance = activate(run, event, scope);
  if (event.event?.interrupting === true) cancel(run, host);
  complete(run, event, instance, payload);
}

/** An event sub-process starts (§13.5.4): everything else in its scope is cancelled unless the event is non-interrupting. */
export function eventSubProcess(run: Run, start: GraphNode, scope: ElementInstance, payload: Variables | null): void {
  const node = start.parent;
  if (node === null) return;
  if (start.event?.interrupting === true) {
    closeInnerSubscriptions(run, scope);
    cancelContent(run, scope);
  }
  const instance = activate(run, node, scope.id);
  try {
    openTriggered(run, node, instance, payload);
  } catch (error) {
    if (!(error instanceof IncidentSignal)) throw error;
    // What the event brought is not lost: a start event that maps it does so when it is tried again.
    if (payload !== null && start.outputs.length > 0) setLocal(run, instance, payload);
    else if (payload !== null) write(run, instance, payload);
    run.raise(instance, error, 'work');
  }
}

/** Opens an event sub-process whose event has happened. */
export function openTriggered(run: Run, node: GraphNode, instance: ElementInstance, payload: Variables | null): void {
  openContainer(run, node, instance, true);
  for (const start of node.container?.startEvents ?? []) {
    complete(run, start, activate(run, start, instance.id), payload);
  }
}

/** An event-based gateway has its event: the token goes there, and the others are no longer awaited (§13.4.4). */
function chooseEvent(
  run: Run,
  gateway: GraphNode,
  instance: ElementInstance,
  event: GraphNode,
  payload: Variables | null,
): void {
  const flow = gateway.outgoing.find((candidate) => candidate.target === event);
  if (flow === undefined) return;
  const scope = instance.parent;
  closeSubscriptions(run, instance);
  run.emit({ type: 'elementCompleted', id: instance.id, element: gateway.key });
  run.emit({ type: 'flowTaken', scope, flow: flow.key });
  const chosen = activate(run, event, scope, [flow.key]);
  if (event.activity !== null) setLocal(run, chosen, evaluateInputs(run, event, chosen));
  complete(run, event, chosen, payload);
}

/** Arms a cycle again; true when the subscription has had its last turn. Messages and signals of non-interrupting events stay. */
function settleSubscription(run: Run, subscription: Subscription, event: GraphNode): boolean {
  const spec = event.event?.trigger;
  if (spec?.kind !== 'timer') return false;
  const next = rearmed(run, subscription, spec.timer);
  if (next === null) return true;
  run.emit({ type: 'subscriptionUpdated', id: subscription.id, trigger: next });
  return false;
}
