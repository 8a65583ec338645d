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
