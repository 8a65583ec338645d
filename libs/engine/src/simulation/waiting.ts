import type { GraphNode } from '../compile/graph.js';
import { ROOT, type ElementInstance } from '../state/state.js';
import type { Instance } from './instance.js';

/** An element instance that waits for something outside, or stands still with an incident. */
export interface WaitingElement {
  readonly node: GraphNode;
  readonly element: ElementInstance;
}

/**
 * What an instance waits for, oldest first: work, messages and other events, incidents. Boundary events and event sub-processes that
 * merely listen are not counted; of an event-based gateway the gateway is, not its events.
 */
export function waitingElements(instance: Instance): WaitingElement[] {
  const waiting: WaitingElement[] = [];
  for (const element of instance.state.elements.values()) {
    const node = instance.nodeOf(element);
    if (element.work !== null || element.incident !== null || waitsForEvent(instance, element, node)) {
      waiting.push({ node, element });
    }
  }
  return waiting;
}

/** Ids of what an instance waits for; when nothing outside could move it, of the joins at which its tokens are stuck. */
export function waitingIds(instance: Instance): readonly string[] {
  if (!instance.isActive) return [];
  const waiting = waitingElements(instance).map(({ node }) => node.id);
  return waiting.length > 0 ? waiting : stuckJoins(instance);
}

/** From 1: of the inner instance that the element is, else of the innermost one that it lies in. 0 outside of loops. */
export function loopCounterOf(instance: Pick<Instance, 'state'>, element: ElementInstance): number {
  let at: ElementInstance | undefined = element;
  while (at !== undefined && at.loopCounter === 0 && at.id !== ROOT) at = instance.state.elements.get(at.parent);
  return at?.loopCounter ?? 0;
}

/** Why an element instance waits, for people: "task A (work)". */
export function describeWaiting(instance: Instance, { node, element }: WaitingElement): string {
  const counter = loopCounterOf(instance, element);
  return `${node.id}${counter === 0 ? '' : ` (loopCounter ${counter})`}, which waits for ${reason(instance, element)}`;
}

function reason(instance: Instance, element: ElementInstance): string {
  if (element.incident !== null) return `its incident to be resolved: ${element.incident.message}`;
  if (element.work !== null) return 'its work to be done';
  const awaited = element.subscriptions.map((id) => {
    const trigger = instance.state.subscriptions.get(id)?.trigger;
    if (trigger === undefined) return 'an event';
    return trigger.kind === 'message' || trigger.kind === 'signal'
      ? `${trigger.kind} "${trigger.name}"`
      : `a ${trigger.kind}`;
  });
  return awaited.length === 0 ? 'an event that the drawing does not describe' : awaited.join(' or ');
}

function waitsForEvent(instance: Instance, element: ElementInstance, node: GraphNode): boolean {
  // Also when the drawing does not say for what, and there is nothing to subscribe to: a timer without a time waits for good.
  if (node.type === 'eventBasedGateway' || node.type === 'intermediateCatchEvent') return true;
  return element.subscriptions.some((id) => instance.state.subscriptions.get(id)?.element === element.element);
}

function stuckJoins(instance: Instance): readonly string[] {
  const joins: string[] = [];
  for (const scope of instance.state.elements.values()) {
    const targets = new Set<string>();
    for (const key of scope.tokens?.keys() ?? []) {
      const target = instance.flowTarget(key);
      if (target !== undefined) targets.add(target.id);
    }
    joins.push(...targets);
  }
  return joins;
}
