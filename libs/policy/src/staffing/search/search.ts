import type { Candidates } from '../candidates.js';
import type { NumberedConstraint } from '../compiled.js';
import type { Derivation } from '../derivation.js';
import { Analysis, triangleHint, type Conflict } from './analysis.js';
import { Clauses, NO_CLAUSE } from './clauses.js';
import { countedClauses, isCounted, type Stated } from './counts.js';
import { propagateEquality, triangle } from './equality.js';
import { matchPeople } from './hall.js';
import { Order } from './order.js';
import { People } from './people.js';
import { luby } from './luby.js';
import { byClause, Trail } from './trail.js';
import type { Variables } from './variables.js';

export interface SearchInput {
  readonly variables: Variables;
  readonly candidates: Candidates;
  readonly constraints: readonly NumberedConstraint[];
  readonly stated: Stated;
  /** Numbers of the constraints that count; absent: all. */
  readonly active?: ReadonlySet<number>;
  readonly derivation: Derivation;
  /** Clauses that are known to hold, with their places in the derivation. */
  readonly known?: Iterable<readonly [literals: number[], derivation: number]>;
  /** By variable: what to try first, 1 for yes. Changed by the search. */
  readonly phases: Uint8Array;
}

/** Whether a search goes on; asked now and then. */
export interface Effort {
  goesOn(conflicts: number, derivation: Derivation): boolean;
}

export type Outcome =
  /** Places of people, by step. */
  | { readonly kind: 'plan'; readonly people: Int32Array }
  /** Where the derivation has the empty clause. */
  | { readonly kind: 'refuted'; readonly derivation: number }
  | { readonly kind: 'unknown' };

/** Conflict-driven clause learning over "one person does both", with the people as its theory. */
export class Search {
  private readonly variables: Variables;
  private readonly trail: Trail;
  private readonly clauses: Clauses;
  private readonly people: People;
  private readonly order: Order;
  private readonly analysis: Analysis;
  private readonly counted: number[] = [];
  private head = 0;
  conflicts = 0;

  constructor(private readonly input: SearchInput) {
    const { variables, constraints, derivation, active } = input;
    this.variables = variables;
    this.trail = new Trail(variables);
    this.clauses = new Clauses(this.trail, 2 * variables.count);
    const counted = constraints.filter((_, number) => active === undefined || active.has(number));
    this.people = new People(this.trail, variables, input.candidates, counted);
    this.order = new Order(input.stated.activity.slice());
    this.analysis = new Analysis(this.trail, variables, this.clauses, this.order, derivation);
  }

  run(effort: Effort): Outcome {
    const { trail, variables } = this;
    let untilRestart = RESTART_UNIT;
    let sinceRestart = 0;
    let restarts = 0;
    let learntLimit = FIRST_LIMIT;
    const first = this.load();
    if (first !== null) return { kind: 'refuted', derivation: this.analysis.refute(first) };
    for (;;) {
      const conflict = this.propagate() ?? (trail.length === variables.count ? this.match() : null);
      if (conflict !== null) {
        this.conflicts++;
        sinceRestart++;
        if (!this.resolve(conflict)) return { kind: 'refuted', derivation: this.analysis.refute(conflict) };
        if (!effort.goesOn(this.conflicts, this.input.derivation)) return { kind: 'unknown' };
        continue;
      }
      if (this.plan !== null) return { kind: 'plan', people: this.plan };
      if (sinceRestart >= untilRestart) {
        sinceRestart = 0;
        untilRestart = RESTART_UNIT * luby(++restarts);
        this.cancel(0);
        if (this.clauses.learntCount > learntLimit) {
          this.analysis.settle();
          this.clauses.forget();
          learntLimit *= LIMIT_GROWTH;
        }
        continue;
      }
      this.decide();
    }
  }

  /** What was learnt, for a search of other constraints. */
  lasting(): Iterable<readonly [literals: number[], derivation: number]> {
    return this.clauses.lasting();
  }

  private plan: Int32Array | null = null;

  /** Says what the constraints say. */
  private load(): Conflict | null {
    const { constraints, stated, derivation, active, known = [] } = this.input;
    for (const [number, constraint] of constraints.entries()) {
      if (active !== undefined && !active.has(number)) continue;
      if (isCounted(constraint)) this.counted.push(number);
      for (const clause of stated.clauses[number] ?? []) {
        const conflict = this.add(clause, derivation.add(clause, { rule: 'constraint', constraint: number }), 0);
        if (conflict !== null) return conflict;
      }
    }
    for (const [clause, place] of known) {
      const conflict = this.add(clause, place, clause.length);
      if (conflict !== null) return conflict;
    }
    return null;
  }

