import type { StaffingProblem } from './problem.js';

/** A step that no constraint names: whoever may do it can, whatever else is done by whom. */
export interface FreeStep {
  /** Its place among the steps of the problem. */
  readonly place: number;
  readonly step: string;
  /** The first two who may do it, as far as there are two. */
  readonly able: readonly string[];
  /** The first of them; null: nobody may. */
  readonly user: string | null;
  /** Nobody else may. */
  readonly isOnly: boolean;
}

/** The steps that need no search, each with somebody who may do it. */
export function freeStepsOf({ steps, users, authorisations, constraints }: StaffingProblem): readonly FreeStep[] {
  const named = new Set(constraints.flatMap((constraint) => constraint.steps));
  const free = steps.flatMap((step, place) => (named.has(step) ? [] : [{ step, place }]));
  /** By step, the first two who may do it. */
  const able = new Map<string, string[]>(free.map(({ step }) => [step, []]));
  const open = new Set(able.keys());
  for (const user of users) {
    if (open.size === 0) break;
    for (const step of authorisations.get(user) ?? [...open]) {
      if (!open.has(step)) continue;
      const known = able.get(step) ?? [];
      if (!known.includes(user) && known.push(user) === ENOUGH) open.delete(step);
    }
  }
  return free.map(({ step, place }) => {
    const known = able.get(step) ?? [];
    return { place, step, able: known, user: known[0] ?? null, isOnly: known.length === 1 };
  });
}

/** The second tells that the first is not the only one. */
const ENOUGH = 2;
