import { z } from 'zod';
import { STAFFING_LIMITS, type StaffingProblem } from './problem.js';

export type StaffingReading = { readonly problem: StaffingProblem } | { readonly problems: readonly string[] };

const id = z.string().min(1).max(STAFFING_LIMITS.idLength);
const stepList = (min: number): z.ZodArray<z.ZodString> => z.array(id).min(min).max(STAFFING_LIMITS.steps);
const pair = z.tuple([id, id]);
// A number beyond all integers is too large for both of them, which is one mistake.
const count = z.number().min(1).max(STAFFING_LIMITS.steps).pipe(z.int());
const constraint = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['separation', 'binding']), steps: pair }),
  z.strictObject({ kind: z.enum(['atMost', 'atLeast']), users: count, steps: stepList(1) }),
  z.strictObject({ kind: z.literal('oneTeam'), steps: stepList(1), teams: z.array(z.array(id).min(1)).min(1) }),
]);
const file = z.strictObject({
  steps: stepList(1),
  users: z.array(id).max(STAFFING_LIMITS.users),
  // Looked at below: a record of zod passes over a key called __proto__, and whoever has no row may do everything.
  authorisations: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: ({ input }) =>
      input === undefined
        ? 'missing: by user, the list of their steps; {} where everybody may do every step'
        : 'expected an object: by user, the list of their steps',
  }),
  constraints: z.array(constraint).max(STAFFING_LIMITS.constraints),
});

/** So many mistakes are told at once. */
const MAX_TOLD = 20;

/** Reads a staffing problem from JSON. What it does not know, names twice, or names without declaring it, is a mistake. */
export function readStaffingProblem(json: unknown): StaffingReading {
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    return { problems: parsed.error.issues.slice(0, MAX_TOLD).map(({ path, message }) => told(path, message)) };
  }
  const { steps, users, constraints } = parsed.data;
  const told20: string[] = [];
  const tell = (path: readonly PropertyKey[], message: string): void => {
    if (told20.length < MAX_TOLD) told20.push(told(path, message));
  };
  const declared = { step: unique(steps, ['steps'], tell), user: unique(users, ['users'], tell) };
  const check = (names: readonly string[], what: keyof typeof declared, path: readonly PropertyKey[]): void => {
    unique(names, path, tell);
    for (const name of names) if (!declared[what].has(name)) tell(path, `there is no ${what} ${JSON.stringify(name)}`);
  };
  const authorisations = new Map<string, readonly string[]>();
  for (const [user, row] of Object.entries(parsed.data.authorisations) as [string, unknown][]) {
    const path = ['authorisations', user];
    if (!declared.user.has(user)) tell(path, `there is no user ${JSON.stringify(user)}`);
    if (!isNames(row)) tell(path, 'expected a list of steps');
    else check(row, 'step', path);
    authorisations.set(user, isNames(row) ? row : []);
  }
  let teams = 0;
  for (const [number, each] of constraints.entries()) {
    check(each.steps, 'step', ['constraints', number, 'steps']);
    if (each.kind !== 'oneTeam') continue;
    teams += each.teams.length;
    for (const [team, members] of each.teams.entries()) check(members, 'user', ['constraints', number, 'teams', team]);
  }
  if (teams > STAFFING_LIMITS.teams) tell(['constraints'], `more than ${STAFFING_LIMITS.teams} teams`);
  return told20.length > 0 ? { problems: told20 } : { problem: { steps, users, authorisations, constraints } };
}

function unique(
  names: readonly string[],
  path: readonly PropertyKey[],
  tell: (path: readonly PropertyKey[], message: string) => void,
): ReadonlySet<string> {
  const known = new Set<string>();
  for (const name of names) {
    if (known.has(name)) tell(path, `${JSON.stringify(name)} stands there twice`);
    known.add(name);
  }
  return known;
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function told(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}
