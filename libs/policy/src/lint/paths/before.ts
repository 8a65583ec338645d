import type { ControlFlow } from './graph.js';
import { isActivity } from './nodes.js';

/**
 * Every node after whose completion another may still be begun, when some controls are not passed on the way: `begunAfter` asked backwards, for all
 * nodes at once, with joins and returns taken in the same way.
 */
export function leadingTo(flow: ControlFlow, to: string, without: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const target = flow.entry(to);
  if (target === undefined) return found;
  const sources = sourcesOf(flow, without);
  const returning = new Returning(flow);
  const seen = new Set([target]);
  for (const at of seen) {
    const point = flow.points[at];
    if (point === undefined) continue;
    if (!point.isEntry) found.add(point.node);
    else for (const source of returning.to(at)) seen.add(source);
    for (const source of sources[at] ?? []) seen.add(source);
  }
  return found;
}

function sourcesOf({ points }: ControlFlow, without: ReadonlySet<string>): number[][] {
  const sources: number[][] = points.map(() => []);
  for (const [at, { node, isEntry, groups, passing, failing, aside }] of points.entries()) {
    const onward = isEntry && without.has(node) ? failing : passing;
    for (const { to } of [...groups.flat(), ...onward.flat(), ...aside]) sources[to]?.push(at);
  }
  return sources;
}

/** From where work can be returned to an activity. With `all`, what an activity leads to is walked through once. */
class Returning {
  private readonly walked = new Set<number>();
  private readonly listed = new Map<string, number[]>();

  constructor(private readonly flow: ControlFlow) {
    if (flow.process.returns !== 'listed') return;
    for (const node of flow.nodes.values()) {
      const entry = flow.entry(node.id);
      if (!isActivity(node) || entry === undefined) continue;
      for (const target of node.returnTo) this.listed.set(target, [...(this.listed.get(target) ?? []), entry]);
    }
  }

  to(at: number): readonly number[] {
    const { returns = 'all' } = this.flow.process;
    const node = this.flow.nodes.get(this.flow.points[at]?.node ?? '');
    if (returns === 'none' || node === undefined || !isActivity(node)) return [];
    return returns === 'listed' ? (this.listed.get(node.id) ?? []) : this.userTasksAfter(at);
  }

  private userTasksAfter(start: number): number[] {
    const found: number[] = [];
    const queue = [start];
    for (const at of queue) {
      const point = this.flow.points[at];
      if (point === undefined) continue;
      for (const { to } of [...point.groups.flat(), ...point.passing.flat(), ...point.aside]) {
        if (this.walked.has(to)) continue;
        this.walked.add(to);
        queue.push(to);
        const next = this.flow.points[to];
        if (next?.isEntry === true && this.flow.nodes.get(next.node)?.type === 'userTask') found.push(to);
      }
    }
    return found;
  }
}
