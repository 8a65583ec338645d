import type { ActivityPolicy, EvidenceSpec } from './types.js';

/** The papers that an activity and its acts ask for. */
export function allPapersOf({
  evidence,
  control,
}: Pick<ActivityPolicy, 'evidence' | 'control'>): readonly EvidenceSpec[] {
  return [...evidence, ...(control?.acts ?? []).flatMap((act) => act.evidence)];
}
