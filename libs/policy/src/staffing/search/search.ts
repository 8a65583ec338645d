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
import { Counting } from './shortfall.js';
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
  /** By number of an `atLeast`. */
  private readonly countings = new Map<number, Counting>();
  private head = 0;
  conflicts = 0;
  private learntLimit = FIRST_LIMIT;
  private isLoaded = false;
  /** Where what it adds to the derivation begins. */
  private readonly begin: number;
  /** Questions that were asked. */
  private asked = 0;
  /** The literal of the question that is being asked. */
  private question = NO_QUESTION;
  /** Without any question there is no plan: where the derivation says so. */
  private refutation: number | null = null;

  constructor(private readonly input: SearchInput) {
    const { variables, constraints, derivation, active } = input;
    this.variables = variables;
    this.begin = derivation.length;
    this.trail = new Trail(variables);
    this.clauses = new Clauses(this.trail, 2 * variables.count);
    const counted = constraints.filter((_, number) => active === undefined || active.has(number));
    this.people = new People(this.trail, variables, input.candidates, counted);
    this.order = new Order(input.stated.activity, variables.count);
    this.analysis = new Analysis(this.trail, variables, this.clauses, this.order, derivation);
  }

  run(effort: Effort): Outcome {
    if (this.refutation !== null) return { kind: 'refuted', derivation: this.refutation };
    const { trail, conflicts: before } = this;
    let untilRestart = RESTART_UNIT;
    let sinceRestart = 0;
    let restarts = 0;
    const first = this.isLoaded ? null : this.load();
    if (first !== null) return this.refuted(first);
    for (;;) {
      const conflict = this.propagate() ?? (this.isComplete() && !this.isAnswered() ? this.match() : null);
      if (conflict !== null) {
        this.conflicts++;
        sinceRestart++;
        if (!this.resolve(conflict)) return this.refuted(conflict);
        if (!effort.goesOn(this.conflicts - before, this.input.derivation)) return { kind: 'unknown' };
        continue;
      }
      if (this.isAnswered()) return { kind: 'refuted', derivation: this.analysis.factOf(this.question >> 1) };
      if (this.plan !== null) return { kind: 'plan', people: this.plan };
      if (sinceRestart >= untilRestart) {
        sinceRestart = 0;
        untilRestart = RESTART_UNIT * luby(++restarts);
        this.cancel(0);
        if (this.clauses.learntCount > this.learntLimit) {
          this.analysis.settle();
          this.clauses.forget();
          this.learntLimit *= LIMIT_GROWTH;
        }
        continue;
      }
      const { question } = this;
      if (question >= 0 && trail.value[question] === 0) trail.decide(question);
      else this.decide();
    }
  }

  /** Asks what becomes of the problem when that person (by place) does that step; what is learnt helps the next question. At most `questionCount` times. */
  ask(step: number, person: number, effort: Effort): Outcome {
    const { variables, people, trail } = this;
    if (this.asked === variables.questionCount) throw new Error('too many questions were asked');
    people.ask(this.asked, step, person);
    this.question = variables.isTeam(variables.teamCount + this.asked++);
    const outcome = this.run(effort);
    this.plan = null;
    this.cancel(0);
    const never = this.question ^ 1;
    // What was learnt from the question holds no longer than it is asked.
    if (trail.value[never] === 0) {
      this.add([never], this.input.derivation.add([never], { rule: 'derived', from: [] }), 0);
    }
    this.question = NO_QUESTION;
    return outcome;
  }

  /** From now on that person (by place), who may do the step, has done it. */
  pin(step: number, person: number): void {
    this.people.pin(step, person);
  }

  /** @param bits of somebody who was left out so far: the steps and teams of their row */
  admit(person: number, bits: readonly number[]): void {
    this.people.admit(person, bits);
  }

  /** What this search has learnt, for a search of other constraints. */
  *lasting(): Iterable<readonly [literals: number[], derivation: number]> {
    for (const clause of this.clauses.lasting()) {
      if (clause[1] >= this.begin) yield clause;
    }
  }

  private plan: Int32Array | null = null;

  private refuted(conflict: Conflict): Outcome {
    this.refutation = this.analysis.refute(conflict);
    return { kind: 'refuted', derivation: this.refutation };
  }

  /** Whether what is asked about has turned out to be impossible. */
  private isAnswered(): boolean {
    return this.question >= 0 && this.trail.value[this.question] === -1;
  }

  /** Whether all is assigned but the questions that nobody asked yet. */
  private isComplete(): boolean {
    const { decidedCount } = this.variables;
    return this.trail.length === decidedCount + this.asked;
  }

  /** Says what the constraints say. */
  private load(): Conflict | null {
    const { constraints, stated, derivation, active, known = [] } = this.input;
    this.isLoaded = true;
    for (const [number, constraint] of constraints.entries()) {
      if (active !== undefined && !active.has(number)) continue;
      if (isCounted(constraint)) this.counted.push(number);
      for (const clause of stated.clauses[number] ?? []) {
        const conflict = this.add(clause, derivation.add(clause, { rule: 'constraint', constraint: number }), 0);
        if (conflict !== null) return conflict;
      }
    }
    const few = this.loadCountings();
    if (few !== null) return few;
    for (const [clause, place] of known) {
      const conflict = this.add(clause, place, clause.length);
      if (conflict !== null) return conflict;
    }
    return null;
  }

  /** Makes ready what is counted of several constraints together. */
  private loadCountings(): Conflict | null {
    const { constraints, active, derivation } = this.input;
    const all = [...constraints.entries()].filter(([number]) => active === undefined || active.has(number));
    for (const [number, constraint] of all) {
      if (constraint.kind !== 'atLeast') continue;
      this.countings.set(number, new Counting(constraint, all));
      // More people than steps are too many whoever there is, which the constraint says by itself.
      const isOfPeople = constraint.users <= constraint.steps.length;
      if (isOfPeople && this.people.headcountOfAll(constraint.steps) < constraint.users)
        return this.add([], derivation.add([], { rule: 'count', atLeast: number, atMost: [] }), 0);
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
    for (const [number, counting] of this.countings) {
      const found = counting.shortfall(this.people, this.variables);
      if (found === null) continue;
      const { clause, atMost } = found;
      const place = derivation.add(clause, { rule: 'count', atLeast: number, atMost });
      const conflict = this.add(clause, place, LEMMA_LEVELS);
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

const NO_QUESTION = -1;
const RESTART_UNIT = 50;
const FIRST_LIMIT = 4_000;
const LIMIT_GROWTH = 1.1;
/** What follows from the people or a count outlives most of what is learnt. */
const LEMMA_LEVELS = 5;
