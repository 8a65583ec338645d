import { isJoint, NEEDS_TWO, type ActivityPolicy, type ControlSpec, type PolicyModel } from '../model/index.js';
import type { Effect, KeyElement, Profile } from '../profiles/index.js';
import type { DrawnActivity } from './context.js';
import { signedBy } from './kept.js';
import { isStep } from './steps.js';

type Step = Pick<DrawnActivity, 'control' | 'duties' | 'effect'>;

/** An act that has an effect, and what brings it about. */
export interface EffectiveAct extends Pick<ActivityPolicy, 'form' | 'given'> {
  readonly effect: string;
  readonly handler: string | null;
}

/** A key element of an act, and the protected data that it is; none: nothing protects it. */
export interface RestingOn {
  readonly element: KeyElement;
  readonly data: readonly string[];
}

/** What an act rests on by a profile: each key element is protected under its name, or is given to the act from nothing but protected data. */
export function restsOn(
  { effect, handler, form, given }: EffectiveAct,
  { keyElements }: Profile,
  { protectedData }: Pick<PolicyModel, 'protectedData'>,
): readonly RestingOn[] {
  const does = new Set([undefined, ...(handler === null ? [] : [handler]), ...(form === null ? [] : [`form:${form}`])]);
  return keyElements.flatMap((element) => {
    if (element.effect !== effect || !does.has(element.by)) return [];
    if (protectedData.has(element.data)) return [{ element, data: [element.data] }];
    const sources = given.filter(({ target }) => target === element.data).map(({ from }) => from);
    const isProtected = sources.every((from) => from.length > 0 && from.every((name) => protectedData.has(name)));
    return [{ element, data: isProtected ? sources.flat() : [] }];
  });
}

/** Key elements of which one control signs all, and which controls are meant. */
export interface SigningDemand {
  readonly elements: readonly RestingOn[];
  readonly isOf: (activity: Step) => boolean;
  /** That there is such a control at all is demanded by nobody else. */
  readonly isAlone: boolean;
}

/**
 * Who signs what before an effect: each control that the profile sets before it, all of it or what the profile says of that step; two pens or a body the
 * whole, where money goes out; and of everything else each key element some control.
 */
export function signingDemands(
  effect: string,
  { steps }: Profile,
  elements: readonly RestingOn[],
): readonly SigningDemand[] {
  const known = elements.filter(({ data }) => data.length > 0);
  const ofSteps = steps
    .filter(({ control, guards }) => control !== undefined && guards.includes(effect as Effect))
    .map((step) => ({
      elements: known.filter(({ element }) => step.signs?.includes(element.data) ?? true),
      isOf: (activity: Step) => isStep(step, activity),
      isAlone: false,
    }));
  const others = NEEDS_TWO.has(effect)
    ? [{ elements: known, isOf: ({ control }: Step) => isJoint(control?.kind), isAlone: false }]
    : known.map((each) => ({ elements: [each], isOf: ({ control }: Step) => control !== null, isAlone: true }));
  return [...ofSteps, ...others].filter((demand) => demand.elements.length > 0);
}

/** The key elements that a control signs not; where it says nothing, it signs whatever is protected. */
export function unsignedBy(control: ControlSpec, elements: readonly RestingOn[]): readonly KeyElement[] {
  const signs = signedBy(control);
  if (signs.length === 0) return [];
  return elements.filter(({ data }) => data.some((name) => !signs.includes(name))).map(({ element }) => element);
}

/** `收款账户(payee)、金额(amount)`. */
export function listOf(elements: Iterable<KeyElement>): string {
  return [...new Set([...elements].map(({ name, data }) => `${name}(${data})`))].join('、');
}
