import { isJoint, type Basis, type PolicyModel } from '../model/index.js';
import type { Reason } from '../ports/index.js';
import { basisText } from './basis-text.js';

/** What refuses: a constraint, a control or another step of the drawing, or a step that a profile demands. */
export interface Rule {
  /** The constraint's, the key of the step, or the id in the profile. */
  readonly id: string;
  readonly basis: readonly Pick<Basis, 'article' | 'mark'>[];
}

/** The parameters by which a refusal tells its rule and, where it rests on anything, the articles. */
export function toldRule({ id, basis }: Rule): { readonly constraint: string; readonly basis?: string } {
  return { constraint: id, ...(basis.length === 0 ? {} : { basis: basisText(basis) }) };
}

/** A refusal with the rule behind it; one that has its own already keeps it. */
export function resting(reason: Reason, rule: Rule): Reason {
  if (reason.parameters?.['constraint'] !== undefined) return reason;
  return { ...reason, parameters: { ...reason.parameters, ...toldRule(rule) } };
}

/** @param rule asked only where something is refused */
export function allResting(reasons: readonly Reason[], rule: () => Rule): readonly Reason[] {
  if (reasons.length === 0) return reasons;
  const found = rule();
  return reasons.map((each) => resting(each, found));
}

/** A step of the drawing as the rule: the articles of its act, its control and itself. */
export function stepRule(model: PolicyModel, activity: string, act?: string): Rule {
  const drawn = model.activities.get(activity);
  const own = [
    ...(drawn?.control?.acts.find(({ name }) => name === act)?.basis ?? []),
    ...(drawn?.control?.basis ?? []),
    ...(drawn?.basis ?? []),
  ];
  return { id: activity, basis: orElse(own, model) };
}

/** Where the drawing cites nothing at the place itself: the articles of the process, else of the controls by which several decide what is prepared there. */
export function orElse(own: Rule['basis'], { activities, basis }: PolicyModel): Rule['basis'] {
  if (own.length > 0) return own;
  if (basis.length > 0) return basis;
  const decided = [...activities.values()].filter(({ control }) => isJoint(control?.kind));
  const articles = decided.flatMap((each) => [...(each.control?.basis ?? []), ...each.basis]);
  return [...new Map(articles.map((each) => [each.article, each])).values()];
}
