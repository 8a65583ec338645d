import type { Definition, Flow, GraphNode } from '@quanheng/engine';
import { isJudged, isTrue, samplesFor, truthOf, type Assignment, type Values } from './samples.js';

/** A place where the engine may find that no flow can be taken. */
export interface OpenChoice {
  readonly node: GraphNode;
  /** Data under which none can; null: the conditions say more than can be judged. */
  readonly example: Assignment | null;
}

/** Nodes that choose by conditions alone, have no default flow, and whose conditions do not provably cover all data. */
export function openChoices(definition: Definition): readonly OpenChoice[] {
  return definition.nodes.flatMap((node): OpenChoice[] => {
    const { outgoing, defaultFlow } = node;
    if (outgoing.length === 0 || defaultFlow !== null) return [];
    const conditions = outgoing.flatMap(({ condition, outcome }) => {
      return condition === null || outcome !== null ? [] : [condition];
    });
    if (conditions.length < outgoing.length) return [];
    const samples = samplesFor(conditions);
    if (samples === null) return [{ node, example: null }];
    for (const example of samples) {
      if (!conditions.some((condition) => isTrue(condition, example))) return [{ node, example }];
    }
    return [];
  });
}

/** Data with which an exclusive gateway takes the flow, and which agree with what is chosen already; null: none were found. */
export function dataFor({ source, condition, ...flow }: Flow, chosen: Values): Assignment | null {
  const earlier = source.outgoing
    .filter((other) => other.condition !== null && other !== source.defaultFlow)
    .filter((other) => source.defaultFlow?.key === flow.key || other.index < flow.index);
  const refused = earlier.flatMap((other) =>
    other.condition === null || other.key === flow.key ? [] : [other.condition],
  );
  const wanted = condition === null || source.defaultFlow?.key === flow.key ? [] : [condition];
  const samples = samplesFor([...refused, ...wanted]);
  for (const sample of samples ?? []) {
    if (Object.entries(sample).some(([name, value]) => name in chosen && chosen[name] !== value)) continue;
    if (!wanted.every((each) => isTrue(each, sample)) || refused.some((each) => isTrue(each, sample))) continue;
    return sample;
  }
  return null;
}

/** Whether an exclusive gateway takes the flow with these data; false where its conditions ask for more than can be judged. */
export function isTakenWith({ source, condition, key, index }: Flow, values: Values): boolean {
  if (condition !== null && !isJudged(condition)) return false;
  const isDefault = source.defaultFlow?.key === key;
  if (!isDefault && (condition === null || !isTrue(condition, values))) return false;
  return source.outgoing.every((other) => {
    if (other.condition === null || other.key === key || other === source.defaultFlow) return true;
    if (!isDefault && other.index > index) return true;
    return isJudged(other.condition) && truthOf(other.condition, values) === false;
  });
}

/** It chooses by conditions that ask for more than can be judged. */
export function isUnclear({ outgoing }: GraphNode): boolean {
  return outgoing.some(({ condition }) => condition !== null && !isJudged(condition));
}
