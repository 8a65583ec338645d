import type { GraphNode } from './graph.js';

/**
 * Which of several events catches what was thrown: one of its very code before one that catches every code (BPMN 2.0.2, §10.5.6).
 * @param code null: thrown without a code, which only an event without a code catches
 */
export function bestMatch(
  events: readonly GraphNode[],
  kind: 'error' | 'escalation',
  code: string | null,
): GraphNode | null {
  let any: GraphNode | null = null;
  for (const event of events) {
    const trigger = event.event?.trigger;
    if (trigger?.kind !== kind) continue;
    if (trigger.code === code && code !== null) return event;
    if (trigger.code === null) any ??= event;
  }
  return any;
}
