import type { CheckedLink } from '@quanheng/ledger';
import type { RecordedChange } from '@quanheng/runtime';
import type { ReplayFinding, StreamReport } from './finding.js';
import type { ReplayParts } from './parts.js';

/** Rows that are read at once. */
const PAGE = 200;
/** Under this name they are reported: they belong to no stream. */
const NAME = 'scope records';

interface Stored {
  readonly revision: number;
  readonly value: string;
}

/**
 * Scope records as the entries of all chains tell them. What is stored is read first: changes that a running server makes meanwhile are not its
 * business yet.
 */
export class ScopeRecordsReplay {
  private readonly changes = new Map<string, { readonly revision: number; readonly write: number }[]>();
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
      for (const { kind, id, revision, value } of page.rows) stored.set(`${kind} ${id}`, { revision, value });
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
    for (const { kind, id, revision, write, value } of piece.value as readonly RecordedChange[]) {
      const name = `${kind} ${id}`;
      const of = this.changes.get(name) ?? [];
      of.push({ revision, write });
      this.changes.set(name, of);
      if (revision !== this.stored.get(name)?.revision || write < (this.told.get(name)?.write ?? 0)) continue;
      this.told.set(name, { write, value: JSON.stringify(value) });
    }
  }

  /** Null: there is nothing to tell of, for no entry changed a record and none is stored. */
  end(): StreamReport | null {
    if (this.stored.size === 0 && this.changes.size === 0) return null;
    const findings: ReplayFinding[] = [];
    const report = (message: string): void => void findings.push({ seq: null, code: 'record-differs', message });
    // What was changed under an erased piece is not known: then nothing can be missed.
    if (!this.isErased) {
      for (const [name, { revision, value }] of this.stored) this.compare(name, revision, value, report);
      for (const [name, of] of this.changes) {
        if (!this.stored.has(name) && of.length > 0) report(`${name} was changed by entries and is not stored`);
      }
    }
    return { unit: this.unit, stream: NAME, entries: 0, steps: 0, findings, erased: [] };
  }

  private compare(name: string, stored: number, value: string, report: (message: string) => void): void {
    const of = (this.changes.get(name) ?? []).filter(({ revision }) => revision <= stored);
    of.sort((a, b) => a.revision - b.revision || a.write - b.write);
    let [last, write] = [0, 0];
    for (const each of of) {
      const follows =
        each.revision === last ? each.write === write + 1 : each.revision === last + 1 && each.write === 1;
      if (!follows) report(`${name}: change ${each.revision}.${each.write} comes after ${last}.${write}`);
      [last, write] = [each.revision, each.write];
    }
    if (last !== stored) report(`${name} is stored with revision ${stored}, its entries end with ${last}`);
    else if (this.told.get(name)?.value !== value) {
      report(`${name} is stored as ${value}, its entries end with ${this.told.get(name)?.value ?? 'nothing'}`);
    }
  }
}
