import { compileStaffing } from './compiled.js';
import { freeStepsOf } from './free-steps.js';
import { groupsOf, kernelOf } from './kernel.js';
import type { StaffingConstraint, StaffingProblem } from './problem.js';

/** A problem as `readStaffingProblem` reads it from JSON. */
export interface StaffingFile {
  readonly steps: readonly string[];
  readonly users: readonly string[];
  readonly authorisations: Readonly<Record<string, readonly string[]>>;
  readonly constraints: readonly StaffingConstraint[];
}

/**
 * The same question without the people: those who suffice to answer it, under numbers, in no other order than that of what they may do. It has a plan if the
 * problem has one, the same reasons, and one cannot do without as many for the same steps. For whoever may ask, but not see who works where.
 */
export function anonymised(problem: StaffingProblem): StaffingFile {
  const { steps, users, authorisations, constraints } = problem;
  const compiled = compileStaffing(problem);
  const free = freeStepsOf(problem);
  const kept = new Map([...kernelOf(compiled, groupsOf(compiled))].map((user) => [users[user] as string, true]));
  const freeOf = new Map<string, string[]>();
  for (const { step, able } of free) {
    for (const user of able) {
      kept.set(user, true);
      freeOf.set(user, [...(freeOf.get(user) ?? []), step]);
    }
  }
  const constrained = steps.filter((step) => compiled.stepNumbers.has(step));
  const rowOf = (user: string): string[] => {
    const row = authorisations.get(user);
    const known = row === undefined ? constrained : row.filter((step) => compiled.stepNumbers.has(step));
    return [...new Set(known), ...(freeOf.get(user) ?? [])];
  };
  const rows = [...kept.keys()].map((user) => ({ user, row: rowOf(user) }));
  rows.sort((one, other) => compare(one.row.join('\n'), other.row.join('\n')));
  const numberOf = new Map(rows.map(({ user }, number) => [user, `p${number}`]));
  // A team of which nobody can do anything: somebody who may do nothing.
  const nobody = `p${rows.length}`;
  const without = (constraint: StaffingConstraint): StaffingConstraint => {
    if (constraint.kind !== 'oneTeam') return constraint;
    const teams = constraint.teams.flatMap((team) => {
      const members = team.flatMap((user) => numberOf.get(user) ?? []);
      return members.length === 0 ? [] : [members];
    });
    return { ...constraint, teams: teams.length === 0 ? [[nobody]] : teams };
  };
  return {
    steps,
    users: [...numberOf.values(), nobody],
    authorisations: Object.fromEntries([...rows.map(({ row }, number) => [`p${number}`, row] as const), [nobody, []]]),
    constraints: constraints.map(without),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
