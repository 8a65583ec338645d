import type { PlannedControl } from '../controls/control.js';
import { controlsOf } from '../controls/plan.js';
import { policyOf } from '../model/index.js';
import type { CompleteWork, InstanceView, Principal, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Item, Work } from '../work/state.js';
import { actingAs, isDelegatedElsewhere, type Acting } from './acting.js';
import { crossDelegation } from './pens.js';
import { namesOf } from './who.js';

/** How long a proof of identity counts for a signature: five minutes. */
const FRESH = 300_000;

/** One item that a person wants to act on. */
export interface ItemQuestion {
  readonly request: Request<Work>;
  readonly instance: InstanceView<Work>;
  readonly item: Item;
  readonly person: Extract<Principal, { kind: 'person' }>;
}

/** What stands against the person's acting on the item, in the order of domain §6.2; all of it. */
export function reasonsAgainst(question: ItemQuestion): readonly Reason[] {
  const { request, item, instance, person } = question;
  const { organisation, at, command } = request;
  if (item.assignee !== null && item.assignee !== person.person) {
    const name = organisation.fact('person', item.assignee, at)?.data.name ?? item.assignee;
    const message = `本件已由${name}签收办理；如需接手，请其先退回待办。`;
    return [{ code: 'ITEM_TAKEN', message, parameters: { name } }];
  }
  const acting = actingAs(item.offers, person.person, instance.process, organisation, at);
  if (acting === null) return [notTheirs(question)];
  if (command.kind === 'releaseWork') return [];
  const plan = controlsOf(policyOf(instance.definition)).get(item.activity);
  return [
    ...authentication(question, plan),
    ...(plan === undefined ? [] : crossDelegation(question, acting, plan)),
    ...(command.kind === 'completeWork' && plan !== undefined ? answerReasons(command, question, plan) : []),
  ];
}

export function actingOn({ request, item, instance, person }: ItemQuestion): Acting | null {
  return actingAs(item.offers, person.person, instance.process, request.organisation, request.at);
}

function notTheirs({ request, item, person }: ItemQuestion): Reason {
  const { organisation, at } = request;
  const posts = namesOf(item.offers, organisation, at);
  // Taken while it was theirs to take.
  if (item.assignee === person.person) return reason('POST_NOT_HELD', { post: posts, posts });
  if (isDelegatedElsewhere(item.offers, person.person, organisation, at)) return reason('DELEGATION_INVALID');
  const who = posts === '' ? '请联系组织（人事）部门安排承办岗位。' : `请由${posts}办理。`;
  return { code: 'NOT_OFFERED', message: `本件未分配给您或您的岗位，${who}`, parameters: { posts } };
}

/** A signature asks for a proof of identity that is fresh. */
function authentication({ request, item, person }: ItemQuestion, plan: PlannedControl | undefined): Reason[] {
  const isPen = item.act !== undefined && plan?.acts.get(item.act)?.isPen === true;
  if (!isPen || request.command.kind !== 'completeWork') return [];
  return request.at - person.authenticatedAt <= FRESH ? [] : [reason('AUTH_STRENGTH')];
}

function answerReasons(command: CompleteWork, { item, instance }: ItemQuestion, plan: PlannedControl): Reason[] {
  const { outcome, opinion = '', verified = [] } = command;
  const act = item.act === undefined ? undefined : plan.acts.get(item.act);
  if (outcome === 'disapprove') {
    const reasons: Reason[] = opinion.trim() === '' ? [reason('OPINION_MISSING')] : [];
    const drawn = instance.definition.graph.nodesByKey.get(item.activity)?.outcomes ?? [];
    if (drawn.includes('failed')) return reasons;
    const message = `流程未画出“${plan.activity.name}”不同意时的去向；请使用“退回”，退到需要修改的环节。`;
    return [...reasons, { code: 'OUTCOME_NOT_DRAWN', message, parameters: { activity: plan.activity.name } }];
  }
  const unverified = (act?.verify ?? []).filter((each) => !verified.includes(each));
  return unverified.length === 0 ? [] : [reason('OPINION_MISSING')];
}
