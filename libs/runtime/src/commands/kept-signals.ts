import type { Batch } from '../door/batch.js';
import { newId } from '../ids.js';
import type { InstanceCommand, OutboxRow } from '../ports/index.js';

/** After these an instance may go on, or be over: signals that were kept for it are due, or for nobody. */
const KINDS: ReadonlySet<InstanceCommand['kind']> = new Set(['resumeInstance', 'releaseInstance', 'cancelInstance']);

export function settlesKeptSignals({ kind }: InstanceCommand): boolean {
  return KINDS.has(kind);
}

/** @param kept read when the instance was locked, so that none comes in between */
export function settleKeptSignals(batch: Batch, instance: string, kept: readonly OutboxRow[]): void {
  const { changes, notices, parts } = batch;
  const status = batch.snapshot(instance)?.status;
  if (status === 'suspended' || status === 'quarantined') return;
  for (const row of kept) {
    changes.outbox.drop(row.id);
    if (status !== 'active') continue;
    const createdAt = parts.surroundings.now();
    changes.outbox.open({ ...row, id: newId(parts.surroundings), kind: 'signal', createdAt });
    notices.push({ kind: 'outbox' });
  }
}
