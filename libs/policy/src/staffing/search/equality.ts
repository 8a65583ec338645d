import { byStep, type Trail } from './trail.js';
import type { Variables } from './variables.js';

/**
 * "Same person" is transitive: what follows for pairs of steps from one pair that was decided, compared through each third step. Returns that
 * third step where the three pairs contradict each other, else -1.
 * @param next rings of steps: everything known so far to be one person's is in one ring
 */
export function propagateEquality(trail: Trail, variables: Variables, next: Int32Array, literal: number): number {
  const { same } = trail;
  const { stepCount } = variables;
  const pair = literal >> 1;
  const one = variables.low[pair] as number;
  const other = variables.high[pair] as number;
  const oneRow = one * stepCount;
  const otherRow = other * stepCount;
  if ((literal & 1) === 0) {
    for (let third = 0; third < stepCount; third++) {
      const left = same[oneRow + third] as number;
      const right = same[otherRow + third] as number;
      if (left === right) continue;
      if (left === 0) assign(trail, variables, one, third, right, other);
      else if (right === 0) assign(trail, variables, other, third, left, one);
      else return third;
    }
    return -1;
  }
  for (let third = next[one] as number; third !== one; third = next[third] as number) {
    const right = same[otherRow + third] as number;
    if (same[oneRow + third] !== 1 || right === -1) continue;
    if (right === 1) return third;
    assign(trail, variables, other, third, -1, one);
  }
  for (let third = next[other] as number; third !== other; third = next[third] as number) {
    const left = same[oneRow + third] as number;
    if (same[otherRow + third] !== 1 || left === -1) continue;
    if (left === 1) return third;
    assign(trail, variables, one, third, -1, other);
  }
  return -1;
}

function assign(trail: Trail, variables: Variables, one: number, other: number, value: number, through: number): void {
  trail.assign(value === 1 ? variables.same(one, other) : variables.different(one, other), byStep(through));
}

/** The clause of three literals that speaks of these three steps and is false, but for the literal that it implies. */
export function triangle(trail: Trail, variables: Variables, steps: readonly [number, number, number]): number[] {
  const [one, other, third] = steps;
  const pairs = [variables.pair(one, other), variables.pair(one, third), variables.pair(other, third)];
  return pairs.map((pair) => (trail.value[2 * pair] === 1 ? 2 * pair + 1 : 2 * pair));
}
