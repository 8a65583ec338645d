import { stateToJson, type FeelEnv } from '@quanheng/engine';
import { policyOf, type Work } from '@quanheng/policy';
import type { Snapshot } from '../door/snapshot.js';
import type { CompleteWork } from '../ports/index.js';
import { visibleVariables } from '../visible-variables.js';
import { formOf } from './deployed.js';
import { formFaults, type FormFault } from './faults.js';

/** What is wrong with what a step was completed with, by the form of the step; nothing where it has none of its own. */
export function faultsOf(
  { item: id, variables = {} }: Pick<CompleteWork, 'item' | 'variables'>,
  { definition, flow, work }: Pick<Snapshot, 'definition' | 'flow' | 'work'>,
  env: FeelEnv,
): readonly FormFault[] {
  const item = (work as Work).items[id];
  if (item === undefined || isAnswer(id, item)) return [];
  const { activity, element } = item;
  const reference = policyOf(definition).activities.get(activity)?.form ?? null;
  const form = reference === null ? null : formOf(definition, activity, reference);
  if (form === null) return [];
  const before = visibleVariables(stateToJson(flow), definition.graph, element) ?? {};
  return formFaults(form, variables, before, env);
}

/** Acts of a control, reviews, opinions: they are answered, and what was filled in before is not filled in there. */
function isAnswer(id: string, { ending, review, addition }: Work['items'][string]): boolean {
  return id.includes('#') || ending !== undefined || review !== undefined || addition !== undefined;
}
