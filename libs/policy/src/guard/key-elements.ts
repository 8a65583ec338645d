import { resting, type Rule } from '../constraints/index.js';
import { restsOn, signingDemands, unsignedBy, type RestingOn, type SigningDemand } from '../lint/index.js';
import { policyOf, type PolicyModel } from '../model/index.js';
import type { InstanceView, Reason } from '../ports/index.js';
import type { KeyElement, Profile } from '../profiles/index.js';
import { reason } from '../texts/index.js';
import { valueOf } from '../work/protected-data.js';
import type { Work } from '../work/state.js';
import type { ControlledAct } from './controlled-acts.js';
import { KeptUnder } from './kept-under.js';
import { passedControls, type Passed } from './required-steps.js';

/**
 * The key elements of an act by the profiles over it are protected, filled in, and signed by the controls that were passed before it. Publication shows
 * the same of the drawing; here it is for drawings that were published under another profile. What is signed and protected is as it was signed: a change
 * would have voided the signature.
 */
export function againstUnsignedElements(
  act: ControlledAct,
  profiles: readonly Profile[],
  instance: InstanceView<Work>,
): readonly Reason[] {
  const passed = passedControls(instance);
  const { effect, key } = act;
  const unsigned = UNSIGNED.of(passed, profiles, `${effect} ${key}`, () =>
    profiles.flatMap((profile) => unsignedUnder(profile, act, passed, instance)),
  );
  return reasonsOf(act, profiles, instance, unsigned);
}
const UNSIGNED = new KeptUnder<Passed, readonly Profile[], readonly KeyElement[]>();

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
  instance: InstanceView<Work>,
): readonly Reason[] {
  const orders = passedControls(instance).flatMap(({ control }) => (control?.kind === 'emergency' ? [control] : []));
  const elements = profiles.flatMap((profile) => demandsOf(act, profile, instance).elements);
  const left = orders.map((order) => unsignedBy(order, elements));
  return reasonsOf(act, profiles, instance, left.find((each) => each.length === 0) ?? left[0] ?? []);
}

function reasonsOf(
  act: ControlledAct,
  profiles: readonly Profile[],
  instance: InstanceView<Work>,
  unsigned: readonly KeyElement[],
): readonly Reason[] {
  const all = profiles.flatMap((profile) => demandsOf(act, profile, instance).elements);
  const open = all.filter(({ data }) => data.length === 0).map(({ element }) => element);
  const empty = all.filter((each) => isEmpty(each, instance)).map(({ element }) => element);
  const { name } = act;
  const left = [...open, ...unsigned];
  return [
    ...(left.length === 0
      ? []
      : [resting(reason('KEY_ELEMENT_UNSIGNED', { name, list: namesOf(left) }), ruleOf(left))]),
    ...(empty.length === 0
      ? []
      : [resting(reason('KEY_ELEMENT_EMPTY', { name, list: namesOf(empty) }), ruleOf(empty))]),
  ];
}

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
    const value = valueOf(flow, name);
    return value === null || (typeof value === 'string' && value.trim() === '');
  });
}
