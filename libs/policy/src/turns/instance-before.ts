import type { InstanceView, ScopeKey, ScopeRecordRow } from '../ports/index.js';

/** An instance as a command finds it. */
export type InstanceBefore = Omit<InstanceView, 'records' | 'named' | 'isQuarantined'>;

/** As the policy sees it. */
export function viewOf(
  { id, process, startedBy, startedAt, definition, flow, work, trail }: InstanceBefore,
  records: readonly ScopeRecordRow[],
  named: readonly ScopeKey[] = [],
): InstanceView {
  return { id, process, startedBy, startedAt, definition, flow, work, trail, records, named };
}
