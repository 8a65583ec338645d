import { downstream, isWithin, type Graph } from './graph.js';
import type { Life } from './life.js';

type Regions = ReadonlyMap<string, string>;
type Lives = ReadonlyMap<number, Life>;

/** What a return may undo: the target, and what lies behind it in the concurrent region that it runs in. */
export function isUndoneBy(graph: Graph, regions: Regions, target: string): (id: string) => boolean {
  const region = regions.get(target) ?? '';
  const behind = downstream(graph, target);
  return (id) => (id === target || behind.has(id)) && isWithin(regions.get(id) ?? '', region);
}

/**
 * Whether a return from a waiting element must be accepted, as far as structure decides: the target was completed in the same scope or in one
 * around it; no call, multi-instance, event sub-process or compensation lies between; the way leads from the target to where the work waits.
 */
export function isReturnable(graph: Graph, regions: Regions, lives: Lives, from: number, target: string): boolean {
  const container = graph.nodes.get(target)?.container;
  let inner = lives.get(from);
  while (inner !== undefined) {
    const scope = lives.get(inner.parent);
    if (scope === undefined || scope.kind === 'compensation' || inner.kind === 'compensation') return false;
    const node = graph.nodes.get(scope.element);
    if (scope.kind === 'element' && (node?.opens ?? scope.element) === container) {
      const leads = isUndoneBy(graph, regions, target)(inner.element) && downstream(graph, target).has(inner.element);
      return scope.done.has(target) && leads && isOneBlock(graph, regions, lives, scope, target);
    }
    if (node === undefined || node.type === 'callActivity' || node.isEventSubProcess || !node.isActivity) return false;
    if (scope.kind === 'body' && node.loop !== 'standard') return false;
    inner = scope;
  }
  return false;
}

/**
 * Whether a return would take back the one token that went on from the target: it is still there, and none runs beside it but those of events
 * that let it go on. A drawing whose branches end by themselves or fail may have others, and so has a path that an event lets run twice: what
 * stands at the target has not gone on from it.
 */
function isOneBlock(graph: Graph, regions: Regions, lives: Lives, scope: Life, target: string): boolean {
  const region = regions.get(target) ?? '';
  const isUndone = isUndoneBy(graph, regions, target);
  const behind = downstream(graph, target);
  const isOwn = (id: string): boolean =>
    isWithin(regions.get(id) ?? '', region) &&
    !/\/(boundary|handler) /.test((regions.get(id) ?? '').slice(region.length));
  const children = [...scope.children].map((id) => lives.get(id)!.element).filter(isOwn);
  const sources = [...scope.tokens.keys()].map((flow) => graph.flows.get(flow)!.source).filter(isOwn);
  if (children.some((id) => id === target && !behind.has(id))) return false;
  const own = [...children, ...sources];
  return own.length > 0 && own.every(isUndone);
}
