import type { Graph } from './graph.js';

/** Where the tokens of one scope are: on flows that wait before joins, and in active nodes. */
export interface Marking {
  readonly flows: ReadonlySet<string>;
  readonly active: readonly string[];
}

/**
 * The rule of BPMN 2.0.2 §13.4.3 word for word, by listing every path: an inclusive gateway is activated if some incoming flow has a token and
 * for each path that leads from a token to an incoming flow without one, not visiting the gateway, there is also a path from that token to an
 * incoming flow that has one, not visiting the gateway. A token in an activity stands at the beginning of every path out of it; it has to be
 * waited for also when its way leads over a boundary event, which is no sequence flow and so excuses nobody.
 */
export function mayFire(graph: Graph, gateway: string, { flows, active }: Marking): boolean {
  const { incoming } = graph.nodes.get(gateway)!;
  const marked = incoming.filter((flow) => flows.has(flow));
  const empty = incoming.filter((flow) => !flows.has(flow));
  if (marked.length === 0) return false;
  const origins = [
    ...[...flows].map((flow) => graph.flows.get(flow)!.target).filter((target) => target !== gateway),
    ...active,
  ];
  return origins.every((origin) => {
    const threatened = empty.some((flow) => pathExists(graph, origin, flow, gateway, true));
    return !threatened || marked.some((flow) => pathExists(graph, origin, flow, gateway, false));
  });
}

/** Tries every path without a repeated node, one after another: slow, and too simple to be wrong. */
function pathExists(
  graph: Graph,
  from: string,
  to: string,
  gateway: string,
  byBoundaryEvents: boolean,
  visited: readonly string[] = [],
): boolean {
  if (from === gateway || visited.includes(from)) return false;
  const { outgoing, boundaryEvents } = graph.nodes.get(from)!;
  if (outgoing.includes(to)) return true;
  const next = [...outgoing.map((flow) => graph.flows.get(flow)!.target), ...(byBoundaryEvents ? boundaryEvents : [])];
  return next.some((node) => pathExists(graph, node, to, gateway, byBoundaryEvents, [...visited, from]));
}
