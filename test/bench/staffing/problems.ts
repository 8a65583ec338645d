import type { StaffingConstraint, StaffingProblem } from '@quanheng/policy';

/** Random numbers in [0, 1), the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Shape {
  readonly steps: number;
  readonly users: number;
  readonly separations: number;
  /** So many at-most-3 over 5 steps. */
  readonly atMost: number;
  /** Four steps that at most three people do are all kept apart: there is no plan. */
  readonly isImpossible?: boolean;
}

/** As in the literature on workflow satisfiability: each user is authorised for a random one to half of the steps. */
export function randomProblem(seed: number, shape: Shape): StaffingProblem {
  const draw = random(seed);
  const between = (low: number, high: number): number => low + Math.floor(draw() * (high - low + 1));
  const some = <T>(all: readonly T[], count: number): T[] => {
    const left = [...all];
    for (let at = 0; at < count; at++) {
      const other = between(at, left.length - 1);
      [left[at], left[other]] = [left[other]!, left[at]!];
    }
    return left.slice(0, count);
  };
  const steps = Array.from({ length: shape.steps }, (_, each) => `s${each}`);
  const users = Array.from({ length: shape.users }, (_, each) => `u${each}`);
  const authorisations = new Map(users.map((user) => [user, some(steps, between(1, shape.steps >> 1))]));
  const pairs = steps.flatMap((one, at) => steps.slice(at + 1).map((other): [string, string] => [one, other]));
  const constraints: StaffingConstraint[] = some(pairs, shape.separations).map((pair) => ({
    kind: 'separation',
    steps: pair,
  }));
  for (let each = 0; each < shape.atMost; each++) constraints.push({ kind: 'atMost', users: 3, steps: some(steps, 5) });
  if (shape.isImpossible === true) {
    const four = some(steps, 4);
    const apart = pairs.filter((pair) => pair.every((step) => four.includes(step)));
    constraints.push(...apart.map((pair): StaffingConstraint => ({ kind: 'separation', steps: pair })));
    constraints.push({ kind: 'atMost', users: 3, steps: four });
  }
  return { steps, users, authorisations, constraints };
}
