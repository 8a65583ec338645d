/** Where a clause comes from. */
export type Origin =
  | { readonly rule: 'constraint'; readonly constraint: number }
  /** Those of the `atMost`s, and one for each other step, are fewer than the `atLeast` demands; without any: those who may do one of its steps are. */
  | { readonly rule: 'count'; readonly atLeast: number; readonly atMost: readonly number[] }
  /** Nobody may do all these steps (within the teams that the clause names). */
  | { readonly rule: 'nobody'; readonly steps: readonly number[] }
  /** Fewer people may do all steps of one of the groups than there are groups. */
  | { readonly rule: 'tooFew'; readonly groups: readonly (readonly number[])[] }
  /** By unit propagation over these, in this order: places in the derivation, or triangles. */
  | { readonly rule: 'derived'; readonly from: readonly number[] };

/** Why clauses hold, in the order in which they were found. Outlives the searches that fill it. */
export class Derivation {
  private readonly clauses: (readonly number[])[] = [];
  private readonly origins: Origin[] = [];
  /** Numbers it keeps: a measure of memory. */
  size = 0;

  get length(): number {
    return this.clauses.length;
  }

  add(clause: readonly number[], origin: Origin): number {
    this.size += clause.length + (origin.rule === 'derived' ? origin.from.length : 1);
    this.origins.push(origin);
    return this.clauses.push(clause) - 1;
  }

  clause(place: number): readonly number[] {
    return this.clauses[place] ?? [];
  }

  origin(place: number): Origin {
    const origin = this.origins[place];
    if (origin === undefined) throw new Error(`the derivation has no place ${place}`);
    return origin;
  }

  /** What a clause rests on, ascending, itself last. */
  support(place: number): number[] {
    const isNeeded = new Uint8Array(place + 1);
    isNeeded[place] = 1;
    const found: number[] = [];
    for (let each = place; each >= 0; each--) {
      if (isNeeded[each] === 0) continue;
      found.push(each);
      const origin = this.origin(each);
      if (origin.rule === 'derived') for (const from of origin.from) if (from >= 0) isNeeded[from] = 1;
    }
    return found.reverse();
  }

  /** Numbers of the constraints that a clause rests on, ascending. */
  constraintsBehind(place: number): number[] {
    const found = new Set<number>();
    for (const each of this.support(place)) {
      const origin = this.origin(each);
      for (const constraint of constraintsOf(origin)) found.add(constraint);
    }
    return [...found].sort((one, other) => one - other);
  }

  /** By place: 1 where a clause rests on no constraint but these. */
  restingOn(constraints: ReadonlySet<number>): Uint8Array {
    const holds = new Uint8Array(this.length).fill(1);
    for (const [place, origin] of this.origins.entries()) {
      const rests =
        constraintsOf(origin).every((constraint) => constraints.has(constraint)) &&
        (origin.rule !== 'derived' || origin.from.every((from) => from < 0 || holds[from] === 1));
      if (!rests) holds[place] = 0;
    }
    return holds;
  }
}

/** Numbers of the constraints that the clause says by itself. */
function constraintsOf(origin: Origin): readonly number[] {
  if (origin.rule === 'constraint') return [origin.constraint];
  return origin.rule === 'count' ? [origin.atLeast, ...origin.atMost] : NONE;
}

const NONE: readonly never[] = [];

/** The triangle that says: who does the pair's one step and `apex`, and `apex` and the pair's other step, does the pair. As a negative number. */
export function triangleCode(pair: number, apex: number, pairCount: number): number {
  return -1 - (apex * pairCount + pair);
}

export function triangleOf(code: number, pairCount: number): { readonly pair: number; readonly apex: number } {
  const number = -1 - code;
  return { pair: number % pairCount, apex: Math.floor(number / pairCount) };
}
