import { isLedger, type ReferenceRegister, type Register } from '@quanheng/contracts';
import { ledgerEntry, ledgerKey, type OrganisationIndex } from '@quanheng/policy';
import { type OrganisationView, type Page, type PageRequest, type Queries } from '@quanheng/runtime/ports';
import { pageOfList } from '../http/page-of-list.js';

/** What a register says of one entry for one time. */
export interface Version {
  readonly from: number;
  readonly to: number | null;
  readonly data: object;
  readonly proposal: string | null;
}
export interface Entry extends Version {
  readonly id: string;
}

type Reads = Pick<Queries, 'records' | 'record'>;
type View = Pick<OrganisationView, 'unit' | 'facts'> & Pick<OrganisationIndex, 'chain'>;

interface Asked {
  readonly at: number;
  /** Stands in the number or the name of the entry; empty: every entry is asked for. */
  readonly text: string;
}

/** Entries in force at a moment, by number. Of a ledger a page is what so many rows hold. */
export function entriesAt(
  queries: Reads,
  view: View,
  register: Register,
  { at, text }: Asked,
  page: PageRequest,
): Promise<Page<Entry>> {
  return pageOfList(`entries:${register}`, page, async (inner) => {
    if (!isLedger(register)) return factsAt(view, register, { at, text }, inner);
    const { rows, next } = await queries.records(view.unit, ledgerKey(register, '').kind, inner);
    const found = rows.flatMap((row): Entry[] => {
      const version = versionAt(ledgerEntry(row).versions, at);
      return version === null || !isNamed(row.id, version.data, text) ? [] : [{ id: row.id, ...version }];
    });
    return { rows: found, next };
  });
}

function isNamed(id: string, data: object, text: string): boolean {
  const name = 'name' in data ? String(data.name) : '';
  return [id, name].some((each) => each.toLowerCase().includes(text.toLowerCase()));
}

function factsAt(view: View, register: ReferenceRegister, { at, text }: Asked, page: PageRequest): Page<Entry> {
  const { after, limit } = page;
  const facts = view.facts(register, at).filter(({ id, data }) => isNamed(id, data, text));
  const from = after === undefined ? 0 : facts.findIndex(({ id }) => id > after);
  if (from < 0) return { rows: [], next: null };
  const shown = facts.slice(from, from + limit);
  const last = from + limit < facts.length ? shown.at(-1) : undefined;
  return { rows: shown.map((fact) => ({ id: fact.id, ...ofFact(fact) })), next: last?.id ?? null };
}

/** All that a register says of one entry, in order of time. */
export async function versionsOf(
  queries: Reads,
  view: View,
  register: Register,
  id: string,
): Promise<readonly Version[]> {
  if (!isLedger(register)) return view.chain(register, id).map(ofFact);
  const key = ledgerKey(register, id);
  return ledgerEntry((await queries.record(view.unit, key.kind, key.id)) ?? undefined).versions;
}

export function versionAt(versions: readonly Version[], at: number): Version | null {
  return versions.find(({ from, to }) => from <= at && (to === null || at < to)) ?? null;
}

function ofFact({
  from,
  to,
  data,
}: {
  from: number;
  to: number | null;
  data: { readonly proposal?: string };
}): Version {
  return { from, to, data, proposal: data.proposal ?? null };
}
