import { controlsOf } from '../controls/plan.js';
import { isFree } from '../guard/duties.js';
import { reasonsAgainst } from '../guard/item-rights.js';
import type { Known } from '../guard/known.js';
import { unreasoned } from '../guard/unreasoned.js';
import { policyOf } from '../model/index.js';
import type { Addition, Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { additionsTo } from '../work/handing.js';
import type { Item } from '../work/state.js';
import { onItem, type ItemAsked } from './act.js';
import { personAsked } from './opinions.js';
import { conflict, invalid } from './reactions.js';
import { actingAsSelf, trailOf } from './trail.js';

/** What these decide is decided by those named in the drawing, and nobody is added to them. */
const NEVER: ReadonlySet<string> = new Set(['dualSignature', 'collectiveDecision', 'publicity', 'emergency']);
/** Opinions on one item that can be open at a time. */
const MOST = 10;

/** 加签: somebody else is asked for an opinion on the item in hand. It is advice: it decides nothing, and whoever gives it has had a part. */
export const addSigner = onItem<'addSigner'>({
  against: (asked, known) => {
    const against = reasonsAgainst(asked, known);
    if (asked.acting === null) return against;
    return [...against, ...unreasoned(asked.command.reason), ...againstPlace(asked), ...againstPerson(asked, known)];
  },
  react: (draft, asked) => {
    const { command, item, person, acting, request } = asked;
    const { organisation, at } = request;
    const { person: other, item: id } = command;
    const name = organisation.fact('person', other, at)?.data.name ?? other;
    if (other === person.person) return invalid('加签须请他人提出意见，不能加签本人；请另选人员。');
    if (actingAsSelf(other, organisation, at) === null) {
      return invalid(`“${name}”不是在岗的业务人员，不能加签；请另选人员。`);
    }
    const open = additionsTo(draft.work, id);
    if (open.some((each) => personAsked(draft.work.items[each]?.offers ?? []) === other)) {
      return conflict(`已请${name}提出意见，请待其答复，或先减签。`);
    }
    if (open.length >= MOST) return conflict(`同时征求的加签意见最多${MOST}件，请待答复或减签后再加。`);
    if (item.assignee === null) draft.emit({ type: 'itemAssigned', item: id, assignee: person.person });
    const asker = organisation.fact('person', person.person, at)?.data.name ?? person.person;
    draft.openAddition(item, other, asker, additionOf(asked));
    draft.trail.push({ ...trailOf(item, 'addSign', person, acting), to: other });
    return draft.reaction();
  },
});

function additionOf({ command, item, person, acting }: ItemAsked<'addSigner'>): Addition {
  const { item: to, mode, reason: why } = command;
  const behalf = acting?.onBehalfOf ?? null;
  return {
    ...{ to, mode, by: person.person, reason: why },
    ...(behalf === null ? {} : { onBehalfOf: behalf }),
    ...(item.act === undefined ? {} : { act: item.act }),
  };
}

function againstPlace({ instance, item }: ItemAsked<'addSigner'>): Reason[] {
  const policy = policyOf(instance.definition);
  const kind = controlsOf(policy).get(item.activity)?.control.kind ?? '';
  if (!NEVER.has(kind) && item.addition === undefined) return [];
  return [reason('ADD_SIGN_NOT_HERE', { step: policy.activities.get(item.activity)?.name ?? item.activity })];
}

/** Whoever could not do the step is not asked for an opinion on it either. */
function againstPerson(asked: ItemAsked<'addSigner'>, known: Known): Reason[] {
  const { command, item, request } = asked;
  const { organisation, at } = request;
  const acting = actingAsSelf(command.person, organisation, at);
  if (acting === null) return [];
  const { act: _act, passed: _passed, ...rest } = item;
  const asAdded: Item = { ...rest, offers: [`person:${command.person}`], addition: additionOf(asked) };
  if (isFree({ ...asked, item: asAdded }, acting, known)) return [];
  const name = organisation.fact('person', command.person, at)?.data.name ?? command.person;
  return [reason('ADD_SIGN_REFUSED', { name })];
}
