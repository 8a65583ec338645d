import { meet, parties, type Act } from './act.js';
import { departmentsOf, leadersOf } from './belonging.js';
import type { Facts } from './facts.js';

/** What is wrong with two signatures; null: nothing. */
export function pensFault([one, other]: readonly [string, string], acts: readonly Act[], facts: Facts): string | null {
  const [first, second] = [one, other].map((name) => acts.filter(({ act }) => act === name).at(-1));
  if (first === undefined || second === undefined) return 'a pen is not there';
  if (meet(parties(first), parties(second))) return 'one person held both pens';
  if (meet(departmentsOf(first, facts), departmentsOf(second, facts))) return 'both pens are of one department';
  const [leaders, others] = [leadersOf(first, facts), leadersOf(second, facts)];
  if (leaders.length === 0 || others.length === 0) return 'nobody leads one of the pens';
  return meet(leaders, others) ? 'both pens are under one leader' : null;
}
