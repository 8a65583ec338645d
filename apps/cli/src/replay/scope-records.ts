import { canonical, type CheckedLink } from '@quanheng/ledger';
import { recordName, type RecordedChange, type ScopeKey } from '@quanheng/runtime/ports';
import type { ReplayFinding, StreamReport } from './finding.js';
import type { ReplayParts } from './parts.js';

/** Rows that are read at once. */
const PAGE = 200;
/** Under this name they are reported: they belong to no stream. */
const NAME = 'scope records';

/** Everything that entries tell of one record, without the values: there may be many. */
interface Changes {
  readonly key: ScopeKey;
  readonly all: { readonly revision: number; readonly write: number }[];
}
interface Stored extends ScopeKey {
  readonly revision: number;
  readonly value: string;
}

/**
 * Scope records as the entries of all chains tell them. What is stored is read first: changes that a running server makes meanwhile are not its
 * business yet.
 */
export class ScopeRecordsReplay {
  private readonly changes = new Map<string, Changes>();
  /** The last value of each revision that is stored. */
  private readonly told = new Map<string, { readonly write: number; readonly value: string }>();
  private isErased = false;

  private constructor(
    private readonly unit: string,
    private readonly stored: ReadonlyMap<string, Stored>,
  ) {}

  static async open({ queries }: ReplayParts, unit: string): Promise<ScopeRecordsReplay> {
    const stored = new Map<string, Stored>();
    let after: string | undefined;
    do {
      const page = await queries.records(unit, null, { limit: PAGE, ...(after === undefined ? {} : { after }) });
      for (const row of page.rows) stored.set(recordName(row), row);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return new ScopeRecordsReplay(unit, stored);
  }

  add({ body, pieces }: CheckedLink): void {
    const piece = pieces.get('records');
    if (piece === undefined) {
      this.isErased ||= body?.content['records'] !== undefined;
      return;
    }
    if ('erased' in piece) {
      this.isErased = true;
      return;
    }
    for (const change of piece.value as readonly RecordedChange[]) {
      const { kind, id, revision, write, value } = change;
      const name = recordName(change);
      const known = this.changes.get(name) ?? { key: { kind, id }, all: [] };
      known.all.push({ revision, write });
      this.changes.set(name, known);
      if (revision !== this.stored.get(name)?.revision || write < (this.told.get(name)?.write ?? 0)) continue;
      this.told.set(name, { write, value: canonical(value) });
    }
  }

  /** Null: there is nothing to tell of, for no entry changed a record and none is stored. */
  end(): StreamReport | null {
    if (this.stored.size === 0 && this.changes.size === 0) return null;
    const findings: ReplayFinding[] = [];
    const report = (message: string): void => void findings.push({ seq: null, code: 'record-differs', message });
    // What was changed under an erased piece is not known: then nothing can be missed.
    if (!this.isErased) {
      for (const row of this.stored.values()) this.compare(row, report);
      for (const [name, { key }] of this.changes) {
        if (!this.stored.has(name)) report(`${shown(key)} was changed by entries and is not stored`);
      }
    }
    return { unit: this.unit, stream: NAME, entries: 0, steps: 0, findings, erased: [] };
  }

  private compare(row: Stored, report: (message: string) => void): void {
    const { revision: stored, value } = row;
    const [name, what] = [recordName(row), shown(row)];
    const of = (this.changes.get(name)?.all ?? []).filter(({ revision }) => revision <= stored);
    of.sort((a, b) => a.revision - b.revision || a.write - b.write);
    let [last, write] = [0, 0];
    for (const each of of) {
      const follows =
        each.revision === last ? each.write === write + 1 : each.revision === last + 1 && each.write === 1;
      if (!follows) report(`${what}: change ${each.revision}.${each.write} comes after ${last}.${write}`);
      [last, write] = [each.revision, each.write];
    }
    if (last !== stored) report(`${what} is stored with revision ${stored}, its entries end with ${last}`);
    else if (this.told.get(name)?.value !== canonicalText(value)) {
      report(`${what} is stored as ${value}, its entries end with ${this.told.get(name)?.value ?? 'nothing'}`);
    }
  }
}

/** The same value for the same data, whatever order its members were written in; what is no JSON stays what it is. */
function canonicalText(text: string): string {
  try {
    return canonical(JSON.parse(text));
  } catch {
    return text;
  }
}

function shown({ kind, id }: ScopeKey): string {
  return `${kind} ${id}`;
}
