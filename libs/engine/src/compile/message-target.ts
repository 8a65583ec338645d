import type { GraphNode } from './graph.js';

/** Ids are NCNames, in which it cannot stand. */
const BETWEEN = '/';

/** Where a message flow leads: to whoever awaits the message in a process, or to one element of it. Holds across documents and versions. */
export function addressOf(process: string, element?: string): string {
  return element === undefined ? process : process + BETWEEN + element;
}

/**
 * Whether the drawing leads a message to what awaits it (BPMN 2.0.2 §9.3). Without a flow it goes to whoever awaits its name.
 * @param targets addresses
 * @param process whose instance awaits it: that of the receiver, or one that calls it
 */
export function leadsTo(targets: readonly string[], receiver: GraphNode, process: { readonly id: string }): boolean {
  if (targets.length === 0 || targets.includes(process.id)) return true;
  const own = processOf(receiver).id;
  return targets.includes(own) || targets.includes(addressOf(own, receiver.id));
}

/** Whether `leadsTo` can be true of an element with that key, in whatever process: it decides nothing, and needs no graph. */
export function mayLeadTo(targets: readonly string[], key: string): boolean {
  const ending = BETWEEN + key.slice(key.lastIndexOf(':') + 1);
  return targets.length === 0 || targets.some((target) => !target.includes(BETWEEN) || target.endsWith(ending));
}

/** The process that an element is drawn in: of a called process, not of its caller. */
export function processOf(node: GraphNode): GraphNode {
  let process = node;
  while (process.parent !== null) process = process.parent;
  return process;
}
