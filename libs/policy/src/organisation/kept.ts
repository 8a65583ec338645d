import type { Validity } from './validity.js';

/** The time around a moment for which an answer holds: narrowed by everything that was looked at to find it. */
export class Span {
  private from = -Infinity;
  private to = Infinity;

  constructor(readonly at: number) {}

  /** The one of a thing's facts that is valid at the moment. They are in order, and never two at a time. */
  validOf<F extends Validity>(facts: readonly F[]): F | undefined {
    for (const fact of facts) {
      if (this.at < fact.from) {
        this.to = Math.min(this.to, fact.from);
        return undefined;
      }
      const isOver = fact.to !== null && fact.to <= this.at;
      this.from = Math.max(this.from, isOver ? fact.to : fact.from);
      if (isOver) continue;
      if (fact.to !== null) this.to = Math.min(this.to, fact.to);
      return fact;
    }
    return undefined;
  }

  /** The same of several things, without those that nothing is valid of. */
  allValidOf<F extends Validity>(chains: readonly (readonly F[])[]): readonly F[] {
    const found: F[] = [];
    for (const chain of chains) {
      const fact = this.validOf(chain);
      if (fact !== undefined) found.push(fact);
    }
    return found;
  }

  /** What was found rests on an answer that holds for that time alone. */
  narrowTo({ from, to }: Span): void {
    this.from = Math.max(this.from, from);
    this.to = Math.min(this.to, to);
  }

  holds(at: number): boolean {
    return this.from <= at && at < this.to;
  }
}

interface Answer<T> {
  readonly span: Span;
  readonly value: T;
  /** The one for another time: questions go to and fro between now and when something was done. */
  readonly other: Answer<T> | null;
}

/**
 * Answers of an immutable organisation, for each key the last two with the times for which they hold. Of more than `limit` keys the ones not asked for
 * of late are forgotten.
 */
export class Kept<T> {
  private recent = new Map<string, Answer<T>>();
  private older = new Map<string, Answer<T>>();

  constructor(private readonly limit: number) {}

  at(key: string, at: number, find: (span: Span) => T): T {
    return this.answer(key, at, find).value;
  }

  /** The same as part of a larger answer, whose span it narrows. */
  within(key: string, larger: Span, find: (span: Span) => T): T {
    const { span, value } = this.answer(key, larger.at, find);
    larger.narrowTo(span);
    return value;
  }

  private answer(key: string, at: number, find: (span: Span) => T): Answer<T> {
    const known = this.recent.get(key) ?? this.recalled(key);
    if (known?.span.holds(at) === true) return known;
    if (known?.other?.span.holds(at) === true) return known.other;
    const span = new Span(at);
    const value = find(span);
    const other = known === undefined ? null : { span: known.span, value: known.value, other: null };
    const answer = { span, value, other };
    this.keep(key, answer);
    return answer;
  }

  private recalled(key: string): Answer<T> | undefined {
    const found = this.older.get(key);
    if (found !== undefined) this.keep(key, found);
    return found;
  }

  private keep(key: string, answer: Answer<T>): void {
    if (this.recent.size >= this.limit / 2) {
      this.older = this.recent;
      this.recent = new Map<string, Answer<T>>();
    }
    this.recent.set(key, answer);
  }
}
