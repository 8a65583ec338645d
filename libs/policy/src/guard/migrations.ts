import { policyOf } from '../model/index.js';
import type { InstanceView, ProcessDefinition, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';

/**
 * Migrating renames what the new drawing calls otherwise, and moves nothing: a token that is put onto another activity has gone round whatever lies
 * between. A control keeps its name, because what was done in it is kept under it.
 */
export function againstMoving({ command, target }: Request<Work>, { definition }: InstanceView<Work>): Reason[] {
  if (command.kind !== 'migrateInstance' || target === undefined) return [];
  const moved = Object.entries(command.keys ?? {}).filter(([from, to]) => from !== to && !isRenamed(from, to));
  return moved.map(([from, to]) => {
    const [one, other] = [nameOf(definition, from), nameOf(target, to)];
    return reason('MIGRATION_MOVES', { from: one, to: other });
  });

  function isRenamed(from: string, to: string): boolean {
    if (target === undefined || has(target, from) || has(definition, to)) return false;
    return !isControl(definition, from) && !isControl(target, to);
  }
}

const has = ({ graph }: ProcessDefinition, key: string): boolean => graph.nodesByKey.has(key);
const activityOf = (definition: ProcessDefinition, key: string) => policyOf(definition).activities.get(key);

function isControl(definition: ProcessDefinition, key: string): boolean {
  return (activityOf(definition, key)?.control ?? null) !== null;
}

function nameOf(definition: ProcessDefinition, key: string): string {
  return activityOf(definition, key)?.name ?? key;
}
