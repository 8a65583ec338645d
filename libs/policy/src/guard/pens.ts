import type { PlannedControl } from '../controls/control.js';
import { resting, stepRule } from '../constraints/index.js';
import { policyOf } from '../model/index.js';
import type { Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { assignsIn } from '../work/offers.js';
import type { Acting } from './acting.js';
import { isOfOneOf } from './delegations.js';
import type { ItemQuestion } from './item-rights.js';

/**
 * Neither pen is held by the other side in somebody's name (domain §2.c, fifth invariant of the two pens): who signs for another works in none of the
 * departments that the other pen belongs to.
 */
export function crossDelegation(
  { request, instance, item }: ItemQuestion,
  acting: Acting,
  plan: PlannedControl,
): Reason[] {
  if (acting.onBehalfOf === null || item.act === undefined || plan.acts.get(item.act)?.isPen !== true) return [];
  const { organisation, at } = request;
  const own = new Set(organisation.capacities(acting.person, at).map(({ department }) => department));
  const isCrossed = [...plan.acts.values()].some(({ name, isPen, assigns }) => {
    if (!isPen || name === item.act) return false;
    const done = instance.work.controls?.[item.element]?.acts[name];
    if (done !== undefined) return own.has(done.department);
    return isOfOneOf(assignsIn(assigns, instance, organisation, at), own, organisation, at);
  });
  if (!isCrossed) return [];
  const model = policyOf(instance.definition);
  return [resting(reason('DUAL_CROSS_DELEGATE'), stepRule(model, item.activity, item.act))];
}