  /** Follows what has been assigned to its end. Returns what contradicts it. */
  private propagate(): Conflict | null {
    const { trail, variables, clauses } = this;
    for (;;) {
      while (this.head < trail.length) {
        const position = this.head++;
        const literal = trail.literals[position] as number;
        if (literal >> 1 < variables.pairCount) {
          const third = propagateEquality(trail, variables, this.people.next, literal);
          if (third >= 0) return this.contradiction(literal, third);
        }
        this.people.follow(position);
        const clause = clauses.propagate(literal);
        if (clause !== NO_CLAUSE) {
          clauses.served(clause, this.conflicts);
          return { literals: [...clauses.literals(clause)], from: clauses.derivation(clause) };
        }
      }
      const conflict = this.judge();
      if (conflict !== null) return conflict;
      if (this.head === trail.length) return null;
    }
  }

  /** What the people and the counts say to what has been assigned. */
  private judge(): Conflict | null {
    const { derivation, constraints } = this.input;
    for (const { clause, steps } of this.people.lemmas()) {
      const conflict = this.add(clause, derivation.add(clause, { rule: 'nobody', steps }), LEMMA_LEVELS);
      if (conflict !== null) return conflict;
    }
    for (const number of this.counted) {
      const constraint = constraints[number];
      if (constraint === undefined) continue;
      for (const { clause } of countedClauses(constraint, number, this.variables, this.trail, this.people)) {
        const conflict = this.add(
          clause,
          derivation.add(clause, { rule: 'constraint', constraint: number }),
          LEMMA_LEVELS,
        );
        if (conflict !== null) return conflict;
      }
    }
    return null;
  }

  /** Everything is assigned: finds everybody's classes, or too few people. */
  private match(): Conflict | null {
    const { people, variables } = this;
    const roots = [...people.root].filter((root, step) => root === step);
    roots.sort((one, other) => people.headcount(one) - people.headcount(other));
    const found = matchPeople(people, roots, variables);
    if (found instanceof Map) {
      this.plan = people.root.map((root) => found.get(root) as number);
      return null;
    }
    const { clause, groups } = found;
    return this.add(clause, this.input.derivation.add(clause, { rule: 'tooFew', groups }), LEMMA_LEVELS);
  }

  private contradiction(literal: number, third: number): Conflict {
    const { low, high } = this.variables;
    const pair = literal >> 1;
    const steps = [low[pair] as number, high[pair] as number, third] as const;
    return {
      literals: triangle(this.trail, this.variables, steps),
      from: triangleHint(this.trail, this.variables, steps, false),
    };
  }

  /** Adds a clause at any time; assigns what follows from it now. Returns it as a conflict where it is false. */
  private add(literals: readonly number[], derivation: number, levels: number): Conflict | null {
    const { value, level } = this.trail;
    const rank = (literal: number): number =>
      value[literal] === -1
        ? (level[literal >> 1] as number)
        : Number.MAX_SAFE_INTEGER - (value[literal] === 1 ? 0 : 1);
    const sorted = [...literals].sort((one, other) => rank(other) - rank(one));
    const [first = -1, second = -1] = sorted;
    if (first < 0) return { literals, from: derivation };
    const clause = this.clauses.add(sorted, derivation, levels, this.conflicts);
    if (value[first] === -1) return { literals, from: derivation };
    if (value[first] === 0 && (second < 0 || value[second] === -1)) this.trail.assign(first, byClause(clause));
    return null;
  }

  /** Learns from a conflict and goes back; false where there is nowhere to go back to. */
  private resolve(conflict: Conflict): boolean {
    const { trail } = this;
    let highest = 0;
    for (const literal of conflict.literals) highest = Math.max(highest, trail.level[literal >> 1] as number);
    if (highest === 0) return false;
    this.cancel(highest);
    const { clause, level, levels, derivation } = this.analysis.learn(conflict);
    this.cancel(level);
    const place = this.clauses.add(clause, derivation, levels, this.conflicts);
    trail.assign(clause[0] as number, byClause(place));
    this.order.decay();
    return true;
  }

  private cancel(level: number): void {
    const { trail } = this;
    if (trail.starts.length <= level) return;
    trail.cancel(level, (literal) => {
      this.input.phases[literal >> 1] = (literal & 1) ^ 1;
      this.order.insert(literal >> 1);
    });
    this.people.cancel(trail.length);
    this.head = trail.length;
  }

  private decide(): void {
    for (;;) {
      const variable = this.order.pop();
      if (variable < 0) throw new Error('nothing is left to decide');
      if (this.trail.value[2 * variable] !== 0) continue;
      this.trail.decide(2 * variable + ((this.input.phases[variable] as number) ^ 1));
      return;
    }
  }
}

const RESTART_UNIT = 50;
const FIRST_LIMIT = 4_000;
const LIMIT_GROWTH = 1.1;
/** What follows from the people or a count outlives most of what is learnt. */
const LEMMA_LEVELS = 5;
