import { controlsOf } from '../controls/plan.js';
import { whoCan } from '../constraints/index.js';
import { isFree } from '../guard/duties.js';
import { reasonsAgainst } from '../guard/item-rights.js';
import type { Known } from '../guard/known.js';
import { unreasoned } from '../guard/unreasoned.js';
import { policyOf } from '../model/index.js';
import type { Capacity, Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { handingEvent } from '../work/handing-events.js';
import { passersOf } from '../work/handing.js';
import { onItem, type ItemAsked } from './act.js';
import { againstPending } from './opinions.js';
import { conflict } from './reactions.js';
import { trailOf } from './trail.js';

/** Acts of these are the duty of whoever they are offered to, in person (domain §5.2). */
const NEVER: ReadonlySet<string> = new Set(['dualSignature', 'collectiveDecision', 'writtenOpinion', 'emergency']);

/** 转办: somebody of the same department to whom it is offered as well does it; it counts for both, and for whoever had passed it on before. */
export const transfer = onItem<'transferWork'>({
  against: (asked, known) => {
    const against = reasonsAgainst(asked, known);
    if (asked.acting === null) return against;
    // Whoever cannot do it has nothing to pass on, to anybody: it would count for them too.
    const scope = against.length > 0 ? [] : againstScope(asked, known);
    return [...against, ...unreasoned(asked.command.reason), ...againstPending(asked), ...scope];
  },
  react: (draft, { command: { item: id, to }, item, person, acting }) => {
    if (to === person.person) return conflict('本件已由您办理，无须转办给本人。');
    draft.emit(handingEvent({ type: 'work:itemPassed', item: id, from: person.person, to }));
    draft.emit({ type: 'itemAssigned', item: id, assignee: to });
    draft.trail.push({ ...trailOf(item, 'transfer', person, acting), to });
    return draft.reaction();
  },
});

function againstScope(asked: ItemAsked<'transferWork'>, known: Known): Reason[] {
  const { request, instance, item, command, person, acting } = asked;
  const { organisation, at } = request;
  const kind = controlsOf(policyOf(instance.definition)).get(item.activity)?.control.kind ?? '';
  if (NEVER.has(kind)) return [reason('TRANSFER_REFUSED', { scope: '无（两支笔、会议表决和书面意见由本人办理）' })];
  if (item.addition !== undefined) return [reason('TRANSFER_REFUSED', { scope: '无（加签意见由本人提出）' })];
  if (acting?.onBehalfOf !== null) return [reason('TRANSFER_REFUSED', { scope: '无（代办的事项由委托人转办）' })];
  if (command.to === person.person) return [];
  const isColleague = ({ keys, department }: Capacity): boolean =>
    department === acting.department && keys.some((key) => item.offers.includes(key) && acting.keys.includes(key));
  const canDo = (candidate: Capacity): boolean => {
    const passed = [...(item.passed ?? []), { from: person.person, to: candidate.person }];
    const alsoFor = passersOf(passed, candidate.person);
    return isColleague(candidate) && isFree(asked, { ...candidate, onBehalfOf: null, alsoFor }, known);
  };
  if (organisation.capacities(command.to, at).some(canDo)) return [];
  const others = whoCan(item.offers, organisation, at, (each) => each.person !== person.person && canDo(each));
  return [reason('TRANSFER_REFUSED', { scope: others === '' ? '目前无其他符合条件的同岗人员' : others })];
}
