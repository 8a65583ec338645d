import type { NumberedConstraint } from '../compiled.js';
import type { People } from './people.js';
import type { Trail } from './trail.js';
import type { Variables } from './variables.js';

/** A clause that follows from one constraint alone. */
export interface ConstraintClause {
  readonly constraint: number;
  readonly clause: readonly number[];
}

/** So many clauses of an `atMost` are written down at once; of more, only those that matter when they do. */
const MAX_CLAUSES = 300;

/** What all constraints of a problem say before any search: worked out once for the many searches that a minimal reason takes. */
export class Stated {
  /** By number of the constraint. */
  readonly clauses: readonly (readonly (readonly number[])[])[];
  /** By variable, how much is said about it. */
  readonly activity: Float64Array;

  constructor(constraints: readonly NumberedConstraint[], variables: Variables) {
    this.clauses = constraints.map((constraint) => [...clausesOf(constraint, variables)]);
    this.activity = new Float64Array(variables.count);
    for (const clause of this.clauses.flat()) {
      if (clause.length < 2) continue;
      for (const literal of clause) {
        this.activity[literal >> 1] = (this.activity[literal >> 1] as number) + 1 / clause.length;
      }
    }
  }
}

/** What a constraint says as clauses, as far as it is said before the search. */
function* clausesOf(constraint: NumberedConstraint, variables: Variables): Iterable<readonly number[]> {
  const [one = 0, other = 0] = constraint.steps;
  switch (constraint.kind) {
    case 'separation':
      yield [variables.different(one, other)];
      return;
    case 'binding':
      yield [variables.same(one, other)];
      return;
    case 'oneTeam':
      yield constraint.teams.map((team) => variables.isTeam(team));
      return;
    case 'atMost':
      if (isLong(constraint)) return;
      for (const steps of choices(constraint.steps, constraint.users + 1)) {
        yield anyPair(steps, variables);
      }
      return;
    case 'atLeast':
      return;
  }
}

/** Constraints that speak up during the search: `atLeast`, and what `clausesOf` leaves out of `atMost`. */
export function isCounted(constraint: NumberedConstraint): boolean {
  return constraint.kind === 'atLeast' || (constraint.kind === 'atMost' && isLong(constraint));
}

/** Clauses of one counted constraint that are false now, or leave one literal open. */
export function* countedClauses(
  constraint: NumberedConstraint,
  number: number,
  variables: Variables,
  trail: Trail,
  people: People,
): Iterable<ConstraintClause> {
  const clauses =
    constraint.kind === 'atLeast'
      ? atLeast(constraint, variables, trail, people)
      : atMost(constraint, variables, trail);
  for (const clause of clauses) yield { constraint: number, clause };
}

function* atLeast(
  { steps, users }: NumberedConstraint,
  variables: Variables,
  trail: Trail,
  people: People,
): Iterable<number[]> {
  const firsts = new Map<number, number>();
  const joined: number[] = [];
  for (const step of steps) {
    const root = people.root[step] as number;
    const first = firsts.get(root);
    if (first === undefined) firsts.set(root, step);
    else joined.push(variables.different(first, step));
  }
  if (firsts.size < users) yield joined.slice(0, Math.max(0, steps.length - users + 1));
  if (firsts.size !== users) return;
  const apart = [...firsts.values()];
  for (const [place, one] of apart.entries()) {
    for (const other of apart.slice(place + 1)) {
      const literal = variables.different(one, other);
      if (trail.value[literal] === 0) yield [literal, ...joined];
    }
  }
}

function* atMost({ steps, users }: NumberedConstraint, variables: Variables, trail: Trail): Iterable<number[]> {
  const value = (one: number, other: number): number => trail.value[variables.same(one, other)] as number;
  const apart: number[] = [];
  for (const step of steps) {
    if (apart.every((other) => value(step, other) === -1)) apart.push(step);
    if (apart.length <= users) continue;
    yield anyPair(apart, variables);
    return;
  }
  if (apart.length < users) return;
  for (const step of steps) {
    if (apart.includes(step)) continue;
    const open = apart.filter((other) => value(step, other) === 0);
    if (open.length === 1 && apart.every((other) => value(step, other) !== 1))
      yield anyPair([...apart, step], variables);
  }
}

function isLong({ steps, users }: NumberedConstraint): boolean {
  let count = 1;
  for (let each = 0; each <= users && count <= MAX_CLAUSES; each++) count *= (steps.length - each) / (each + 1);
  return count > MAX_CLAUSES;
}

function anyPair(steps: readonly number[], variables: Variables): number[] {
  return steps.flatMap((one, place) => steps.slice(place + 1).map((other) => variables.same(one, other)));
}

function* choices(steps: readonly number[], count: number): Iterable<number[]> {
  if (count === 0) yield [];
  for (let place = 0; count > 0 && place + count <= steps.length; place++) {
    for (const rest of choices(steps.slice(place + 1), count - 1)) yield [steps[place] as number, ...rest];
  }
}
