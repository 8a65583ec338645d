import type { EngineEvent } from '@quanheng/engine';
import { resting } from '../constraints/index.js';
import { controlsOf } from '../controls/plan.js';
import { isJoint, NEEDS_TWO, policyOf, type Effects, type PolicyModel } from '../model/index.js';
import type { InstanceView, Reason, Request } from '../ports/index.js';
import { profilesOver, type Profile } from '../profiles/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { offersFor } from '../work/offers.js';
import { actsOf } from './effects.js';
import { notGoverned } from './governed.js';
import { againstOpenElements, againstUnsignedElements } from './key-elements.js';
import { jointRule, voidedRule } from './joint-rule.js';
import type { Known } from './known.js';
import { notPassed, passedControls, type Passed } from './required-steps.js';
import { namesOf } from './who.js';

/** An activity that does something governed, and whether it is doing it from now on: what a job did is done when it is told. */
export interface ControlledAct {
  readonly key: string;
  readonly name: string;
  readonly effect: string;
  readonly isBeginning: boolean;
}

/**
 * Acts are recognised by what they do, never by how they are drawn. Each is done under a profile that governs it, after the controls that the profile
 * wants before it, on key elements that they have signed, as long as every control that ended before still counts; and money goes out on two pens or a
 * resolution only.
 */
export function againstControlledActs(
  flow: readonly EngineEvent[],
  request: Request<Work>,
  instance: InstanceView<Work>,
  known: Known,
): readonly Reason[] {
  const acts = actsIn(flow, instance, known.effectOf);
  if (acts.length === 0) return [];
  const bindings = { organisation: request.organisation, at: request.at, profiles: known.profiles };
  const passed = passedControls(instance);
  const isChanged = isAnyVoided(instance.work);
  const reasons = acts.flatMap((act): readonly Reason[] => {
    const profiles = profilesOver(act.key, instance.process, bindings);
    const ungoverned = act.isBeginning ? notGoverned(act, profiles, instance.process, bindings) : [];
    if (isChanged) return [...ungoverned, resting(reason('DUAL_CONTENT_CHANGED'), voidedRule(instance))];
    if (isOrdered(passed, profiles)) {
      if (!act.isBeginning) return [];
      return [...ungoverned, ...againstOpenElements(act, profiles, passed, instance)];
    }
    const isUnsigned = NEEDS_TWO.has(act.effect) && !hasTwo(passed);
    const unsigned = isUnsigned ? [withoutTwo(act, profiles, request, instance)] : [];
    if (!act.isBeginning) return unsigned;
    const lacking = [...unsigned, ...notPassed(act, profiles, passed, { isUnsigned })];
    return [
      ...ungoverned,
      ...lacking,
      // What nobody has signed at all has been said.
      ...(lacking.length > 0 ? [] : againstUnsignedElements(act, profiles, passed, instance)),
    ];
  });
  if (reasons.length === 0) return reasons;
  // Several acts of one step lack the same thing.
  return [...new Map(reasons.map((each) => [each.message, each])).values()];
}

function withoutTwo(
  act: ControlledAct,
  profiles: readonly Profile[],
  request: Request<Work>,
  instance: InstanceView<Work>,
): Reason {
  const office = missing(request, instance);
  return resting(reason('DUAL_MISSING', { office }), jointRule(act, profiles, instance));
}

function actsIn(flow: readonly EngineEvent[], { definition }: InstanceView<Work>, effects: Effects): ControlledAct[] {
  const does = actsOf(definition, effects);
  if (does.size === 0) return [];
  return flow.flatMap((event): ControlledAct[] => {
    if (event.type !== 'elementActivated' && event.type !== 'elementCompleted') return [];
    const effect = does.get(event.element);
    if (effect === undefined) return [];
    const activity = policyOf(definition).activities.get(event.element);
    const isByHand = activity?.type === 'userTask' || activity?.type === 'manualTask';
    const isBeginning = event.type === 'elementActivated' || isByHand;
    return [{ key: event.element, name: activity?.name ?? event.element, effect, isBeginning }];
  });
}

/**
 * The name of a payment by which money has gone out since the activity was signed: a person has paid, or a job that pays has begun. Where people pay, it is they who let
 * it go out, and what lies before them has not; where only jobs do, the first that begins counts for good.
 */
export function paidSince(
  signed: string,
  { definition, work, trail }: InstanceView<Work>,
  effects: Effects,
): string | undefined {
  const does = actsOf(definition, effects);
  const { activities } = policyOf(definition);
  const begun = (work.powerUsed ?? []).filter((key) => NEEDS_TWO.has(does.get(key) ?? ''));
  const byHand = new Set(begun.filter((key) => activities.get(key)?.type === 'userTask'));
  const since = trail.findLastIndex(({ activity, act }) => activity === signed && act !== 'claim');
  const paid =
    byHand.size === 0
      ? begun[0]
      : trail.slice(since + 1).find(({ activity, act }) => byHand.has(activity) && act === 'complete')?.activity;
  return paid === undefined ? undefined : (activities.get(paid)?.name ?? paid);
}

/** Whether money has gone out: a person has paid, or a job that pays has begun. */
export function madePayment({ definition, work, trail }: InstanceView<Work>, effects: Effects): boolean {
  const does = actsOf(definition, effects);
  const { activities } = policyOf(definition);
  return (work.powerUsed ?? []).some((key) => {
    if (!NEEDS_TWO.has(does.get(key) ?? '')) return false;
    if (activities.get(key)?.type !== 'userTask') return true;
    return work.ended?.[key] !== undefined || trail.some(({ activity, act }) => activity === key && act === 'complete');
  });
}

/** 应急处置: two leaders have signed that it cannot wait, and every profile over the act knows of such cases. */
function isOrdered(passed: Passed, profiles: readonly Profile[]): boolean {
  if (profiles.length === 0 || profiles.some(({ emergency }) => emergency === null)) return false;
  return passed.some(({ control }) => control?.kind === 'emergency');
}

function hasTwo(passed: Passed): boolean {
  return passed.some(({ control }) => isJoint(control?.kind));
}

function isAnyVoided({ ended = {} }: Work): boolean {
  for (const key in ended) if (ended[key]?.voided !== undefined) return true;
  return false;
}

/** Whose signature the matter lacks: the pens of the drawing that have not signed. */
function missing({ organisation, at }: Request<Work>, instance: InstanceView<Work>): string {
  const model: PolicyModel = policyOf(instance.definition);
  const pens = [...controlsOf(model).values()].filter(({ control }) => control.kind === 'dualSignature');
  const offers = pens.flatMap(({ activity, acts }) => {
    const open = Object.values(instance.work.controls ?? {}).find((each) => each.activity === activity.key);
    return [...acts.values()]
      .filter(({ isPen, name }) => isPen && open?.acts[name] === undefined)
      .flatMap(({ assigns }) => offersFor(assigns, instance, organisation, at));
  });
  const names = namesOf(offers, organisation, at);
  return names === '' ? '两支笔会签环节（流程未设，请联系流程设计人员）' : names;
}
