import type { Candidates } from './candidates.js';
import type { NumberedConstraint } from './compiled.js';
import { isKept } from './kept.js';

/** Moves tried before it is enough. */
const MAX_MOVES = 20_000;

/**
 * Finds constraints that are needed from one that is: a plan that breaks it alone is changed at one step until it breaks another one alone (model
 * rotation, Belov and Marques-Silva 2011).
 * @param people places of people by step; breaks only `broken` among `core`
 * @param needed what is found is added
 */
export function rotate(
  people: Int32Array,
  broken: number,
  core: readonly number[],
  constraints: readonly NumberedConstraint[],
  { rows, width, users }: Candidates,
  needed: Set<number>,
): void {
  const byStep: number[][] = Array.from({ length: people.length }, () => []);
  for (const number of core) for (const step of constraints[number]?.steps ?? []) byStep[step]?.push(number);
  const mayDo = (person: number, step: number): boolean =>
    (((rows[step * width + (person >>> 5)] as number) >>> (person & 31)) & 1) === 1;
  const inTeam = (person: number, team: number): boolean => mayDo(person, people.length + team);
  const keeps = (number: number, plan: Int32Array): boolean => {
    const constraint = constraints[number];
    return constraint === undefined || isKept(constraint, plan, inTeam);
  };
  const waiting: [Int32Array, number][] = [[people, broken]];
  let moves = 0;
  for (let next = waiting.pop(); next !== undefined && moves < MAX_MOVES; next = waiting.pop()) {
    const [plan, only] = next;
    for (const step of constraints[only]?.steps ?? []) {
      const before = plan[step] as number;
      for (let person = 0; person < users.length; person++) {
        if (person === before || !mayDo(person, step)) continue;
        moves++;
        plan[step] = person;
        // Only constraints over this step can have come to be broken.
        const broke = (byStep[step] ?? []).filter((each) => !keeps(each, plan));
        const [other] = broke;
        if (broke.length !== 1 || other === undefined || needed.has(other)) continue;
        needed.add(other);
        waiting.push([plan.slice(), other]);
      }
      plan[step] = before;
    }
  }
}
