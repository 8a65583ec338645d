import { aroundOf as aroundIn } from '../controls/around.js';
import { actOf, isDrawn, type ActPlan, type Around, type PlannedControl } from '../controls/control.js';
import { controlsOf } from '../controls/plan.js';
import { allResting, stepRule } from '../constraints/index.js';
import { policyOf } from '../model/index.js';
import type { CompleteWork, Ground, InstanceView, Principal, Reason, Request, Unworded } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Answer, Item, Work } from '../work/state.js';
import { isDelegatedElsewhere, type Acting } from './acting.js';
import { againstData } from './data-rules.js';
import { againstDuties } from './duties.js';
import { againstInterests } from './interests.js';
import { againstRecused, othersFor } from './recusals.js';
import { againstReviewing } from './reviewing.js';
import type { Known } from './known.js';
import { crossDelegation } from './pens.js';
import { vacancy } from './vacancies.js';
import { namesOf } from './who.js';

/** How long a proof of identity counts for a signature: five minutes. */
const FRESH = 300_000;

/** One item that a person wants to act on. */
export interface ItemQuestion {
  readonly request: Request<Work>;
  readonly instance: InstanceView<Work>;
  readonly item: Item;
  readonly person: Extract<Principal, { kind: 'person' }>;
  /** As what the person acts; null: as nothing. */
  readonly acting: Acting | null;
}

/** What stands against the person's acting on the item, in the order of domain §6.2; all of it. */
export function reasonsAgainst(question: ItemQuestion, known: Known): readonly Ground[] {
  const { request, item, instance, acting } = question;
  const { command } = request;
  const taken = takenByOther(question);
  // Whoever it is not offered to is told nothing of the matter.
  if (acting === null) return taken.length > 0 ? taken : [notTheirs(question)];
  if (command.kind === 'releaseWork') return taken;
  const interests = (act?: ActPlan): readonly Ground[] =>
    againstInterests(question, acting, act, () => othersFor(question, known));
  if (item.review !== undefined) {
    return [...taken, ...interests(), ...againstReviewing(question, item.review, acting)];
  }
  const plan = controlsOf(policyOf(instance.definition)).get(item.activity);
  const act =
    plan === undefined || item.act === undefined ? undefined : actOf(plan, item.act, () => aroundOf(question));
  return [
    ...taken,
    ...authentication(question, act),
    ...againstDelegate(question, acting, act),
    ...(plan === undefined ? [] : crossDelegation(question, acting, plan)),
    ...againstRecused(question, acting, known),
    ...interests(act),
    ...againstDuties(question, acting, known),
    ...againstData(question),
    ...(command.kind === 'completeWork' && plan !== undefined
      ? answerReasons(command, question, acting, plan, act)
      : []),
  ];
}

function takenByOther({ request, item, person }: ItemQuestion): Reason[] {
  const { assignee } = item;
  if (assignee === null || assignee === person.person) return [];
  const name = request.organisation.fact('person', assignee, request.at)?.data.name ?? assignee;
  return [reason('ITEM_TAKEN', { name })];
}

function notTheirs({ request, item, person }: ItemQuestion): Ground {
  const { organisation, at } = request;
  const { offers } = item;
  // Taken while it was theirs to take.
  if (item.assignee === person.person) {
    return naming('POST_NOT_HELD', (posts) => reason('POST_NOT_HELD', { post: posts, posts }), offers, request);
  }
  if (isDelegatedElsewhere(offers, person.person, organisation, at)) return reason('DELEGATION_INVALID');
  const vacant = vacancy(offers, organisation, at);
  if (vacant !== null) return vacant;
  return naming('NOT_OFFERED', (posts) => reason('NOT_OFFERED', { posts }), offers, request);
}

function naming(
  code: string,
  word: (posts: string) => Reason,
  offers: readonly string[],
  { organisation, at }: Request<Work>,
): Unworded {
  return { code, word: () => word(namesOf(offers, organisation, at)) };
}

/** What is done in person no delegate does; whoever was asked for an opinion gives their own. */
function againstDelegate(
  { request: { organisation, at }, item }: ItemQuestion,
  { onBehalfOf }: Acting,
  act: ActPlan | undefined,
): Reason[] {
  if (onBehalfOf === null) return [];
  if (item.addition !== undefined) {
    return [reason('OPINION_IN_PERSON', { name: namesOf(item.offers, organisation, at) })];
  }
  const isInPerson = act?.person !== undefined || act?.isInPerson === true;
  return isInPerson ? [reason('IN_PERSON', { title: act.title })] : [];
}

/** A signature asks for a proof of identity that is fresh. */
function authentication({ request, person }: ItemQuestion, act: ActPlan | undefined): Reason[] {
  if (act?.isPen !== true || request.command.kind !== 'completeWork') return [];
  return request.at - person.authenticatedAt <= FRESH ? [] : [reason('AUTH_STRENGTH')];
}

function answerReasons(
  command: CompleteWork,
  question: ItemQuestion,
  acting: Acting,
  plan: PlannedControl,
  act: ActPlan | undefined,
): Reason[] {
  const { item, instance } = question;
  const { outcome, opinion = '', verified = [] } = command;
  const answer = act?.answers.find((each) => each === outcome);
  // What is no answer is malformed, not forbidden: the reaction says so.
  if (act === undefined || answer === undefined) return [];
  const against = againstAct(question, acting, plan, act, answer);
  if (answer === 'approve') {
    if (act.isReasoned === true && opinion.trim() === '') return [...against, reason('OPINION_MISSING')];
    return act.verify.every((each) => verified.includes(each)) ? [...against] : [...against, reason('OPINION_MISSING')];
  }
  const reasons = opinion.trim() === '' && act.isVote !== true ? [...against, reason('OPINION_MISSING')] : [...against];
  const drawn = instance.definition.graph.nodesByKey.get(item.activity)?.outcomes ?? [];
  const leads = answer === 'recuse' || isDrawn('failed', drawn, plan.control);
  // A drawing that says nothing about a no has no place to go on one.
  return leads ? reasons : [...reasons, reason('OUTCOME_NOT_DRAWN', { activity: plan.activity.name })];
}

function againstAct(
  question: ItemQuestion,
  acting: Acting,
  plan: PlannedControl,
  { name }: ActPlan,
  answer: Answer,
): readonly Reason[] {
  const { control } = plan;
  if (control.against === undefined) return [];
  const { instance, item } = question;
  const done = instance.work.controls?.[item.element]?.acts ?? {};
  const against = control.against(plan, name, answer, done, aroundOf(question), acting);
  return allResting(against, () => stepRule(policyOf(instance.definition), item.activity, name));
}

function aroundOf({ request: { organisation, at }, instance }: ItemQuestion): Around {
  return aroundIn(instance, instance.work, organisation, at);
}
