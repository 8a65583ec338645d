import type { StaffingPlan, StaffingProblem } from '../problem.js';

/** Whether a plan is one, by the words of the problem and nothing of the solver. Returns what is broken, or null. */
export function faultOfPlan(problem: StaffingProblem, plan: StaffingPlan): string | null {
  if (plan.size !== problem.steps.length) return 'a step is missing, or one too many';
  for (const step of problem.steps) {
    const user = plan.get(step);
    if (user === undefined || !problem.users.includes(user)) return `nobody does ${step}`;
    if (problem.authorisations.get(user)?.includes(step) === false) return `${user} may not do ${step}`;
  }
  const broken = problem.constraints.findIndex((each) => !isKept(each, plan));
  return broken < 0 ? null : `constraint ${broken} is broken`;
}

function isKept(constraint: StaffingProblem['constraints'][number], plan: StaffingPlan): boolean {
  const users = constraint.steps.map((step) => plan.get(step) ?? '');
  const count = new Set(users).size;
  switch (constraint.kind) {
    case 'separation':
      return count === 2;
    case 'binding':
      return count === 1;
    case 'atMost':
      return count <= constraint.users;
    case 'atLeast':
      return count >= constraint.users;
    case 'oneTeam':
      return constraint.teams.some((team) => users.every((user) => team.includes(user)));
  }
}

/** Every plan there is, tried one after the other. */
export function* allPlans(problem: StaffingProblem): Iterable<StaffingPlan> {
  const { steps, users } = problem;
  const total = users.length ** steps.length;
  for (let number = 0; number < total; number++) {
    let rest = number;
    const plan = new Map<string, string>();
    for (const step of steps) {
      plan.set(step, users[rest % users.length] as string);
      rest = Math.floor(rest / users.length);
    }
    if (faultOfPlan(problem, plan) === null) yield plan;
  }
}

export function hasPlan(problem: StaffingProblem): boolean {
  for (const _ of allPlans(problem)) return true;
  return false;
}

/** The problem with these constraints only. */
export function keeping(problem: StaffingProblem, constraints: readonly number[]): StaffingProblem {
  return { ...problem, constraints: problem.constraints.filter((_, each) => constraints.includes(each)) };
}
