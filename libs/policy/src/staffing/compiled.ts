import type { StaffingConstraint, StaffingProblem } from './problem.js';

/** A constraint over the numbers of its steps. */
export interface NumberedConstraint {
  readonly kind: StaffingConstraint['kind'];
  readonly steps: readonly number[];
  /** Of `atMost` and `atLeast`, else 0. */
  readonly users: number;
  /** Of `oneTeam`: numbers that no other constraint's teams have. */
  readonly teams: readonly number[];
}

/** The steps of a problem that a constraint names, in numbers. Each user is a row of bits: the steps they may do, then the teams they belong to. */
export interface Compiled {
  readonly problem: StaffingProblem;
  readonly stepCount: number;
  /** Of each step, its place among all steps of the problem. */
  readonly original: readonly number[];
  readonly teamCount: number;
  readonly stepNumbers: ReadonlyMap<string, number>;
  readonly userNumbers: ReadonlyMap<string, number>;
  readonly constraints: readonly NumberedConstraint[];
  /** 32-bit words of a user's row. */
  readonly width: number;
  readonly vectors: Uint32Array;
}

/** @param problem one that `readStaffingProblem` accepts */
export function compileStaffing(problem: StaffingProblem): Compiled {
  const { users, authorisations } = problem;
  const named = new Set(problem.constraints.flatMap(({ steps }) => steps));
  const original = problem.steps.flatMap((step, place) => (named.has(step) ? [place] : []));
  const stepNumbers = numbered(problem.steps.filter((step) => named.has(step)));
  const userNumbers = numbered(users);
  const teams: (readonly string[])[] = [];
  const constraints = problem.constraints.map((constraint): NumberedConstraint => {
    const first = teams.length;
    if (constraint.kind === 'oneTeam') teams.push(...constraint.teams);
    return {
      kind: constraint.kind,
      steps: constraint.steps.map((step) => numberOf(stepNumbers, step)),
      users: 'users' in constraint ? constraint.users : 0,
      teams: Array.from({ length: teams.length - first }, (_, each) => first + each),
    };
  });
  const stepCount = original.length;
  const width = Math.max(1, Math.ceil((stepCount + teams.length) / 32));
  const vectors = new Uint32Array(users.length * width);
  const set = (user: number, bit: number): void => {
    const word = user * width + (bit >>> 5);
    vectors[word] = (vectors[word] as number) | (1 << (bit & 31));
  };
  for (const [user, name] of users.entries()) {
    const row = authorisations.get(name);
    if (row === undefined) for (let step = 0; step < stepCount; step++) set(user, step);
    else {
      for (const step of row) {
        const number = stepNumbers.get(step);
        if (number !== undefined) set(user, number);
      }
    }
  }
  for (const [team, members] of teams.entries()) {
    for (const member of members) set(numberOf(userNumbers, member), stepCount + team);
  }
  const teamCount = teams.length;
  return { problem, stepCount, original, teamCount, stepNumbers, userNumbers, constraints, width, vectors };
}

function numbered(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, number) => [name, number]));
}

function numberOf(numbers: ReadonlyMap<string, number>, name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new Error(`nothing is called ${name}`);
  return number;
}
