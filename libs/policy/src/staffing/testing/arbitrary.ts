import fc from 'fast-check';
import type { StaffingConstraint, StaffingProblem } from '../problem.js';

/** Small problems of every kind, about half of them without a plan. */
export function smallProblem(maxSteps = 5, maxUsers = 5): fc.Arbitrary<StaffingProblem> {
  return fc
    .record({ stepCount: fc.integer({ min: 1, max: maxSteps }), userCount: fc.integer({ min: 0, max: maxUsers }) })
    .chain(({ stepCount, userCount }) => {
      const steps = Array.from({ length: stepCount }, (_, each) => `s${each}`);
      const users = Array.from({ length: userCount }, (_, each) => `u${each}`);
      const rows = fc.tuple(
        ...users.map((user) => fc.tuple(fc.constant(user), fc.option(fc.subarray(steps), { freq: 6, nil: undefined }))),
      );
      return fc.record({
        steps: fc.constant(steps),
        users: fc.constant(users),
        authorisations: rows.map(
          (all) => new Map(all.filter((row): row is [string, string[]] => row[1] !== undefined)),
        ),
        constraints: fc.array(constraint(steps, users), { maxLength: 6 }),
      });
    });
}

/** Five steps under counts and pairs, of up to five people most of whom may do all. */
export const countedProblem: fc.Arbitrary<StaffingProblem> = fc.integer({ min: 2, max: 5 }).chain((userCount) => {
  const steps = ['s0', 's1', 's2', 's3', 's4'];
  const users = Array.from({ length: userCount }, (_, each) => `u${each}`);
  const some = fc.shuffledSubarray(steps, { minLength: 2 });
  const pair = fc.shuffledSubarray(steps, { minLength: 2, maxLength: 2 });
  const limit = fc.record({ kind: fc.constant('atMost' as const), users: fc.constantFrom(1, 2, 2), steps: some });
  const demand = fc.record({ kind: fc.constant('atLeast' as const), users: fc.constantFrom(3, 4), steps: some });
  const joined = fc.record({
    kind: fc.constantFrom('binding' as const, 'separation' as const),
    steps: pair.map(([one = '', other = '']): [string, string] => [one, other]),
  });
  return fc.record({
    steps: fc.constant(steps),
    users: fc.constant(users),
    authorisations: fc
      .option(fc.subarray(steps, { minLength: 2 }), { freq: 1 })
      .map((row) => new Map(row === null ? [] : [['u0', row]])),
    constraints: fc
      .tuple(demand, fc.array(limit, { minLength: 1, maxLength: 3 }), fc.array(joined, { maxLength: 2 }))
      .map(([first, limits, others]) => [first, ...limits, ...others]),
  });
});

function constraint(steps: readonly string[], users: readonly string[]): fc.Arbitrary<StaffingConstraint> {
  const several = fc.shuffledSubarray([...steps], { minLength: 1 });
  const counted = fc.record({
    kind: fc.constantFrom('atMost' as const, 'atLeast' as const),
    users: fc.integer({ min: 1, max: 3 }),
    steps: several,
  });
  const kinds: fc.Arbitrary<StaffingConstraint>[] = [counted];
  if (steps.length > 1) {
    const pair = fc.shuffledSubarray([...steps], { minLength: 2, maxLength: 2 });
    const pairs = fc.record({
      kind: fc.constantFrom('separation' as const, 'separation' as const, 'binding' as const),
      steps: pair.map(([one = '', other = '']): [string, string] => [one, other]),
    });
    kinds.push(pairs, pairs);
  }
  if (users.length > 0) {
    const team = fc.shuffledSubarray([...users], { minLength: 1 });
    const teams = fc.array(team, { minLength: 1, maxLength: 3 });
    kinds.push(fc.record({ kind: fc.constant('oneTeam' as const), steps: several, teams }));
  }
  return fc.oneof(...kinds);
}
