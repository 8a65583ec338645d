import { resting, type Rule } from '../constraints/index.js';
import { restsOn, signingDemands, unsignedBy, type RestingOn, type SigningDemand } from '../lint/index.js';
import { policyOf, type PolicyModel } from '../model/index.js';
import type { InstanceView, Reason } from '../ports/index.js';
import type { KeyElement, Profile } from '../profiles/index.js';
import { reason } from '../texts/index.js';
import { heldValue } from '../work/protected-data.js';
import type { Work } from '../work/state.js';
import type { ControlledAct } from './controlled-acts.js';
import { KeptUnder } from './kept-under.js';
import type { Passed } from './required-steps.js';

/**
 * The key elements of an act by the profiles over it are protected, filled in, and signed by the controls that were passed before it. Publication shows
 * the same of the drawing; here it is for drawings that were published under another profile. What is signed and protected is as it was signed: a change
 * would have voided the signature.
 */
export function againstUnsignedElements(
  act: ControlledAct,
  profiles: readonly Profile[],
  passed: Passed,
  instance: InstanceView<Work>,
): readonly Reason[] {
  const signed = SIGNED.of(passed, profiles, `${act.effect} ${act.key}`, () => {
    const unsigned = profiles.flatMap((profile) => unsignedUnder(profile, act, passed, instance));
    return signedOf(elementsOf(act, profiles, instance), unsigned);
  });
  return reasonsOf(act, signed, instance);
}

/** How far the elements of an act are signed, whatever they are filled with. */
interface Signed {
  readonly elements: readonly RestingOn[];
  /** That no protected datum holds, or nobody signed. */
  readonly left: readonly KeyElement[];
}
const SIGNED = new KeptUnder<Passed, readonly Profile[], Signed>();

function signedOf(elements: readonly RestingOn[], unsigned: readonly KeyElement[]): Signed {
  const open = elements.filter(({ data }) => data.length === 0).map(({ element }) => element);
  return { elements, left: [...open, ...unsigned] };
}

function unsignedUnder(
  profile: Profile,
  act: ControlledAct,
  passed: Passed,
  instance: InstanceView<Work>,
): readonly KeyElement[] {
  return demandsOf(act, profile, instance).signing.flatMap(({ elements, isOf }) => {
    const left = passed.filter(isOf).map(({ control }) => (control === null ? [] : unsignedBy(control, elements)));
    if (left.length === 0) return elements.map(({ element }) => element);
    return left.reduce((least, each) => (each.length < least.length ? each : least));
  });
}

/** The same where an emergency order stands in for the other controls. */
export function againstOpenElements(
  act: ControlledAct,
  profiles: readonly Profile[],
  passed: Passed,
  instance: InstanceView<Work>,
): readonly Reason[] {
  const orders = passed.flatMap(({ control }) => (control?.kind === 'emergency' ? [control] : []));
  const elements = elementsOf(act, profiles, instance);
  const left = orders.map((order) => unsignedBy(order, elements));
  const unsigned = left.find((each) => each.length === 0) ?? left[0] ?? [];
  return reasonsOf(act, signedOf(elements, unsigned), instance);
}

function elementsOf(
  act: ControlledAct,
  profiles: readonly Profile[],
  instance: InstanceView<Work>,
): readonly RestingOn[] {
  return profiles.flatMap((profile) => demandsOf(act, profile, instance).elements);
}

function reasonsOf(
  { name }: ControlledAct,
  { elements, left }: Signed,
  instance: InstanceView<Work>,
): readonly Reason[] {
  const empty = elements.filter((each) => isEmpty(each, instance)).map(({ element }) => element);
  if (left.length === 0 && empty.length === 0) return NOTHING;
  return [
    ...(left.length === 0
      ? []
      : [resting(reason('KEY_ELEMENT_UNSIGNED', { name, list: namesOf(left) }), ruleOf(left))]),
    ...(empty.length === 0
      ? []
      : [resting(reason('KEY_ELEMENT_EMPTY', { name, list: namesOf(empty) }), ruleOf(empty))]),
  ];
}

const NOTHING: readonly Reason[] = [];

/** As people call them. */
function namesOf(elements: readonly KeyElement[]): string {
  return [...new Set(elements.map(({ name }) => name))].join('、');
}

function ruleOf(elements: readonly KeyElement[]): Rule {
  return { id: elements.map(({ data }) => data).join(' '), basis: elements.flatMap(({ basis }) => basis) };
}

interface Demands {
  readonly elements: readonly RestingOn[];
  readonly signing: readonly SigningDemand[];
}
const DEMANDS = new KeptUnder<Profile, PolicyModel, Demands>();

/** What one profile demands of one act of a drawing. */
function demandsOf({ key, effect }: ControlledAct, profile: Profile, { definition }: InstanceView<Work>): Demands {
  const model = policyOf(definition);
  return DEMANDS.of(profile, model, `${effect} ${key}`, () => {
    const handler = definition.graph.nodesByKey.get(key)?.activity?.handler ?? null;
    const { form = null, given = [] } = model.activities.get(key) ?? {};
    const elements = restsOn({ effect, handler, form, given }, profile, model);
    return { elements, signing: signingDemands(effect, profile, elements) };
  });
}

function isEmpty({ data }: RestingOn, { flow }: InstanceView<Work>): boolean {
  if (data.length === 0) return false;
  return data.every((name) => {
    const value = heldValue(flow, name);
    return value === null || (typeof value === 'string' && value.trim() === '');
  });
}
