import { recordName, type RecordChange, type ScopeKey, type ScopeRecordRow } from '../ports/index.js';
import { LockedRecords } from '../turns/index.js';

/** The scope records of a simulated world. */
export class PlayedRecords {
  private readonly rows = new Map<string, ScopeRecordRow>();

  constructor(private readonly unit: string) {}

  of(keys: readonly ScopeKey[]): LockedRecords {
    const rows = keys.flatMap((key) => this.rows.get(recordName(key)) ?? []);
    const next = new Map(keys.map((key) => [recordName(key), this.revisionAfter(key)]));
    return new LockedRecords(this.unit, keys, rows, next);
  }

  write(changes: readonly RecordChange[]): void {
    for (const { kind, id, value } of changes) {
      const row = {
        unit: this.unit,
        kind,
        id,
        revision: this.revisionAfter({ kind, id }),
        value: JSON.stringify(value),
      };
      this.rows.set(recordName(row), row);
    }
  }

  private revisionAfter(key: ScopeKey): number {
    return (this.rows.get(recordName(key))?.revision ?? 0) + 1;
  }
}
