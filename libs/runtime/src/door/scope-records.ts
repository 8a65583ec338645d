import { LockedRecords } from '@quanheng/policy';
import {
  recordName,
  type RecordChange,
  type RecordedChange,
  type Request,
  type ScopeKey,
  type ScopeRecordRow,
} from '../ports/index.js';

/** What the policy was asked about a command when its instance was locked, and the scope records that it named. */
export interface NamedRecords {
  readonly request: Omit<Request, 'instance'>;
  readonly keys: readonly ScopeKey[];
}

/** What the command rests on has become another record since the batch locked its records: it has to go alone. */
export class OtherRecordsNeeded extends Error {
  override readonly name = 'OtherRecordsNeeded';
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
    for (const key of keys) this.locked.add(recordName(key));
    for (const row of rows) {
      this.rows.set(recordName(row), row);
      this.before.set(recordName(row), row.revision);
    }
  }

  /** @throws OtherRecordsNeeded when one of them was not locked. */
  of(keys: readonly ScopeKey[]): LockedRecords {
    const names = new Set(keys.map(recordName));
    const missing = [...names].find((name) => !this.locked.has(name));
    if (missing !== undefined) throw new OtherRecordsNeeded(missing);
    const rows = [...names].flatMap((name) => this.rows.get(name) ?? []);
    return new LockedRecords(
      this.unit,
      keys,
      rows,
      new Map([...names].map((name) => [name, this.revisionAfter(name)])),
    );
  }

  /** What the entry says of the change. Nothing is changed yet. */
  recorded({ kind, id, value }: RecordChange): RecordedChange {
    const name = recordName({ kind, id });
    return { kind, id, value, revision: this.revisionAfter(name), write: (this.writes.get(name) ?? 0) + 1 };
  }

  /** The row from now on. */
  change({ kind, id, value, revision, write }: RecordedChange): ScopeRecordRow {
    const name = recordName({ kind, id });
    const row = { unit: this.unit, kind, id, revision, value: JSON.stringify(value) };
    this.writes.set(name, write);
    this.rows.set(name, row);
    return row;
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
