import { aroundOf } from '../controls/around.js';
import { controlsOf } from '../controls/plan.js';
import { policyOf, type Effects } from '../model/index.js';
import type { Done, InstanceView, Reason, Request, WorkEvent } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { isControlEvent } from '../work/events.js';
import { insideOf } from '../work/inside.js';
import type { Item, Work } from '../work/state.js';
import { actsOf } from './effects.js';

/** On which outcomes what was voted on, filed or shown to the public was so for good (architecture §3), and is not done over within the same matter. */
const IRREVERSIBLE: ReadonlyMap<string, readonly string[]> = new Map([
  ['collectiveDecision', ['passed', 'failed']],
  ['filing', ['passed']],
  ['publicity', ['passed']],
]);

/** Whether the control has come out in a way that stands, and still does. */
export function isIrreversible(key: string, { definition, work }: InstanceView<Work>): boolean {
  const ended = work.ended?.[key];
  if (ended === undefined || ended.voided !== undefined) return false;
  const outcomes = IRREVERSIBLE.get(controlsOf(policyOf(definition)).get(key)?.control.kind ?? '');
  return outcomes?.includes(ended.outcome) === true;
}

/**
 * Money that has gone out, or is on its way, does not come back by going back: a second time would rest on the same signatures. And nobody votes again, or files or publishes again,
 * until it comes out otherwise. What was voided since is done anew in any case.
 */
export function againstUndoing({ flow, work, before }: Done, instance: InstanceView<Work>, effects: Effects): Reason[] {
  // Most steps go on.
  if (!flow.some(({ type }) => type === 'completionsForgotten')) return [];
  const model = policyOf(instance.definition);
  const { activities } = model;
  const undone = new Set(work.flatMap(endedControl));
  const isOver = (key: string): boolean => {
    const outcomes = IRREVERSIBLE.get(controlsOf(model).get(key)?.control.kind ?? '');
    return undone.has(key) && outcomes?.includes(instance.work.ended?.[key]?.outcome ?? '') === true;
  };
  const does = actsOf(instance.definition, effects);
  const nameOf = (key: string): string => activities.get(key)?.name ?? key;
  const target = flow.find((event) => event.type === 'returned')?.target ?? '';
  const isUnderWay = (element: number): boolean => before.elements.get(element)?.work?.kind === 'job';
  return flow.flatMap((event): Reason[] => {
    // Whoever carries it out is not told in time: the money may be gone already.
    if (event.type === 'elementCancelled' && does.has(event.element) && isUnderWay(event.id)) {
      return [reason('RETURN_UNDER_WAY', { step: nameOf(target), activity: nameOf(event.element) })];
    }
    if (event.type !== 'completionsForgotten') return [];
    const done = event.slots
      .flatMap((slot) => insideOf(instance.definition.graph, slot))
      .find((key) => does.has(key) || isOver(key));
    if (done === undefined) return [];
    return [notAgain(nameOf(done), nameOf(target))];
  });
}

/** What was voted is not undone by returning work from the meeting, while it is still to be filed. */
export function againstReturningFrom(
  item: Item,
  target: string,
  { organisation, at }: Pick<Request, 'organisation' | 'at'>,
  instance: InstanceView<Work>,
): Reason[] {
  const { activities } = policyOf(instance.definition);
  const plan = controlsOf(policyOf(instance.definition)).get(item.activity);
  const done = instance.work.controls?.[item.element]?.acts;
  if (plan === undefined || done === undefined) return [];
  const around = aroundOf(instance, instance.work, organisation, at);
  if (plan.control.isDecided?.(plan, done, around) !== true) return [];
  return [notAgain(plan.activity.name, activities.get(target)?.name ?? target)];
}

function notAgain(name: string, step: string): Reason {
  return reason('RETURN_REFUSED', {
    ...{ step, reason: `“${name}”已经办理，不能重来` },
    steps: `“${name}”之后已办的环节`,
  });
}

/** A control that had ended and counted until this step. */
function endedControl(event: WorkEvent): string[] {
  return isControlEvent(event) && event.type === 'work:controlVoided' ? [event.activity] : [];
}
