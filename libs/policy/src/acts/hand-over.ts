import { partiesOf } from '../constraints/index.js';
import { disciplineOf, isDiscipline } from '../exceptions/discipline.js';
import { actingIn } from '../guard/handed-over.js';
import { hasActed } from '../guard/parts.js';
import { namesOf } from '../guard/who.js';
import type { Reason, ScopeKey } from '../ports/index.js';
import { memoryOf } from '../records/index.js';
import { reason } from '../texts/index.js';
import type { WorkDraft } from '../work/draft.js';
import { wasShown } from '../work/copies.js';
import { officeEvent } from '../work/office-events.js';
import { isSameHandOver, type Consent } from '../work/office.js';
import type { Act, Asked } from './act.js';
import { conflict } from './reactions.js';
import { actingAsSelf, trailOf } from './trail.js';

/** 组织人事部门 (domain README §0.5). */
const PERSONNEL = 'HR_ORG';

/**
 * 交接单: three natural persons each sign the same hand-over, in person and in any order; with the last one the matter is the successor's. It counts against
 * both ever after, and lifts nothing but the duty to go on in person.
 */
export const handOver: Act<'handOver'> = {
  against: (asked) => {
    const odd = [...againstPersons(asked), ...againstWitness(asked), ...againstSubstitute(asked)];
    return consentOf(asked) === null ? [...odd, notAParty(asked)] : odd;
  },
  react: (draft, asked) => {
    const { command, person, instance, request } = asked;
    const { organisation, at } = request;
    const as = consentOf(asked);
    if (instance.flow.status !== 'active')
      return conflict('本件已办结、终止或暂停，不能办理交接；暂停的请待恢复后办理。');
    const { kind: _kind, instance: _instance, ...content } = command;
    const known = (draft.work.handOvers ?? []).filter((each) => isSameHandOver(each, content));
    if (known.some(({ since }) => since !== undefined)) return conflict('该交接单已办理完毕，无须重复签字。');
    const signed = known[0]?.signed ?? [];
    if (as === null || signed.some((each) => each.person === person.person)) {
      return conflict('您已在该交接单上签字，请由其他各方签字。');
    }
    const given = [...signed, { person: person.person, as, at }];
    const needed: readonly Consent['as'][] = [command.absence === undefined ? 'from' : 'personnel', 'to', 'witness'];
    const isComplete = needed.every((each) => given.some((consent) => consent.as === each));
    const consent: Consent = { person: person.person, as, at };
    draft.emit(officeEvent({ type: 'work:handOverSigned', handOver: content, consent, isComplete }));
    const others = [command.from, command.to, command.witness].filter((each) => each !== person.person);
    const strangers = others.filter((each) => !wasShown(draft.work, each));
    if (signed.length === 0 && strangers.length > 0) {
      draft.emit({ type: 'copied', persons: strangers, by: person.person, at });
    }
    const on = { activity: instance.process, element: 0 };
    const self = actingAsSelf(person.person, organisation, at);
    const { to, document } = command;
    draft.trail.push({ ...trailOf(on, 'handOver', person, self), to, documents: [document] });
    if (isComplete) handItemsOver(draft, asked);
    return draft.reaction();
  },
};

/** What the person signs as; null: as nobody. */
function consentOf({ command, person: { person }, request }: Asked<'handOver'>): Consent['as'] | null {
  const { from, to, witness, absence } = command;
  if (person === to) return 'to';
  if (person === witness) return 'witness';
  if (absence === undefined) return person === from ? 'from' : null;
  const isPersonnel = request.organisation.roles(person, request.at).has(PERSONNEL);
  return person !== from && isPersonnel ? 'personnel' : null;
}

function notAParty({ command, request: { organisation, at } }: Asked<'handOver'>): Reason {
  const { from, to, witness, absence } = command;
  const persons = absence === undefined ? [from, to, witness] : [to, witness];
  const named = namesOf(
    persons.map((each) => `person:${each}`),
    organisation,
    at,
  );
  const office =
    absence === undefined ? '' : `、${namesOf([`role:${PERSONNEL}`], organisation, at) || '组织(人事)部门'}`;
  return reason('HAND_OVER_PARTY', { posts: named + office });
}

