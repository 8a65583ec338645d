import type { EngineEvent } from '@quanheng/engine';
import { controlsOf } from '../controls/plan.js';
import { effectOfDuties, policyOf, type PolicyModel } from '../model/index.js';
import type { InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { namesOf } from './who.js';
import { offersFor } from '../work/offers.js';

/** What a handler of that name does that is governed: `treasury-payment` -> `payment`. */
export type Effects = (handler: string) => string | undefined;

/** Effects that nobody brings about alone: two pens or a body come before (domain §6.1, L07). */
const NEEDS_TWO = new Set(['payment']);

/**
 * Acts are recognised by what they do, never by how they are drawn. Where one begins or ends, every control that ended before still counts, and money
 * goes out on two pens or a resolution only.
 */
export function againstControlledActs(
  flow: readonly EngineEvent[],
  request: Request<Work>,
  instance: InstanceView<Work>,
  effects: Effects,
): Reason[] {
  const model = policyOf(instance.definition);
  const acts = flow.some(
    (event) =>
      (event.type === 'elementActivated' || event.type === 'elementCompleted') &&
      NEEDS_TWO.has(effectOf(event.element, model, instance, effects) ?? ''),
  );
  if (!acts) return [];
  const voided = Object.entries(instance.work.ended ?? {}).filter(([, { voided: why }]) => why !== undefined);
  if (voided.length > 0) return [reason('DUAL_CONTENT_CHANGED')];
  const controls = controlsOf(model);
  const hasTwo = Object.entries(instance.work.ended ?? {}).some(([activity, { outcome }]) => {
    const kind = controls.get(activity)?.control.kind;
    return outcome === 'passed' && (kind === 'dualSignature' || kind === 'collectiveDecision');
  });
  return hasTwo ? [] : [reason('DUAL_MISSING', { office: missing(request, instance, model) })];
}

/** The name of a payment that has begun and not ended. */
export function activePayment(instance: InstanceView<Work>, effects: Effects): string | undefined {
  const model = policyOf(instance.definition);
  for (const { element } of instance.flow.elements.values()) {
    if (NEEDS_TWO.has(effectOf(element, model, instance, effects) ?? ''))
      return model.activities.get(element)?.name ?? element;
  }
  return undefined;
}

export function effectOf(
  key: string,
  { activities }: PolicyModel,
  { definition }: InstanceView<Work>,
  effects: Effects,
): string | undefined {
  const handler = definition.graph.nodesByKey.get(key)?.activity?.handler;
  const ofHandler = handler == null ? undefined : effects(handler);
  if (ofHandler !== undefined) return ofHandler;
  const policy = activities.get(key);
  // A control is about the act, not the act itself.
  if (policy === undefined || policy.control !== null) return undefined;
  return effectOfDuties(policy.duties);
}

/** Whose signature the matter lacks: the pens of the drawing that have not signed. */
function missing({ organisation, at }: Request<Work>, instance: InstanceView<Work>, model: PolicyModel): string {
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
