import type { TrailRecord } from '../records.js';
import type { Step } from '../use-matter.js';

/** Signatures that were given in this step and no longer count, as its content was changed or it was returned since. */
export function lostSignatures(
  { activity, acts }: Pick<Step, 'activity' | 'acts'>,
  records: readonly TrailRecord[],
): readonly TrailRecord[] {
  const isCounted = ({ act, person, at }: TrailRecord): boolean =>
    acts.some((each) => each.act === act && each.done?.person === person && each.done.at === at);
  const names = new Set(acts.map(({ act }) => act));
  return records.filter(
    (record) =>
      record.activity === activity && names.has(record.act) && record.outcome !== undefined && !isCounted(record),
  );
}
