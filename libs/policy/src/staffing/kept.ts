import type { NumberedConstraint } from './compiled.js';

/**
 * Whether a constraint is kept by what people do. Asked very often, so it makes nothing anew.
 * @param plan numbers of people, by step; -1 where nobody does it yet, which breaks nothing that may still come right
 */
export function isKept(
  { kind, steps, users, teams }: NumberedConstraint,
  plan: Int32Array,
  inTeam: (person: number, team: number) => boolean,
): boolean {
  switch (kind) {
    case 'separation':
    case 'binding': {
      const one = plan[steps[0] as number] as number;
      const other = plan[steps[1] as number] as number;
      return one < 0 || other < 0 || (one === other) === (kind === 'binding');
    }
    case 'atMost':
      return distinct(steps, plan, false) <= users;
    case 'atLeast':
      return distinct(steps, plan, true) >= users;
    case 'oneTeam':
      return teams.some((team) =>
        steps.every((step) => (plan[step] as number) < 0 || inTeam(plan[step] as number, team)),
      );
  }
}

/** How many different people do the steps; each that nobody does yet counts as one more, or as none. */
function distinct(steps: readonly number[], plan: Int32Array, isOpenCounted: boolean): number {
  let count = 0;
  for (let at = 0; at < steps.length; at++) {
    const person = plan[steps[at] as number] as number;
    let isNew = person >= 0 || isOpenCounted;
    for (let before = 0; isNew && person >= 0 && before < at; before++) {
      isNew = plan[steps[before] as number] !== person;
    }
    if (isNew) count++;
  }
  return count;
}
