import type { Definition, ElementInstance, GraphNode, InstanceState } from '@quanheng/engine';

/** The occurrence that an element instance is, as `Place.path` tells it. */
export function pathOf(definition: Definition, state: InstanceState, instance: ElementInstance): readonly string[] {
  const parent = state.elements.get(instance.parent);
  if (parent === undefined) return [];
  const node = definition.nodesByKey.get(instance.element)!;
  if (instance.loopCounter === 0) return innerPathOf(definition, state, parent);
  const path = pathOf(definition, state, parent);
  return node.container === null ? path : [...path, `${node.key}#${copyOf(node, instance.loopCounter)}`];
}

/** The path of what is inside the element instance. */
export function innerPathOf(
  definition: Definition,
  state: InstanceState,
  instance: ElementInstance,
): readonly string[] {
  const path = pathOf(definition, state, instance);
  const { type } = definition.nodesByKey.get(instance.element)!;
  const isPlainCall = type === 'callActivity' && instance.loopCounter === 0 && instance.loop === null;
  return isPlainCall ? [...path, instance.element] : path;
}

/** The number of the copy that an inner instance is; one round after another is the same. */
export function copyOf(node: GraphNode, counter: number): number {
  const loop = node.activity?.loop;
  return loop?.kind === 'multiInstance' && !loop.isSequential ? counter : 1;
}

export function samePath(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index]);
}
