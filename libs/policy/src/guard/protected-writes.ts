import { ROOT, type EngineEvent, type FeelValue, type InstanceState } from '@quanheng/engine';
import { orElse, resting } from '../constraints/index.js';
import { controlsOf } from '../controls/plan.js';
import { dataTitle, isJoint, policyOf, type Basis, type PolicyModel } from '../model/index.js';
import type { Done, InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { valueOf, wired } from '../work/protected-data.js';
import type { Work } from '../work/state.js';
import type { Known } from './known.js';
import { isWithinReach } from './open-returns.js';
import { writerOf } from './writers.js';

/** A protected datum that a step wrote, and the element whose doing it was; null: of no element, but of the command itself. */
interface Write {
  readonly name: string;
  readonly by: string | null;
  /** Elsewhere than in the process: another variable of that name, whoever wrote it. */
  readonly isShadow: boolean;
}

/**
 * Protected data are written by the activities that say so (`qh:writes`), and when an instance starts; never inside a scope of their own, where a
 * payment would see another value than the one that was signed.
 */
export function againstProtectedWrites(
  { flow, before }: Pick<Done, 'flow' | 'before'>,
  { command }: Request<Work>,
  instance: InstanceView<Work>,
  known: Known,
): Reason[] {
  const model = policyOf(instance.definition);
  if (model.protectedData.size === 0) return [];
  const found = new Map<string, Reason>();
  for (const { name, by, isShadow } of writesOf(flow, model, instance)) {
    const node = by === null ? undefined : instance.definition.graph.nodesByKey.get(by);
    const isStart = command.kind === 'startInstance' && (by === null || node?.type === 'startEvent');
    const isDeclared = by !== null && model.activities.get(by)?.writes.includes(name) === true;
    if (!isShadow && (isStart || isDeclared)) continue;
    found.set(name, refusal(name, before, instance, known));
  }
  return [...found.values()];
}

function* writesOf(flow: readonly EngineEvent[], model: PolicyModel, instance: InstanceView<Work>): Iterable<Write> {
  for (const [index, event] of flow.entries()) {
    if (event.type === 'variablesSet') {
      const by = writerOf(flow, index);
      for (const name of namesIn(event.values, model)) {
        const isShadow = event.scope !== ROOT;
        if (!isShadow || !isSame(event.values.get(name), name, instance)) yield { name, by, isShadow };
      }
    } else if (event.type === 'elementActivated' && event.variables !== undefined) {
      for (const name of namesIn(event.variables, model)) {
        if (!isSame(event.variables.get(name), name, instance)) yield { name, by: null, isShadow: true };
      }
    }
  }
}

function namesIn(values: ReadonlyMap<string, FeelValue>, { protectedData }: PolicyModel): string[] {
  return [...values.keys()].filter((name) => protectedData.has(name));
}

/** What an element is given may carry the name as long as it is the thing itself. */
function isSame(value: FeelValue | undefined, name: string, { flow }: InstanceView<Work>): boolean {
  return JSON.stringify(wired(value ?? null)) === JSON.stringify(valueOf(flow, name));
}

/** What would be refused when an answer is carried out, asked before it is kept waiting. */
export function againstWriting(
  names: readonly string[],
  activity: string,
  instance: InstanceView<Work>,
  known: Known,
): Reason[] {
  const model = policyOf(instance.definition);
  const mayWrite = model.activities.get(activity)?.writes ?? [];
  return names
    .filter((name) => model.protectedData.has(name) && !mayWrite.includes(name))
    .map((name) => refusal(name, instance.flow, instance, known));
}

/**
 * Names the steps that may write it and are within reach, and no others. Rests on what the steps that may write it rest on, else the controls that sign
 * it.
 */
function refusal(field: string, before: InstanceState, instance: InstanceView<Work>, { effectOf }: Known): Reason {
  const model = policyOf(instance.definition);
  const writers = [...model.activities.values()].filter(({ writes }) => writes.includes(field));
  const open = writers.filter(({ key }) => isWithinReach(key, before, instance, effectOf));
  const written = writers.flatMap((each) => each.basis);
  const basis = orElse(written.length > 0 ? written : signedFor(field, model), model);
  const name = open.map((each) => each.name).join('、');
  return resting(reason('PROTECTED_DATA', { field: dataTitle(field, model), name }), { id: field, basis });
}

function signedFor(name: string, model: PolicyModel): readonly Basis[] {
  const signing = [...controlsOf(model).values()].filter(
    ({ control, signs }) => isJoint(control.kind) && (signs === null || signs.includes(name)),
  );
  return signing.flatMap(({ activity }) => [...(activity.control?.basis ?? []), ...activity.basis]);
}
