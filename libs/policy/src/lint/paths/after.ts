import type { NodeModel } from '@quanheng/engine';
import type { ControlFlow } from './graph.js';
import { isActivity } from './nodes.js';

/**
 * Everything that may still be begun once a node is done, when some controls are not passed on the way. Joins are taken to have what they wait
 * for; returns that the drawing permits (`qh:returns`, `qh:returnTo`) are steps too.
 */
export function begunAfter(flow: ControlFlow, from: string, without: ReadonlySet<string>): ReadonlySet<string> {
  return walk(flow, flow.exit(from), without, new Returns(flow));
}

/** The same from the beginning of a node on, and without returns. */
export function begunFrom(flow: ControlFlow, from: string, without: ReadonlySet<string>): ReadonlySet<string> {
  return walk(flow, flow.entry(from), without, null);
}

/** Whether one may come from the beginning of a node to another before any of `short` is begun. */
export function comesTo(flow: ControlFlow, from: string, to: string, short: ReadonlySet<string>): boolean {
  const seen = new Set([flow.entry(from)]);
  for (const at of seen) {
    const point = at === undefined ? undefined : flow.points[at];
    if (point === undefined || (point.isEntry && short.has(point.node))) continue;
    if (point.isEntry && point.node === to) return true;
    for (const next of [...point.groups.flat(), ...point.passing.flat(), ...point.failing.flat(), ...point.aside])
      if (next.to >= 0) seen.add(next.to);
  }
  return false;
}

function walk(
  flow: ControlFlow,
  start: number | undefined,
  without: ReadonlySet<string>,
  returns: Returns | null,
): ReadonlySet<string> {
  const begun = new Set<string>();
  if (start === undefined) return begun;
  const seen = new Set([start]);
  for (const at of seen) {
    const point = flow.points[at];
    if (point === undefined) continue;
    const node = flow.nodes.get(point.node);
    if (point.isEntry && node !== undefined) {
      begun.add(point.node);
      for (const target of returns?.from(node) ?? []) seen.add(target);
    }
    const open = point.isEntry && without.has(point.node) ? point.failing : point.passing;
    for (const { to } of [...point.groups.flat(), ...open.flat(), ...point.aside]) if (to >= 0) seen.add(to);
  }
  return begun;
}

/** Where work can be returned to. With `all`, what leads to a user task is walked through once, however many user tasks there are. */
class Returns {
  private readonly walked = new Set<number>();
  private reversed: number[][] | null = null;

  constructor(private readonly flow: ControlFlow) {}

  from(node: NodeModel): number[] {
    const { returns = 'all' } = this.flow.process;
    if (node.type !== 'userTask' || !isActivity(node) || returns === 'none') return [];
    if (returns === 'listed') return node.returnTo.flatMap((id) => this.flow.entry(id) ?? []);
    return this.upstream(this.flow.entry(node.id));
  }

  /** Entries of activities that lead here and were not given before. */
  private upstream(start: number | undefined): number[] {
    if (start === undefined) return [];
    const sources = (this.reversed ??= reverse(this.flow));
    const found: number[] = [];
    const queue = [start];
    for (const at of queue) {
      for (const source of sources[at] ?? []) {
        if (this.walked.has(source)) continue;
        this.walked.add(source);
        queue.push(source);
        const point = this.flow.points[source];
        const node = this.flow.nodes.get(point?.node ?? '');
        if (point?.isEntry === true && node !== undefined && isActivity(node)) found.push(source);
      }
    }
    return found;
  }
}

function reverse({ points }: ControlFlow): number[][] {
  const sources: number[][] = points.map(() => []);
  for (const [at, { groups, passing, aside }] of points.entries()) {
    for (const { to } of [...groups.flat(), ...passing.flat(), ...aside]) sources[to]?.push(at);
  }
  return sources;
}
