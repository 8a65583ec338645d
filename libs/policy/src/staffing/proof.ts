import type { Compiled } from './compiled.js';
import { triangleOf, type Derivation } from './derivation.js';
import type { Variables } from './search/variables.js';

/**
 * One of the clauses that lead to the empty one. With `k` steps, the literal `i * k + j` (`i < j`) says that one person does the steps `i` and `j`, and
 * `k * k + t` that the team `t` does what its constraint names, counting the teams of all constraints from 0; negative, that it is not so.
 */
export type ProofStep =
  /** Follows from one constraint. */
  | { readonly rule: 'constraint'; readonly constraint: number; readonly clause: readonly number[] }
  /**
   * An `atLeast` demands more people than there can be: of each `atMost` as many as it says, and one for each step beside them, as far as the clause's pairs do not
   * join them; or, where none is named, those who may do one of its steps.
   */
  | {
      readonly rule: 'count';
      readonly atLeast: number;
      readonly atMost: readonly number[];
      readonly clause: readonly number[];
    }
  /** Who does a and b, and b and c, does a and c. */
  | { readonly rule: 'same'; readonly clause: readonly number[] }
  /** Nobody may do all these steps. */
  | { readonly rule: 'nobody'; readonly steps: readonly number[]; readonly clause: readonly number[] }
  /** Fewer people may do all steps of a group than there are groups. */
  | { readonly rule: 'tooFew'; readonly groups: readonly (readonly number[])[]; readonly clause: readonly number[] }
  /** By unit propagation over these earlier clauses, in this order. */
  | { readonly rule: 'derived'; readonly from: readonly number[]; readonly clause: readonly number[] };

/** Why there is no plan: the last clause is empty. `checkStaffingProof` judges it. */
export type StaffingProof = readonly ProofStep[];

/** What the empty clause at that place rests on, and nothing else. */
export function proofOf(
  derivation: Derivation,
  place: number,
  compiled: Compiled,
  variables: Variables,
): StaffingProof {
  const original = (step: number): number => compiled.original[step] as number;
  const proof: ProofStep[] = [];
  const places = new Map<number, number>();
  const literals = (clause: readonly number[]): number[] =>
    clause.map((literal) => written(literal, compiled, variables));
  const triangle = (code: number): number => {
    const known = places.get(code);
    if (known !== undefined) return known;
    const { pair, apex } = triangleOf(code, variables.pairCount);
    const one = variables.low[pair] as number;
    const other = variables.high[pair] as number;
    const clause = [2 * pair, variables.different(one, apex), variables.different(apex, other)];
    places.set(code, proof.length);
    return proof.push({ rule: 'same', clause: literals(clause) }) - 1;
  };
  for (const each of derivation.support(place)) {
    const origin = derivation.origin(each);
    const clause = literals(derivation.clause(each));
    if (origin.rule === 'derived') {
      const from = origin.from.map((one) => (one < 0 ? triangle(one) : (places.get(one) as number)));
      places.set(each, proof.push({ rule: 'derived', from, clause }) - 1);
    } else if (origin.rule === 'nobody') {
      places.set(each, proof.push({ rule: 'nobody', steps: origin.steps.map(original), clause }) - 1);
    } else if (origin.rule === 'tooFew') {
      const groups = origin.groups.map((steps) => steps.map(original));
      places.set(each, proof.push({ rule: 'tooFew', groups, clause }) - 1);
    } else places.set(each, proof.push({ ...origin, clause }) - 1);
  }
  return proof;
}

function written(literal: number, { problem, original }: Compiled, { pairCount, low, high }: Variables): number {
  const variable = literal >> 1;
  const stepCount = problem.steps.length;
  const placeOf = (step: number | undefined): number => original[step as number] as number;
  const number =
    variable < pairCount
      ? placeOf(low[variable]) * stepCount + placeOf(high[variable])
      : stepCount * stepCount + variable - pairCount;
  return (literal & 1) === 0 ? number : -number;
}
