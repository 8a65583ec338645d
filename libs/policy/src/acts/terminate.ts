import { againstConfirming, againstEnd, approversOf, isWithoutPower, toldOfEnd } from '../guard/ending.js';
import { namesOf } from '../guard/who.js';
import type { Reaction, Reason } from '../ports/index.js';
import { reason, titleOf } from '../texts/index.js';
import type { WorkDraft } from '../work/draft.js';
import type { Act, Asked, ItemAsked } from './act.js';
import { conflict, invalid } from './reactions.js';
import { actingAsSelf, trailOf, type TrailDraft } from './trail.js';

const OPERATOR = 'operator';
/** Element instance 0 is the process itself. */
const ROOT = 0;
type Who = Pick<Asked, 'instance' | 'person' | 'request'>;

/**
 * 终止: whoever started a matter ends it alone, as long as nothing of power was done in it. What an operator gives up in quarantine is beyond anybody's
 * asking (decision 29).
 */
export const cancel: Act<'cancelInstance'> = {
  against: (asked) => {
    const { instance, command, person, request } = asked;
    if (instance.isQuarantined === true) return notOperator(asked);
    const isOwn = instance.startedBy === `person:${person.person}`;
    const posts = namesOf(approversOf(instance, request), request.organisation, request.at);
    const alone = isOwn && isWithoutPower(instance.work) ? [] : [reason('ENDING_TWO', { posts })];
    return [...alone, ...againstEnd(instance, request, command.reason)];
  },
  react: (draft, asked) => {
    tell(draft, asked);
    draft.trail.push(onMatter(asked, 'terminate'));
    return draft.reaction();
  },
};

/** 提出终止: an operator asks, and a leader in the matter's line confirms. */
export const askTermination: Act<'askTermination'> = {
  against: (asked) => {
    const { instance, command, request } = asked;
    const nobody = approversOf(instance, request).length === 0 ? [reason('ENDING_NO_APPROVER')] : [];
    return [...notOperator(asked), ...nobody, ...againstEnd(instance, request, command.reason)];
  },
  react: (draft, asked) => {
    const { instance, person, request } = asked;
    const { status } = instance.flow;
    if (status !== 'active' && status !== 'suspended') return conflict('本件已办结或已终止。');
    if (Object.values(draft.work.items).some(({ ending }) => ending !== undefined)) {
      return conflict('本件的终止申请已经提出，正待确认。');
    }
    const before = instance.trail.filter(({ act }) => act === 'askTermination').length;
    draft.emit({
      ...{ type: 'itemOpened', item: `${ROOT}#end${before + 1}`, element: ROOT, activity: instance.process },
      ...{ name: titleOf('termination'), offers: approversOf(instance, request), form: null, due: null },
      ending: { by: person.person },
    });
    draft.trail.push(onMatter(asked, 'askTermination'));
    return draft.reaction();
  },
};

/** What else stands against answering an item that is about the end of the matter. */
export function againstDeciding({
  item,
  instance,
  person,
  acting,
  command,
  request,
}: ItemAsked<'completeWork'>): Reason[] {
  if (item.ending === undefined) return [];
  const parties = [person.person, acting?.onBehalfOf ?? null];
  const isSilent = command.outcome === 'disapprove' && (command.opinion ?? '').trim() === '';
  return [
    ...againstConfirming(item.ending.by, instance, parties, request),
    ...(isSilent ? [reason('OPINION_MISSING')] : []),
    ...(toldOfEnd(instance, request) === null ? againstEnd(instance, request, '-') : []),
  ];
}

/** The leader's answer: with a yes the matter ends, with a no it goes on. */
export function decideTermination(draft: WorkDraft, asked: ItemAsked<'completeWork'>): Reaction {
  const { command, item, person, acting } = asked;
  const { outcome, opinion = '' } = command;
  if (outcome !== 'approve' && outcome !== 'disapprove') {
    return invalid('请表明是否同意终止：“同意”（approve）、“不同意”（disapprove）。');
  }
  draft.emit({ type: 'itemCompleted', item: command.item, by: person.person, outcome });
  draft.trail.push({ ...trailOf(item, 'terminate', person, acting), outcome });
  if (outcome === 'approve') {
    tell(draft, asked);
    draft.commands.push({ type: 'cancel', ...(opinion === '' ? {} : { reason: opinion }) });
  }
  return draft.reaction();
}

function notOperator({ person, request: { organisation, at } }: Who): Reason[] {
  if (organisation.roles(person.person, at).has(OPERATOR)) return [];
  return [reason('ENDING_OPERATOR', { name: namesOf([`role:${OPERATOR}`], organisation, at) })];
}

/** Whoever supervises finds it among what is to be read. */
function tell(draft: WorkDraft, { instance, person, request }: Who): void {
  const persons = (toldOfEnd(instance, request) ?? []).filter((each) => each !== person.person);
  if (persons.length > 0) draft.emit({ type: 'copied', persons, by: person.person, at: request.at });
}

function onMatter({ instance, person, request: { organisation, at } }: Who, act: string): TrailDraft {
  const on = { activity: instance.process, element: ROOT };
  return trailOf(on, act, person, actingAsSelf(person.person, organisation, at));
}
