import { DUTY_PAIRS } from '../constraints/duty-pairs.js';
import type { SeparationLevel } from '../model/index.js';
import { dutiesOf } from './steps.js';
import type { DrawnActivity, LintContext } from './context.js';

/** Whether two activities are kept apart: by a constraint of the drawing, or by a pair of duties, the product's or the profile's. */
export function areSeparated(
  { policy, profile }: LintContext,
  one: DrawnActivity,
  other: DrawnActivity,
  level: SeparationLevel = 'person',
): boolean {
  const drawn = policy.constraints.some(({ kind, levels, between }) => {
    const keys = new Set(between.map(({ activity }) => activity));
    return kind === 'separation' && levels.has(level) && keys.has(one.key) && keys.has(other.key);
  });
  if (drawn) return true;
  const mine = dutiesOf(one);
  const theirs = dutiesOf(other);
  const apart = (a: string, b: string): boolean => (mine.has(a) && theirs.has(b)) || (mine.has(b) && theirs.has(a));
  const letter = LETTERS[level];
  if (DUTY_PAIRS.some((pair) => pair.level.includes(letter) && apart(pair.a, pair.b))) return true;
  return (profile?.separations ?? []).some(({ a, b, levels }) => levels.includes(level) && apart(a, b));
}

const LETTERS = { person: 'P', department: 'D', leader: 'L' } as const;
