import type { Life } from './life.js';
import { downstream, isWithin, type Graph } from './graph.js';

/** What a return may undo: the target, and what lies behind it in the concurrent region that it runs in. */
export function isUndoneBy(
  graph: Graph,
  regions: ReadonlyMap<string, string>,
  target: string,
): (id: string) => boolean {
  const region = regions.get(target) ?? '';
  const behind = downstream(graph, target);
  return (id) => (id === target || behind.has(id)) && isWithin(regions.get(id) ?? '', region);
}

/**
 * Whether a return from a waiting element must be accepted, as far as structure decides: the target was completed in the same scope or in one
 * around it, no call, multi-instance, event sub-process or compensation lies between, and the way leads from the target to where the work waits.
 */
export function isReturnable(
  graph: Graph,
  regions: ReadonlyMap<string, string>,
  lives: ReadonlyMap<number, Life>,
  from: number,
  target: string,
): boolean {
  const container = graph.nodes.get(target)?.container;
  let inner = lives.get(from);
  while (inner !== undefined) {
    const scope = lives.get(inner.parent);
    if (scope === undefined) return false;
    const node = graph.nodes.get(scope.element);
    if (scope.kind === 'compensation' || inner.kind === 'compensation') return false;
    if (scope.kind === 'element' && (node?.opens ?? scope.element) === container) {
      const isUndone = isUndoneBy(graph, regions, target);
      const leads = downstream(graph, target).has(inner.element);
      return (
        scope.done.has(target) && leads && isUndone(inner.element) && holdsToken(graph, regions, lives, scope, target)
      );
    }
    if (
      scope.kind === 'body'
        ? node?.loop !== 'standard'
        : node === undefined || node.type === 'callActivity' || node.isEventSubProcess
    )
      return false;
    inner = scope;
  }
  return false;
}

/** Whether a return would take back the token that went on from the target, and not only those of events that let it go on. */
function holdsToken(
  graph: Graph,
  regions: ReadonlyMap<string, string>,
  lives: ReadonlyMap<number, Life>,
  scope: Life,
  target: string,
): boolean {
  const places = [
    ...[...scope.children].map((id) => lives.get(id)!.element),
    ...[...scope.tokens.keys()].map((flow) => graph.flows.get(flow)!.source),
  ];
  const inner = (id: string): string => (regions.get(id) ?? '').slice((regions.get(target) ?? '').length);
  return places.filter(isUndoneBy(graph, regions, target)).some((id) => !inner(id).includes('/boundary'));
}
