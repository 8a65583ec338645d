import { resting, stepRule } from '../constraints/index.js';
import { policyOf } from '../model/index.js';
import type { Done, InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { isControlEvent } from '../work/events.js';
import type { Work } from '../work/state.js';

/**
 * What a payment was signed on stays what it is while the payment is under way: whoever carries it out reads it when they come to it, and to refuse its
 * end afterwards brings no money back.
 */
export function againstDisturbing(
  { work, before }: Done,
  { command }: Request<Work>,
  { definition, flow, work: now }: InstanceView<Work>,
): Reason[] {
  const changed = work.flatMap((event) =>
    isControlEvent(event) && event.type === 'work:controlVoided' && event.voided.why === 'content'
      ? [event.activity]
      : [],
  );
  // In another version a signature counts or not by what is drawn there: nothing is written.
  if (changed.length === 0 || command.kind === 'migrateInstance') return [];
  const model = policyOf(definition);
  const underWay = new Set(
    flow.elements
      .values()
      .flatMap(({ id, element, work: doing }) => (doing?.kind === 'job' && before.elements.has(id) ? [element] : [])),
  );
  return changed.flatMap((control) => {
    const signed = now.ended?.[control]?.element ?? -1;
    const begun = (now.approved ?? []).filter(({ approvals }) => approvals.includes(signed));
    const names = begun.flatMap(({ activity }) =>
      underWay.has(activity) ? [model.activities.get(activity)?.name ?? activity] : [],
    );
    return [...new Set(names)].map((activity) =>
      resting(reason('SIGNED_UNDER_WAY', { activity }), stepRule(model, control)),
    );
  });
}
