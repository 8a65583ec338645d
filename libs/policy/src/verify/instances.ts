import { parseExpression, writtenInstances, type GraphNode } from '@quanheng/engine';

type MultiInstance = Extract<NonNullable<GraphNode['activity']>['loop'], { readonly kind: 'multiInstance' }>;

export function multiInstanceOf({ activity }: GraphNode): MultiInstance | null {
  const loop = activity?.loop;
  return loop?.kind === 'multiInstance' ? loop : null;
}

/** The variable that says how many inner instances there are; null: it is written, or worked out. */
export function variableOfInstances(loop: MultiInstance): string | null {
  const asked = loop.collection ?? loop.cardinality;
  if (asked === null || writtenInstances(loop) !== null) return null;
  const parsed = parseExpression(asked.source, {});
  return parsed.ok && parsed.node.kind === 'variable' ? parsed.node.name : null;
}

/** What the variable holds where there are so many: a list of items, or their number. */
export function instancesAs(loop: MultiInstance, count: number): number | readonly number[] {
  return loop.collection === null ? count : Array.from({ length: count }, (_, index) => index + 1);
}

/** Inner instances that a scenario completes. */
export function expectedInstances(loop: MultiInstance): number {
  return writtenInstances(loop) ?? 1;
}
