import type { EngineEvent } from '@quanheng/engine';
import { policyOf, type Effects } from '../model/index.js';
import type { InstanceView, Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { insideOf } from '../work/inside.js';
import type { Work } from '../work/state.js';
import { actsOf } from './effects.js';

/** Money that has gone out does not come back by going back: a second time would rest on the same signatures. */
export function againstUndoing(flow: readonly EngineEvent[], instance: InstanceView<Work>, effects: Effects): Reason[] {
  // Most steps go on.
  if (!flow.some(({ type }) => type === 'completionsForgotten')) return [];
  const { activities } = policyOf(instance.definition);
  const does = actsOf(instance.definition, effects);
  const nameOf = (key: string): string => activities.get(key)?.name ?? key;
  const target = flow.find((event) => event.type === 'returned')?.target ?? '';
  return flow.flatMap((event): Reason[] => {
    if (event.type !== 'completionsForgotten') return [];
    const done = event.slots.flatMap((slot) => insideOf(instance.definition.graph, slot)).find((key) => does.has(key));
    if (done === undefined) return [];
    const name = nameOf(done);
    return [
      reason('RETURN_REFUSED', {
        ...{ step: nameOf(target), reason: `“${name}”已经办理，不能重来` },
        steps: `“${name}”之后已办的环节`,
      }),
    ];
  });
}
