import { intersect } from './bits.js';
import type { Candidates } from './candidates.js';
import type { Compiled, NumberedConstraint } from './compiled.js';

export type PatternOutcome =
  { readonly kind: 'plan'; readonly people: Int32Array } | { readonly kind: 'none' | 'unknown' };

/**
 * Backtracking over patterns (which steps one person does: Cohen et al. 2014), the step with the fewest ways to go first. Quick where there are many
 * plans, hopeless where there are few.
 * @param maxNodes steps placed before it gives up
 */
export function searchPatterns(compiled: Compiled, candidates: Candidates, maxNodes: number): PatternOutcome {
  return new Patterns(compiled, candidates, maxNodes).run();
}

class Patterns {
  private readonly width: number;
  private rows: Uint32Array;
  /** By step; -1 while it is not placed. */
  private readonly classOf: Int32Array;
  /** By class: the word where the row of those who may do it begins, and one of them. */
  private readonly rowOf: number[] = [];
  private readonly personOf: number[] = [];
  private readonly holder = new Map<number, number>();
  private top: number;
  private nodes = 0;
  /** By class: the count in which it was met last. */
  private readonly counted: Int32Array;
  private round = 0;
  private readonly byStep: NumberedConstraint[][];
  private readonly teams: NumberedConstraint[];

  constructor(
    private readonly compiled: Compiled,
    { rows, width }: Candidates,
    private readonly maxNodes: number,
  ) {
    const { stepCount, constraints } = compiled;
    this.width = width;
    this.top = rows.length;
    this.rows = new Uint32Array(rows.length * 2 + (stepCount + 1) * width);
    this.rows.set(rows);
    this.classOf = new Int32Array(stepCount).fill(-1);
    this.counted = new Int32Array(stepCount + 1);
    this.byStep = Array.from({ length: stepCount }, () => []);
    for (const constraint of constraints) for (const step of constraint.steps) this.byStep[step]?.push(constraint);
    this.teams = constraints.filter(({ kind }) => kind === 'oneTeam');
  }

  run(): PatternOutcome {
    const stepRows = Array.from({ length: this.compiled.stepCount }, (_, step) => step * this.width);
    const found = this.chooseTeams(0, stepRows);
    if (found === null) return { kind: 'unknown' };
    if (!found) return { kind: 'none' };
    return { kind: 'plan', people: this.classOf.map((each) => this.personOf[each] as number) };
  }

  private chooseTeams(at: number, stepRows: readonly number[]): boolean | null {
    const constraint = this.teams[at];
    if (constraint === undefined) return this.place(this.compiled.stepCount, stepRows);
    for (const team of constraint.teams) {
      const before = this.top;
      const narrowed = [...stepRows];
      for (const step of constraint.steps) {
        narrowed[step] = this.joined(narrowed[step] as number, (this.compiled.stepCount + team) * this.width);
      }
      const found = this.chooseTeams(at + 1, narrowed);
      if (found !== false) return found;
      this.top = before;
    }
    return false;
  }

  /** null: given up. */
  private place(left: number, stepRows: readonly number[]): boolean | null {
    if (left === 0) return true;
    if (++this.nodes > this.maxNodes) return null;
    let step = -1;
    let ways: number[] = [];
    for (let each = 0; each < stepRows.length; each++) {
      if (this.classOf[each] !== -1) continue;
      const open = this.waysOf(each, stepRows[each] as number, left, step < 0 ? Infinity : ways.length);
      if (open === null) continue;
      step = each;
      ways = open;
      if (ways.length <= 1) break;
    }
    for (const way of ways) {
      const found = this.tryWay(step, way, left, stepRows);
      if (found !== false) return found;
    }
    return false;
  }

  private tryWay(step: number, way: number, left: number, stepRows: readonly number[]): boolean | null {
    const { top, rowOf, personOf } = this;
    const isNew = way === rowOf.length;
    const row = rowOf[way];
    const people = [...personOf];
    rowOf[way] = row === undefined ? (stepRows[step] as number) : this.joined(row, stepRows[step] as number);
    this.classOf[step] = way;
    const found = this.employ(way) ? this.place(left - 1, stepRows) : false;
    if (found !== false) return found;
    this.classOf[step] = -1;
    if (isNew) rowOf.length = way;
    else rowOf[way] = row as number;
    this.top = top;
    personOf.splice(0, personOf.length, ...people);
    this.holder.clear();
    for (const [each, person] of people.entries()) this.holder.set(person, each);
    return false;
  }

  /** Classes that the step may join, the fullest use of a person first, and the number of a new one; null when there are `limit` or more. */
  private waysOf(step: number, row: number, left: number, limit: number): number[] | null {
    const ways: number[] = [];
    for (let each = 0; each <= this.rowOf.length; each++) {
      if (!this.isAllowed(step, each, left) || !this.isShared(row, this.rowOf[each])) continue;
      ways.push(each);
      if (ways.length >= limit) return null;
    }
    return ways;
  }

  private isAllowed(step: number, way: number, left: number): boolean {
    for (const constraint of this.byStep[step] ?? []) if (this.isBroken(constraint, way, left)) return false;
    return true;
  }

  /** Whether the constraint cannot hold any more once one of its steps that is not placed joins the class. */
  private isBroken({ kind, steps, users }: NumberedConstraint, way: number, left: number): boolean {
    if (kind === 'oneTeam') return false;
    if (kind === 'separation' || kind === 'binding') {
      const isApart = kind === 'separation';
      return steps.some((each) => {
        const one = this.classOf[each] as number;
        return one >= 0 && (one === way) === isApart;
      });
    }
    const round = ++this.round;
    this.counted[way] = round;
    let classes = 1;
    let open = -1;
    for (const each of steps) {
      const one = this.classOf[each] as number;
      if (one < 0) open++;
      else if (this.counted[one] !== round) {
        this.counted[one] = round;
        classes++;
      }
    }
    return kind === 'atMost' ? classes > users : classes + Math.min(open, left) < users;
  }

  private isShared(row: number, other: number | undefined): boolean {
    for (let word = 0; word < this.width; word++) {
      const bits = this.rows[row + word] as number;
      if ((other === undefined ? bits : bits & (this.rows[other + word] as number)) !== 0) return true;
    }
    return false;
  }

  private joined(one: number, other: number): number {
    if (this.top + this.width > this.rows.length) {
      const larger = new Uint32Array(this.rows.length * 2);
      larger.set(this.rows);
      this.rows = larger;
    }
    const row = this.top;
    this.top += this.width;
    intersect(this.rows, one, other, this.width, row);
    return row;
  }

  /** Finds somebody for the class whose row has changed, moving others where they can be moved. */
  private employ(way: number): boolean {
    const person = this.personOf[way];
    if (person !== undefined) {
      if (((this.rows[(this.rowOf[way] as number) + (person >>> 5)] as number) >>> (person & 31)) & 1) return true;
      this.holder.delete(person);
    }
    return this.augment(way, new Set());
  }

  private augment(way: number, seen: Set<number>): boolean {
    const row = this.rowOf[way] as number;
    for (let word = 0; word < this.width; word++) {
      for (let bits = this.rows[row + word] as number; bits !== 0; bits &= bits - 1) {
        const person = word * 32 + 31 - Math.clz32(bits & -bits);
        if (seen.has(person)) continue;
        seen.add(person);
        const other = this.holder.get(person);
        if (other !== undefined && !this.augment(other, seen)) continue;
        this.holder.set(person, way);
        this.personOf[way] = person;
        return true;
      }
    }
    return false;
  }
}
