import { effectOf, policyOf, type Effects } from '../model/index.js';
import type { ProcessDefinition } from '../ports/index.js';

/** What completing the activities of a definition brings about, by node key. */
export type ActsOf = ReadonlyMap<string, string>;

const KNOWN = new WeakMap<Effects, WeakMap<ProcessDefinition['graph'], ActsOf>>();

/** Everything governed that a definition does, called documents included. Worked out once: it is asked at every step. */
export function actsOf({ graph, models }: ProcessDefinition, effects: Effects): ActsOf {
  let known = KNOWN.get(effects);
  if (known === undefined) KNOWN.set(effects, (known = new WeakMap<ProcessDefinition['graph'], ActsOf>()));
  let acts = known.get(graph);
  if (acts === undefined) {
    const { activities } = policyOf({ models });
    const found = [...graph.nodesByKey].flatMap(([key, { activity }]) => {
      const effect = effectOf(activities.get(key), activity?.handler, effects);
      return effect === undefined ? [] : [[key, effect] as const];
    });
    known.set(graph, (acts = new Map(found)));
  }
  return acts;
}
