import { policyOf } from '../model/index.js';
import type { Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { unreasoned } from './unreasoned.js';

/**
 * An operator repairs what the product or an expression got wrong, for a reason. What somebody filled in is theirs: it is corrected by two persons (勘误),
 * unless the matter stands still on an incident that nobody in it can get past.
 */
export function againstOperatorWrites({ command, instance }: Request<Work>): readonly Reason[] {
  if (command.kind !== 'setVariables' || instance === undefined) return [];
  const stuck = [...instance.flow.elements.values()].some(({ incident }) => incident !== null);
  const isOfProcess = command.scope === undefined || command.scope === 0;
  const { activities, protectedData } = policyOf(instance.definition);
  // Key elements are nobody's but their writers', whatever else is so.
  const names = stuck || !isOfProcess ? [] : Object.keys(command.variables).filter((name) => !protectedData.has(name));
  const filled = names.flatMap((name): Reason[] => {
    const record = instance.trail.find((each) => each.filled?.includes(name) === true);
    if (record === undefined) return [];
    const step = activities.get(record.activity)?.name ?? record.activity;
    return [reason('FILLED_BY_OTHERS', { field: name, step })];
  });
  return [...unreasoned(command.reason), ...filled];
}
