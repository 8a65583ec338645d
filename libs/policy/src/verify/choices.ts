import type { Definition, Expression, Flow, GraphNode } from '@quanheng/engine';
import { isJudged, isTrue, samplesFor, truthOf, type Assignment, type Values } from './samples.js';

/** A place where the engine may find that no flow can be taken. */
export interface OpenChoice {
  readonly node: GraphNode;
  /** Data under which none can; null: the conditions say more than can be judged. */
  readonly example: Assignment | null;
}

/** Nodes that choose by conditions alone, have no default flow, and whose conditions do not provably cover all data. */
export function openChoices(definition: Definition): readonly OpenChoice[] {
  return definition.nodes.flatMap((node): readonly OpenChoice[] => {
    const { outgoing, defaultFlow } = node;
    if (outgoing.length === 0 || defaultFlow !== null) return NONE;
    const conditions: Expression[] = [];
    for (const { condition, outcome } of outgoing) {
      if (condition === null || outcome !== null) return NONE;
      conditions.push(condition);
    }
    const samples = samplesFor(conditions);
    if (samples === null) return [{ node, example: null }];
    for (const example of samples) {
      if (!conditions.some((condition) => isTrue(condition, example))) return [{ node, example }];
    }
    return [];
  });
}

const NONE: readonly never[] = [];

/** Conditions that have to hold, and that must not, for a node to go a way. */
export interface Choice {
  readonly wanted: readonly Expression[];
  readonly refused: readonly Expression[];
}

/** For an exclusive gateway to take the flow: none of those before it holds. */
export function choiceOfOne({ source, condition, key, index }: Flow): Choice {
  const isDefault = source.defaultFlow?.key === key;
  const before = source.outgoing.filter((other) => other !== source.defaultFlow && (isDefault || other.index < index));
  return {
    wanted: condition === null || isDefault ? [] : [condition],
    refused: before.flatMap((other) => (other.condition === null || other.key === key ? [] : [other.condition])),
  };
}

/** Flows of a node that takes every flow that matches, which are decided by their conditions, in their order. */
export function openFlows({ outgoing, defaultFlow, type, takesAllFlows }: GraphNode): readonly Flow[] {
  if (type === 'exclusiveGateway' || takesAllFlows) return [];
  return outgoing.filter((flow) => flow !== defaultFlow && flow.condition !== null && flow.outcome === null);
}

/** Data with which the choice is made so, and which agree with what is chosen already; null: none were found. */
export function dataFor({ wanted, refused }: Choice, chosen: Readonly<Record<string, unknown>>): Assignment | null {
  const samples = samplesFor([...refused, ...wanted]);
  for (const sample of samples ?? []) {
    if (Object.entries(sample).some(([name, value]) => name in chosen && chosen[name] !== value)) continue;
    if (!wanted.every((each) => isTrue(each, sample)) || refused.some((each) => isTrue(each, sample))) continue;
    return sample;
  }
  return null;
}

/** Whether the choice is made so with these data; false where its conditions ask for more than can be judged. */
export function isChosenWith({ wanted, refused }: Choice, values: Values): boolean {
  const isJudgedAs = (expected: boolean) => (each: Expression) => isJudged(each) && truthOf(each, values) === expected;
  return wanted.every(isJudgedAs(true)) && refused.every(isJudgedAs(false));
}

/** It chooses by conditions that ask for more than can be judged. */
export function isUnclear({ outgoing }: GraphNode): boolean {
  return outgoing.some(({ condition }) => condition !== null && !isJudged(condition));
}
