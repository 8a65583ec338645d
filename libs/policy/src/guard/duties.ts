import { kindOf } from '../controls/control.js';
import {
  Past,
  pastActsOf,
  type ActInQuestion,
  type ConstraintSet,
  type Release,
  type Violation,
} from '../constraints/index.js';
import { policyOf, type PolicyModel } from '../model/index.js';
import type { Ground, InstanceView, Request } from '../ports/index.js';
import { profilesOver } from '../profiles/index.js';
import { namedBy } from '../records/index.js';
import { handedOver } from '../work/office.js';
import { valueOf } from '../work/protected-data.js';
import type { Work } from '../work/state.js';
import type { Substitute } from '../exceptions/substitutes.js';
import { rulesOf } from './act-rules.js';
import type { Acting } from './acting.js';
import { interestsOf } from './interests.js';
import type { ItemQuestion } from './item-rights.js';
import type { Known } from './known.js';
import { actsElsewhere } from './records.js';
import { isReviewed, substituteFor, substituteHints } from './substitutes.js';

/** Separation, binding, recusal and the like, over everything that was done before (domain §6.2, 4 to 6). */
export function againstDuties(question: ItemQuestion, acting: Acting, known: Known): readonly Ground[] {
  const judged = judge(question, acting, known);
  if (judged === null) return [];
  const { constraints, deed, past } = judged;
  const { organisation } = question.request;
  const against: Violation[] = [];
  const isExcused = (violation: Violation): boolean => {
    if (isReviewed(violation, deed, acting, question)) return true;
    against.push(violation);
    return false;
  };
  const grounds = constraints.grounds(deed, past, organisation, isExcused);
  return grounds.length === 0 ? [] : [...grounds, ...substituteHints(against, deed, question)];
}

/** Every 替代控制 whose review would let the person do it; none: something else stands against it, or nothing does. */
export function substitutesFor(question: ItemQuestion, acting: Acting, known: Known): readonly Substitute[] {
  const judged = judge(question, acting, known);
  if (judged === null) return [];
  const violations = judged.constraints.violations(judged.deed, judged.past, question.request.organisation);
  const facts = violations.map((violation) => substituteFor(violation, judged.deed, question));
  if (facts.some((fact) => fact === undefined)) return [];
  return [...new Map(facts.flatMap((fact) => (fact === undefined ? [] : [[fact.id, fact] as const]))).values()];
}

/** An item, whoever asks. */
export type OfItem = Pick<ItemQuestion, 'request' | 'instance' | 'item'>;

/** Whether somebody could do it as that: nothing is against it, they have not recused themselves and have no interest in the supplier. */
export function isFree(question: OfItem, acting: Acting, known: Pick<Known, 'profiles'>): boolean {
  if (recusedParties(question, acting).length > 0 || interestsOf(question, acting).length > 0) return false;
  const judged = judge(question, acting, known);
  return judged === null || judged.constraints.isFree(judged.deed, judged.past, question.request.organisation);
}

/** Who of those the act would count for has an interest in that activity, as they said themselves (申请回避). */
export function recusedParties({ instance, item }: OfItem, acting: Acting): readonly string[] {
  const recused = instance.work.recused?.[item.activity];
  if (recused === undefined) return NOBODY;
  const { person, onBehalfOf, alsoFor = [] } = acting;
  return recused.filter((each) => [person, onBehalfOf, ...alsoFor].includes(each));
}

interface Judged {
  readonly constraints: ConstraintSet;
  readonly deed: ActInQuestion;
  readonly past: Past;
}
/** null: no constraint is about it. */
function judge(
  { request, instance, item }: OfItem,
  acting: Acting,
  { profiles }: Pick<Known, 'profiles'>,
): Judged | null {
  const { organisation, at, command } = request;
  const { process, definition } = instance;
  const model = policyOf(definition);
  const { activity, addition } = item;
  const act = command.kind === 'returnWork' ? 'return' : kindOf(addition?.act ?? item.act ?? 'complete');
  const over = profilesOver(activity, process, { organisation, at, profiles });
  const { drawn, constraints, lines } = rulesOf(model, over, process, activity, act);
  if (constraints.constraints.length === 0) return null;
  const { name, duties, phase, isVoteInBody, soleApproval, isPen } = drawn;
  const { person, onBehalfOf, alsoFor, post, department } = acting;
  // Field by field: made anew at every command.
  const deed: ActInQuestion = {
    process,
    activity,
    act,
    name,
    duties,
    phase,
    isVoteInBody,
    soleApproval,
    isPen,
    person,
    onBehalfOf: onBehalfOf === null ? NOBODY : [onBehalfOf],
    alsoFor,
    post: post ?? undefined,
    department: department ?? undefined,
    at,
    place: undefined,
    offers: item.offers,
    isAdvice: addition !== undefined,
    lines,
  };
  return { constraints, deed, past: pastOf(request, instance, model, activity, constraints) };
}
const NOBODY: readonly string[] = [];

function pastOf(
  request: Request<Work>,
  instance: InstanceView<Work>,
  model: PolicyModel,
  activity: string,
  constraints: ConstraintSet,
): Past {
  const { trail, process, startedBy, flow, work } = instance;
  const initiator = startedBy.startsWith(PERSON) ? startedBy.slice(PERSON.length) : null;
  const named = new Map<string, readonly string[]>();
  for (const { name, type } of model.protectedData.values()) {
    if (type === 'person') named.set(name, textsOf(valueOf(flow, name)));
  }
  const recused = work.recused?.[activity] ?? NOBODY;
  const { after } = namedBy(request);
  return new Past({
    acts: pastActsOf(trail, process, model),
    records: after.size === 0 ? undefined : actsElsewhere(instance, after),
    initiator,
    named,
    releases: releasesOf(work, constraints),
    recused,
  });
}

/** A hand-over passes on what binds somebody to go on in person. */
function releasesOf(work: Work, { constraints }: ConstraintSet): readonly Release[] {
  if (work.handOvers === undefined) return [];
  const bindings = constraints.filter(({ kind }) => kind === 'binding');
  return handedOver(work).flatMap(({ from, to, document }) =>
    bindings.map(({ id: constraint }) => ({ constraint, from, to, document })),
  );
}
const PERSON = 'person:';

/** A person's id, or several. */
function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === 'string');
}