function againstPersons({ command, instance, request: { organisation, at } }: Asked<'handOver'>): Reason[] {
  const { from, to, witness } = command;
  const nameOf = (id: string): string => organisation.fact('person', id, at)?.data.name ?? id;
  const isDistinct = new Set([from, to, witness]).size === 3;
  const idle = [to, witness].filter((each) => !organisation.capacities(each, at).some(({ post }) => post !== null));
  return [
    ...(isDistinct && idle.length === 0
      ? []
      : [reason('HAND_OVER_PERSONS', { list: [from, to, witness].map(nameOf).join('、') })]),
    ...(hasPart(instance, from) ? [] : [reason('HAND_OVER_NO_PART', { x: nameOf(from) })]),
  ];
}

/** Here, or in another matter of the same contract, by which this one is bound. */
function hasPart(instance: Asked<'handOver'>['instance'], person: string): boolean {
  const isElsewhere = (key: ScopeKey): boolean =>
    (memoryOf(instance, key).acts ?? []).some((act) => partiesOf(act).includes(person));
  return (
    hasActed(instance, person) ||
    Object.values(instance.work.items).some(({ assignee }) => assignee === person) ||
    instance.named.some(isElsewhere)
  );
}

/** 监交: whoever leads where the work was done, the head of that department, the personnel department, or discipline inspection. */
function againstWitness({ command, instance, request: { organisation, at } }: Asked<'handOver'>): Reason[] {
  const { from, witness } = command;
  const places = instance.trail.flatMap(({ person, place }) => (person === from && place !== undefined ? [place] : []));
  const isHead = organisation.capacities(witness, at).some(({ department, keys }) => {
    const isThere = places.some(({ departments }) => departments.includes(department ?? ''));
    return isThere && keys.some((key) => /^role:[A-Z_]*HEAD$/.test(key));
  });
  const leads = places.some(({ leaders }) => leaders.includes(witness));
  const isOffice = organisation.roles(witness, at).has(PERSONNEL) || isDiscipline(witness, organisation, at);
  if (isHead || leads || isOffice) return [];
  const leaders = namesOf([...new Set(places.flatMap((each) => each.leaders))].map(keyOf), organisation, at);
  const offices = namesOf([`role:${PERSONNEL}`], organisation, at);
  const posts = [leaders, offices, disciplineOf(organisation, at)].filter((each) => each !== '').join('、');
  const x = organisation.fact('person', witness, at)?.data.name ?? witness;
  return [reason('HAND_OVER_WITNESS', { x, posts })];
}

const keyOf = (leader: string): string => (leader.startsWith('post:') ? leader : `person:${leader}`);

/** A post that was acted in, or is held, by whoever hands over; until a day to come. */
function againstSubstitute({ command, instance, request: { organisation, at } }: Asked<'handOver'>): Reason[] {
  const { substitute, from } = command;
  if (substitute === undefined) return [];
  const isTheirs =
    instance.trail.some(
      ({ person, post, onBehalfOf }) => post === substitute.post && (onBehalfOf ?? person) === from,
    ) || organisation.holdings(from, at).some(({ data }) => data.post === substitute.post);
  const isKnown = organisation.fact('post', substitute.post, at) !== undefined;
  if (isTheirs && isKnown && substitute.until > at) return [];
  return [reason('HAND_OVER_SUBSTITUTE', { x: organisation.fact('person', from, at)?.data.name ?? from })];
}

/** What was in hand, and what is offered to the person as such, goes to the successor where nothing keeps them from it; opinions that were asked of a person stay asked of them. */
function handItemsOver(draft: WorkDraft, { command: { from, to }, instance, request }: Asked<'handOver'>): void {
  const { organisation, at } = request;
  for (const [id, item] of Object.entries(draft.work.items)) {
    if (item.addition !== undefined || item.review !== undefined) continue;
    const { offers } = draft.drawn(item.activity, item.act);
    const isOfferedAnew = offers.some((key) => key === `person:${to}`) && !item.offers.includes(`person:${to}`);
    let now = id;
    if (isOfferedAnew) {
      draft.cancel(id);
      now = draft.openAgain(id, item);
    }
    if (item.assignee !== from && !(isOfferedAnew && item.assignee !== null)) continue;
    const work = { work: draft.work, process: instance.process };
    const theirs = draft.work.items[now];
    const mayAct = theirs !== undefined && actingIn(work, theirs, to, organisation, at) !== null;
    const assignee = item.assignee !== from ? item.assignee : mayAct ? to : null;
    draft.emit({ type: 'itemAssigned', item: now, assignee });
  }
}
