import type { Trail } from './trail.js';
import { byClause } from './trail.js';

/** Words before the literals of a clause: their number, the clause's place in the derivation, its levels (0: never forgotten), when it last served. */
const HEADER = 4;
export const NO_CLAUSE = -1;

/** Clauses in one array, each watched by its first two literals. */
export class Clauses {
  data = new Int32Array(1 << 14);
  private end = 0;
  /** By literal; absent where nothing watches it, as most are never watched. */
  private watches: (number[] | undefined)[];
  /** Those that may be forgotten. */
  private learnt: number[] = [];
  private kept: number[] = [];

  constructor(
    private readonly trail: Trail,
    private readonly literalCount: number,
  ) {
    this.watches = new Array<undefined>(literalCount);
  }

  get learntCount(): number {
    return this.learnt.length;
  }

  begin(clause: number): number {
    return clause + HEADER;
  }
  stop(clause: number): number {
    return clause + HEADER + (this.data[clause] as number);
  }
  literals(clause: number): Int32Array {
    return this.data.subarray(this.begin(clause), this.stop(clause));
  }
  derivation(clause: number): number {
    return this.data[clause + 1] as number;
  }
  served(clause: number, when: number): void {
    this.data[clause + 3] = when;
  }

  /**
   * @param literals where there are two or more, those to be watched first
   * @param levels how many levels it spans, which is the less useful the more; 0 keeps it for ever
   */
  add(literals: readonly number[], derivation: number, levels: number, when = 0): number {
    const clause = this.end;
    while (clause + HEADER + literals.length > this.data.length) this.grow();
    this.data.set([literals.length, derivation, levels, when], clause);
    this.data.set(literals, clause + HEADER);
    this.end += HEADER + literals.length;
    (levels === 0 ? this.kept : this.learnt).push(clause);
    this.watch(clause);
    return clause;
  }

  /** Assigns what follows from a literal that became true. Returns a clause that is false, if there is one. */
  propagate(literal: number): number {
    const { value } = this.trail;
    const falsified = literal ^ 1;
    const list = this.watches[literal];
    if (list === undefined) return NO_CLAUSE;
    let kept = 0;
    let place = 0;
    let conflict = NO_CLAUSE;
    watched: for (; place < list.length && conflict === NO_CLAUSE; place += 2) {
      const clause = list[place] as number;
      const blocker = list[place + 1] as number;
      if (value[blocker] === 1) {
        list[kept++] = clause;
        list[kept++] = blocker;
        continue;
      }
      const { data } = this;
      const begin = clause + HEADER;
      if (data[begin] === falsified) {
        data[begin] = data[begin + 1] as number;
        data[begin + 1] = falsified;
      }
      const first = data[begin] as number;
      if (value[first] !== 1) {
        const stop = begin + (data[clause] as number);
        for (let other = begin + 2; other < stop; other++) {
          const candidate = data[other] as number;
          if (value[candidate] === -1) continue;
          data[begin + 1] = candidate;
          data[other] = falsified;
          this.watched(candidate ^ 1).push(clause, first);
          continue watched;
        }
        if (value[first] === -1) conflict = clause;
        else this.trail.assign(first, byClause(clause));
      }
      list[kept++] = clause;
      list[kept++] = first;
    }
    while (place < list.length) list[kept++] = list[place++] as number;
    list.length = kept;
    return conflict;
  }

  /** Forgets half of what may be forgotten, the least useful first. Only at level 0, whose reasons nobody asks for any more. */
  forget(): void {
    const { data } = this;
    const levels = (clause: number): number => data[clause + 2] as number;
    this.learnt.sort(
      (one, other) => levels(one) - levels(other) || (data[other + 3] as number) - (data[one + 3] as number),
    );
    const half = this.learnt.length >> 1;
    const surviving = this.learnt.filter((clause, place) => place < half || levels(clause) <= 2);
    const all = [this.kept, surviving].map((clauses) =>
      clauses
        .filter((clause) => !this.isSatisfied(clause))
        .map((clause) => [this.literals(clause).slice(), data.slice(clause, clause + HEADER)] as const),
    );
    this.kept = [];
    this.learnt = [];
    this.end = 0;
    this.watches = new Array<undefined>(this.literalCount);
    for (const [literals, [, derivation, span, when]] of all.flat()) {
      this.add(
        [...literals].sort((one, other) => this.rank(one) - this.rank(other)),
        derivation as number,
        span as number,
        when,
      );
    }
  }

  /** What was learnt and is not forgotten: its literals and its place in the derivation. */
  *lasting(): Iterable<readonly [literals: number[], derivation: number]> {
    for (const clause of this.learnt) {
      yield [[...this.literals(clause)], this.derivation(clause)];
    }
  }

  private isSatisfied(clause: number): boolean {
    for (let place = this.begin(clause); place < this.stop(clause); place++) {
      if (this.trail.value[this.data[place] as number] === 1) return true;
    }
    return false;
  }

  private rank(literal: number): number {
    return this.trail.value[literal] === -1 ? 1 : 0;
  }

  private watch(clause: number): void {
    if ((this.data[clause] as number) < 2) return;
    const one = this.data[clause + HEADER] as number;
    const other = this.data[clause + HEADER + 1] as number;
    this.watched(one ^ 1).push(clause, other);
    this.watched(other ^ 1).push(clause, one);
  }

  private watched(literal: number): number[] {
    return (this.watches[literal] ??= []);
  }

  private grow(): void {
    const larger = new Int32Array(this.data.length * 2);
    larger.set(this.data);
    this.data = larger;
  }
}
