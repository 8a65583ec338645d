import type { PastAct } from '../constraints/index.js';
import type { InstanceView } from '../ports/index.js';
import { memoryOf, type RecordKeys } from '../records/index.js';
import type { Work } from '../work/state.js';

/** What was done under the same contract, project and so on, by the kind of the record; what this matter did there is among it. */
export function actsElsewhere(instance: InstanceView<Work>, keys: RecordKeys): ReadonlyMap<string, readonly PastAct[]> {
  return new Map([...keys].map(([kind, key]) => [kind, memoryOf(instance, key).acts ?? []] as const));
}
