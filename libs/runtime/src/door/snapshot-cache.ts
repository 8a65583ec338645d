import type { Snapshot } from './snapshot.js';

/** Instances whose state was read or written last. A snapshot is used only when its last entry is still the last one in the database. */
export class SnapshotCache {
  private readonly kept = new Map<string, Snapshot>();

  constructor(private readonly limit: number) {}

  get(id: string): Snapshot | undefined {
    const found = this.kept.get(id);
    if (found === undefined) return undefined;
    this.kept.delete(id);
    this.kept.set(id, found);
    return found;
  }

  put(snapshot: Snapshot): void {
    const { id, status } = snapshot;
    this.kept.delete(id);
    if (status === 'completed' || status === 'cancelled') return;
    this.kept.set(id, snapshot);
    if (this.kept.size <= this.limit) return;
    for (const oldest of this.kept.keys()) {
      this.kept.delete(oldest);
      break;
    }
  }
}
