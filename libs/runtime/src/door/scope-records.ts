import type { RecordChange, RecordedChange, ScopeKey, ScopeRecordRow } from '../ports/index.js';

/** What the command rests on has become another record since the batch locked its records: it has to go alone. */
export class OtherRecordsNeeded extends Error {
  override readonly name = 'OtherRecordsNeeded';
}

/** The scope records of one command, as they are before it. */
export class LockedRecords {
  constructor(
    private readonly unit: string,
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
    return [...this.rows.filter((row) => !changes.has(nameOf(row))), ...changed];
  }

  /** @throws Error when the policy changes what it did not name: nobody has locked it. */
  nameOf(key: ScopeKey): string {
    const name = nameOf(key);
    if (!this.next.has(name)) throw new Error(`the policy changes scope record ${name}, which it did not name before`);
    return name;
  }
}

/** The scope records of a batch: each command sees what its predecessors wrote. */
export class BatchRecords {
  private readonly locked = new Set<string>();
  private readonly rows = new Map<string, ScopeRecordRow>();
  private readonly before = new Map<string, number>();
  private readonly writes = new Map<string, number>();

  constructor(private readonly unit: string) {}

  /** Rows of these keys were read and locked; a key without a row has none yet. */
  lock(keys: readonly ScopeKey[], rows: readonly ScopeRecordRow[]): void {
    for (const key of keys) this.locked.add(nameOf(key));
    for (const row of rows) {
      this.rows.set(nameOf(row), row);
      this.before.set(nameOf(row), row.revision);
    }
  }

  /** @throws OtherRecordsNeeded when one of them was not locked. */
  of(keys: readonly ScopeKey[]): LockedRecords {
    const names = new Set(keys.map(nameOf));
    const missing = [...names].find((name) => !this.locked.has(name));
    if (missing !== undefined) throw new OtherRecordsNeeded(missing);
    const rows = [...names].flatMap((name) => this.rows.get(name) ?? []);
    return new LockedRecords(this.unit, rows, new Map([...names].map((name) => [name, this.revisionAfter(name)])));
  }

  /** The row from now on, and what the entry says of it. */
  change({ kind, id, value }: RecordChange): { readonly row: ScopeRecordRow; readonly recorded: RecordedChange } {
    const name = nameOf({ kind, id });
    const write = (this.writes.get(name) ?? 0) + 1;
    this.writes.set(name, write);
    const revision = this.revisionAfter(name);
    const row = { unit: this.unit, kind, id, revision, value: JSON.stringify(value) };
    this.rows.set(name, row);
    return { row, recorded: { kind, id, value, revision, write } };
  }

  private revisionAfter(name: string): number {
    return (this.before.get(name) ?? 0) + 1;
  }
}

/** A policy that fails here fails again when the command is carried out, where it is dealt with. */
export function asked(scopes: () => readonly ScopeKey[]): readonly ScopeKey[] {
  try {
    return scopes();
  } catch {
    return [];
  }
}

function nameOf({ kind, id }: ScopeKey): string {
  return `${kind} ${id}`;
}
