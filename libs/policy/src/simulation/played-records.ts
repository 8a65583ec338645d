import type { FiledEntry } from '../lint/index.js';
import type { OrganisationIndex } from '../organisation/index.js';
import { changeLedger, ledgerEntry, ledgerKey } from '../registers/index.js';
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

  /**
   * What a file says of contracts and budget lines becomes known.
   * @throws Error where the rules of the registers forbid it, which is told when the file is read
   */
  enter(entries: readonly FiledEntry[], organisation: OrganisationIndex, at: number): void {
    for (const { ledger, change } of entries) {
      const key = ledgerKey(ledger, change.id);
      const before = ledgerEntry(this.rows.get(recordName(key)));
      const result = changeLedger(ledger, before, change, { at, organisation, proposal: 'file' });
      if ('findings' in result) throw new Error(result.findings.map(({ message }) => message).join(' '));
      this.write([{ ...key, value: result.entry }]);
    }
  }

  private revisionAfter(key: ScopeKey): number {
    return (this.rows.get(recordName(key))?.revision ?? 0) + 1;
  }
}
