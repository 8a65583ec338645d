import type { Resilience, StaffingAnswer, StaffingConstraint, StaffingProblem } from '@quanheng/policy';
import { printable, table } from '../terminal/table.js';
import type { Paint } from '../terminal/paint.js';

/** The answer for a process designer. */
export function answerLines(problem: StaffingProblem, answer: StaffingAnswer, paint: Paint): string[] {
  switch (answer.status) {
    case 'unknown':
      return [paint('yellow', 'unknown: time ran out; allow more with --budget-ms')];
    case 'satisfiable': {
      const rows = [...answer.plan].map(([step, user]) => [
        { text: `  ${printable(step)}` },
        { text: printable(user) },
      ]);
      return [paint('green', 'satisfiable, for example:'), ...table(rows, paint)];
    }
    case 'unsatisfiable':
      return [paint('red', headline(answer)), ...whyLines(problem, answer.reason)];
  }
}

export function resilienceLines(resilience: Resilience): string[] {
  if (resilience.status === 'unsatisfiable') return [];
  if (resilience.status === 'unknown')
    return ['whom no plan can do without: unknown, time ran out; allow more with --budget-ms'];
  if (resilience.indispensable.length === 0) return ['it goes on without any one of them'];
  return resilience.indispensable.map(({ user, steps }) => {
    const what = steps.length === 0 ? 'one step or another' : steps.map(printable).join(', ');
    return `no plan without ${printable(user)}: nobody else can do ${what}; authorise somebody for it`;
  });
}

function headline({ reason, isMinimal }: Extract<StaffingAnswer, { status: 'unsatisfiable' }>): string {
  if (reason.length === 0) return 'not satisfiable, whatever the constraints:';
  const which = reason.length === 1 ? 'this constraint' : `these ${reason.length} constraints together`;
  const hint = isMinimal
    ? 'drop or loosen one of them, or authorise more people'
    : 'perhaps fewer of them suffice, but time ran out';
  return `not satisfiable: the authorisations do not allow for ${which} (${hint})`;
}

function whyLines(problem: StaffingProblem, reason: readonly number[]): string[] {
  if (reason.length > 0) {
    return reason.map((number) => `  ${number}: ${printable(told(problem.constraints[number]))}`);
  }
  // Without constraints everybody may do everything they are authorised for, so there is a step that nobody is.
  const isFree = problem.users.some((user) => !problem.authorisations.has(user));
  const done = new Set([...problem.authorisations.values()].flat());
  const lost = isFree ? [] : problem.steps.filter((step) => !done.has(step));
  return lost.map((step) => `  nobody is authorised for ${printable(step)}`);
}

function told(constraint: StaffingConstraint | undefined): string {
  if (constraint === undefined) return '';
  const steps = constraint.steps.join(', ');
  switch (constraint.kind) {
    case 'separation':
      return `different people do ${steps}`;
    case 'binding':
      return `one person does ${steps}`;
    case 'atMost':
      return `at most ${constraint.users} people do ${steps}`;
    case 'atLeast':
      return `at least ${constraint.users} people do ${steps}`;
    case 'oneTeam':
      return `one of ${constraint.teams.length} teams does ${steps}`;
  }
}
