import { triangleCode, type Derivation } from '../derivation.js';
import type { Clauses } from './clauses.js';
import { triangle } from './equality.js';
import type { Order } from './order.js';
import { DECIDED, type Trail } from './trail.js';
import type { Variables } from './variables.js';

type Literals = Iterable<number>;

/** A clause whose literals are all false. */
export interface Conflict {
  readonly literals: readonly number[];
  /** Its place in the derivation, or the code of a triangle. */
  readonly from: number;
}

/** What is learnt: a clause whose first literal follows once everything above `level` is taken back. */
export interface Learnt {
  readonly clause: number[];
  readonly level: number;
  /** How many levels it spans. */
  readonly levels: number;
  readonly derivation: number;
}

/** Learns from conflicts: the first unique implication point, with literals left out that follow from the others. */
export class Analysis {
  private readonly seen: Uint8Array;
  /** Of variables assigned at level 0: where the derivation says so. */
  private readonly facts: Int32Array;
  private conflicts = 0;

  constructor(
    private readonly trail: Trail,
    private readonly variables: Variables,
    private readonly clauses: Clauses,
    private readonly order: Order,
    private readonly derivation: Derivation,
  ) {
    this.seen = new Uint8Array(variables.count);
    this.facts = new Int32Array(variables.count).fill(-1);
  }

  /** @param conflict with a literal of the highest level, which is above 0 */
  learn(conflict: Conflict): Learnt {
    const { trail, seen } = this;
    const current = trail.starts.length;
    this.conflicts++;
    const marked: number[] = [];
    const resolved: number[] = [];
    const clause = [0];
    let open = 0;
    const take = (literals: Literals, implied: number): void => {
      for (const literal of literals) {
        const variable = literal >> 1;
        if (variable === implied || seen[variable] === 1) continue;
        seen[variable] = 1;
        marked.push(variable);
        const level = trail.level[variable] as number;
        if (level > 0) this.order.bump(variable);
        if (level === current) open++;
        else if (level > 0) clause.push(literal);
      }
    };
    take(conflict.literals, -1);
    let place = trail.length;
    let variable = -1;
    for (;;) {
      do variable = (trail.literals[--place] as number) >> 1;
      while (seen[variable] === 0);
      if (--open === 0) break;
      resolved.push(variable);
      take(this.reason(variable), variable);
    }
    clause[0] = (trail.literals[place] as number) ^ 1;
    const shorter = clause.filter((literal, at) => at === 0 || !this.isImplied(literal >> 1, marked, resolved));
    const used = new Set(resolved);
    const facts = marked.filter((each) => trail.level[each] === 0);
    const from = facts.map((each) => this.factOf(each));
    for (const each of [...used].sort(
      (one, other) => (trail.position[one] as number) - (trail.position[other] as number),
    )) {
      from.push(this.code(each));
    }
    from.push(conflict.from);
    for (const each of marked) seen[each] = 0;
    return { ...this.ready(shorter), derivation: this.derivation.add(shorter, { rule: 'derived', from }) };
  }

  /** Notes that the problem has no solution. @param conflict at level 0 */
  refute({ literals, from }: Conflict): number {
    if (literals.length === 0) return from;
    const facts = literals.map((literal) => this.factOf(literal >> 1));
    return this.derivation.add([], { rule: 'derived', from: [...facts, from] });
  }

  /** Notes everything that holds at level 0, so that its reasons may be forgotten. */
  settle(): void {
    for (let place = 0; place < this.trail.length; place++) this.factOf((this.trail.literals[place] as number) >> 1);
  }

  /** Where the derivation says what a variable of level 0 is. */
  factOf(variable: number): number {
    const known = this.facts[variable] as number;
    if (known >= 0) return known;
    const literals = [...this.reason(variable)].filter((literal) => literal >> 1 !== variable);
    let place = this.code(variable);
    if (literals.length > 0 || place < 0) {
      const from = [...literals.map((literal) => this.factOf(literal >> 1)), place];
      const literal = 2 * variable + (this.trail.value[2 * variable] === 1 ? 0 : 1);
      place = this.derivation.add([literal], { rule: 'derived', from });
    }
    this.facts[variable] = place;
    return place;
  }

  /** Whether a literal of the clause follows from its others; if so, notes through which variables. */
  private isImplied(variable: number, marked: number[], resolved: number[]): boolean {
    if (this.trail.reason[variable] === DECIDED) return false;
    const begin = marked.length;
    const through: number[] = [variable];
    for (let place = 0; place < through.length; place++) {
      const each = through[place] as number;
      for (const literal of this.reason(each)) {
        const other = literal >> 1;
        if (other === each || this.seen[other] === 1) continue;
        const isFact = this.trail.level[other] === 0;
        if (!isFact && (this.trail.reason[other] === DECIDED || through.length > MAX_THROUGH)) {
          for (const undone of marked.splice(begin)) this.seen[undone] = 0;
          return false;
        }
        this.seen[other] = 1;
        marked.push(other);
        if (!isFact) through.push(other);
      }
    }
    resolved.push(...through);
    return true;
  }

  /** The literals that made a variable what it is, and perhaps its own. */
  private reason(variable: number): Literals {
    const reason = this.trail.reason[variable] as number;
    const { clauses } = this;
    if ((reason & 1) === 0) {
      const clause = reason >> 1;
      clauses.served(clause, this.conflicts);
      return clauses.literals(clause);
    }
    const { low, high } = this.variables;
    return triangle(this.trail, this.variables, [low[variable] as number, high[variable] as number, reason >> 1]);
  }

  /** Of the clause that made a variable what it is. */
  private code(variable: number): number {
    const reason = this.trail.reason[variable] as number;
    if ((reason & 1) === 0) return this.clauses.derivation(reason >> 1);
    const { low, high } = this.variables;
    return triangleHint(
      this.trail,
      this.variables,
      [low[variable] as number, high[variable] as number, reason >> 1],
      true,
    );
  }

  /** Puts second what is undone first, and says where the first literal follows. */
  private ready(clause: number[]): Pick<Learnt, 'clause' | 'level' | 'levels'> {
    const level = (literal: number): number => this.trail.level[literal >> 1] as number;
    const levels = new Set(clause.map(level)).size;
    let second = 1;
    for (let place = 2; place < clause.length; place++) {
      if (level(clause[place] as number) > level(clause[second] as number)) second = place;
    }
    const swapped = [...clause];
    if (clause.length > 1) [swapped[1], swapped[second]] = [clause[second] as number, clause[1] as number];
    return { clause: swapped, level: clause.length > 1 ? level(swapped[1] as number) : 0, levels };
  }
}

/** How far back one looks whether a literal may be left out. */
const MAX_THROUGH = 200;

/**
 * The code of the clause over three steps whose pairs are all assigned.
 * @param isReason whether it made the pair of the first two what it is; else it is false
 */
export function triangleHint(
  trail: Trail,
  variables: Variables,
  steps: readonly [number, number, number],
  isReason: boolean,
): number {
  const [one, other, third] = steps;
  const isSame = (first: number, second: number): boolean => trail.value[variables.same(first, second)] === 1;
  // One literal of the clause is positive: the implied one, or else that of a pair that different people do.
  const isFirst = isReason === isSame(one, other);
  if (isFirst) return triangleCode(variables.pair(one, other), third, variables.pairCount);
  if (isSame(one, third)) return triangleCode(variables.pair(other, third), one, variables.pairCount);
  return triangleCode(variables.pair(one, third), other, variables.pairCount);
}
