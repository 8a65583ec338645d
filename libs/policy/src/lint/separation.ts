import type { SeparationLevel } from '../model/index.js';
import { dutiesOf } from './steps.js';
import type { DrawnActivity, LintContext } from './context.js';

/** Whether two activities are kept apart: by a constraint of the drawing, or by a pair of duties of the profile. */
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
  return (profile?.separations ?? []).some(
    ({ a, b, levels }) => levels.includes(level) && ((mine.has(a) && theirs.has(b)) || (mine.has(b) && theirs.has(a))),
  );
}
