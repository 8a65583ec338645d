import { kindOf } from '../controls/control.js';
import { controlsOf } from '../controls/plan.js';
import { ConstraintSet, describeAct, Past, pastActsOf, readConstraints } from '../constraints/index.js';
import { policyOf, type PolicyModel } from '../model/index.js';
import type { InstanceView, Reason } from '../ports/index.js';
import { profilesOver } from '../profiles/index.js';
import { valueOf } from '../work/protected-data.js';
import type { Work } from '../work/state.js';
import type { Acting } from './acting.js';
import type { ItemQuestion } from './item-rights.js';
import type { Known } from './known.js';

/** Separation, binding, recusal and the like, over everything that was done before (domain §6.2, 4 to 6). */
export function againstDuties(
  { request, instance, item }: ItemQuestion,
  acting: Acting,
  { profiles }: Known,
): readonly Reason[] {
  const { organisation, at, command } = request;
  const model = policyOf(instance.definition);
  const { addition } = item;
  const act = command.kind === 'returnWork' ? 'return' : kindOf(addition?.act ?? item.act ?? 'complete');
  const { person, onBehalfOf, alsoFor, post, department } = acting;
  const deed = {
    ...describeAct(model, item.activity, act),
    ...{ process: instance.process, activity: item.activity, act, person, at },
    onBehalfOf: onBehalfOf === null ? [] : [onBehalfOf],
    ...(alsoFor === undefined ? {} : { alsoFor }),
    ...(post === null ? {} : { post }),
    ...(department === null ? {} : { department }),
    offers: item.offers,
  };
  const constraints = constraintsOf(model, instance.process);
  if (!constraints.isAbout(deed)) return [];
  // Only who approves alone or holds a pen is asked about the lines that the matter belongs to.
  const over =
    deed.soleApproval || deed.isPen
      ? profilesOver(item.activity, instance.process, { organisation, at, profiles })
      : [];
  const lines = over.flatMap(({ power }) => power.lines);
  return constraints.reasons({ ...deed, lines }, pastOf(instance, model), organisation);
}

const KNOWN = new WeakMap<PolicyModel, Map<string, ConstraintSet>>();

/** Those that are drawn, those that controls bring with them, and the pairs of duties. Read once. */
export function constraintsOf(model: PolicyModel, process: string): ConstraintSet {
  let known = KNOWN.get(model);
  if (known === undefined) KNOWN.set(model, (known = new Map<string, ConstraintSet>()));
  let found = known.get(process);
  if (found === undefined) {
    const implied = [...controlsOf(model).values()].flatMap(
      ({ control, activity }) => control.constraints?.(activity) ?? [],
    );
    const whole: PolicyModel = { ...model, constraints: [...model.constraints, ...implied] };
    known.set(process, (found = new ConstraintSet(readConstraints(whole, process).constraints)));
  }
  return found;
}

function pastOf({ trail, process, startedBy, flow }: InstanceView<Work>, model: PolicyModel): Past {
  const initiator = /^person:(.*)$/.exec(startedBy)?.[1] ?? null;
  const named = new Map<string, readonly string[]>();
  for (const { name, type } of model.protectedData.values()) {
    if (type === 'person') named.set(name, textsOf(valueOf(flow, name)));
  }
  return new Past({ acts: pastActsOf(trail, process, model), initiator, named });
}

/** A person's id, or several. */
function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === 'string');
}
