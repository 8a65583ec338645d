import { keysOf, pastActsOf, type ConstraintSet, type PastAct } from '../constraints/index.js';
import type { PolicyModel } from '../model/index.js';
import { recordName, type InstanceView, type RecordChange, type TrailRecord } from '../ports/index.js';
import type { NamedRecords } from './keys.js';
import { changed, isNamed, memoryOf } from './memory.js';

/**
 * Acts that constraints over a record ask about, kept in the record: other matters under it see them. Where the matter comes under a record only now, all
 * that was done in it before goes there too; what it left behind in another stays there, for it was done.
 */
export function remembered(
  done: readonly TrailRecord[],
  { before, after }: NamedRecords,
  instance: InstanceView,
  model: PolicyModel,
  constraints: ConstraintSet,
): readonly RecordChange[] {
  return [...after.values()].flatMap((key) => {
    // Of what is over no record is named.
    if (!isNamed(instance, key)) return [];
    const known = before.get(key.kind);
    const isNew = known === undefined || recordName(known) !== recordName(key);
    const trail = isNew ? [...instance.trail, ...done] : done;
    const acts = pastActsOf(trail, instance.process, model).filter((act) => constraints.reaches(act, key.kind));
    if (acts.length === 0) return [];
    const memory = memoryOf(instance, key);
    const all = new Map((memory.acts ?? []).map((act) => [nameOf(act), act]));
    const size = all.size;
    for (const act of acts) if (!all.has(nameOf(act))) all.set(nameOf(act), plain(act));
    return all.size === size ? [] : [changed(key, { ...memory, acts: [...all.values()] })];
  });
}

/** Without what is not said. */
function plain(act: PastAct): PastAct {
  return Object.fromEntries(Object.entries(act).filter(([, value]) => value !== undefined)) as unknown as PastAct;
}

/** Equal for acts between which no constraint makes a difference. */
function nameOf(act: PastAct): string {
  const { person, onBehalfOf, alsoFor, post, department, place, voided } = act;
  return JSON.stringify([keysOf(act), person, onBehalfOf, alsoFor, post, department, place, voided]);
}
