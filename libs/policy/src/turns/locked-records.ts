import { recordName, type RecordChange, type ScopeKey, type ScopeRecordRow } from '../ports/index.js';

/** The scope records of one command, as they are before it. */
export class LockedRecords {
  constructor(
    private readonly unit: string,
    /** Whether they are there or not. */
    readonly keys: readonly ScopeKey[],
    private readonly rows: readonly ScopeRecordRow[],
    /** The revision that each of them has after the transaction, if it is changed. */
    private readonly next: ReadonlyMap<string, number>,
  ) {}

  /** As they are with these changes. */
  with(changes: ReadonlyMap<string, RecordChange>): readonly ScopeRecordRow[] {
    if (changes.size === 0) return this.rows;
    const changed = [...changes].map(([name, { kind, id, value }]): ScopeRecordRow => {
      return { unit: this.unit, kind, id, revision: this.next.get(name) ?? 1, value: JSON.stringify(value) };
    });
    return [...this.rows.filter((row) => !changes.has(recordName(row))), ...changed];
  }

  /** @throws Error when the policy changes what it did not name: nobody has locked it. */
  nameOf(key: ScopeKey): string {
    const name = recordName(key);
    if (!this.next.has(name)) {
      throw new Error(`the policy changes scope record ${key.kind} ${key.id}, which it did not name before`);
    }
    return name;
  }
}
