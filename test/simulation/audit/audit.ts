import type { Definition } from '@quanheng/engine';
import type { Policy, Queries } from '@quanheng/runtime/ports';
import { checkAcknowledged, type Given } from './acknowledged.js';
import { checkChain, type ReadEntry, type StoredEntry } from './chain.js';
import { Notes, type Defect } from './defect.js';
import { allPages, checkRows, rowsOf } from './implied-rows.js';
import { checkLegal } from './legal-state.js';
import { checkMessages } from './messages.js';
import { checkRecords, type RecordRule } from './records.js';
import { replayInstance } from './replay.js';

export interface AuditInput {
  readonly unit: string;
  readonly queries: Queries;
  readonly policy: Policy;
  readonly definition: (digest: string) => Promise<Definition>;
  readonly given: readonly Given[];
  /** What must hold of the values of a scope record, one after the other. */
  readonly records: RecordRule;
  /** Rows that wait in the outbox; at rest there are none. */
  readonly outbox: () => Promise<number>;
}

export interface AuditReport {
  readonly defects: readonly Defect[];
  readonly streams: number;
  readonly instances: number;
  readonly entries: number;
  readonly items: number;
}

const PAGE = 200;
const INSTANCE = 'instance:';

/**
 * Looks at everything that is stored, through nothing but queries, and says what does not fit together. It shares no code with what wrote it but
 * the engine's `replay` and the policy's `apply`, whose very purpose is to be run again.
 */
export async function audit(input: AuditInput): Promise<AuditReport> {
  const { queries } = input;
  const defects: Defect[] = [];
  const chains = new Map<string, readonly ReadEntry[]>();
  const instances = new Set<string>();
  let items = 0;
  for (const stream of await streams(queries, input.unit)) {
    const { read, defects: broken } = checkChain(stream, await entriesOf(queries, input.unit, stream));
    chains.set(stream, read);
    defects.push(...broken);
    if (!stream.startsWith(INSTANCE)) continue;
    const id = stream.slice(INSTANCE.length);
    instances.add(id);
    const found = await checkInstance(input, id, read);
    defects.push(...found.defects);
    items += found.items;
  }
  defects.push(...(await strangers(input, instances)));
  defects.push(...(await checkMessages(input.unit, queries, chains)));
  defects.push(...(await checkRecords(input.unit, queries, chains, input.records)));
  const undone = await input.outbox();
  if (undone > 0) defects.push({ check: 'outbox', where: input.unit, message: `${undone} rows were left undone` });
  defects.push(...checkAcknowledged(input.given, chains));
  const entries = [...chains.values()].reduce((sum, chain) => sum + chain.length, 0);
  return { defects, streams: chains.size, instances: instances.size, entries, items };
}

async function checkInstance(
  { queries, policy, definition }: AuditInput,
  id: string,
  entries: readonly ReadEntry[],
): Promise<{ readonly defects: readonly Defect[]; readonly items: number }> {
  const row = await queries.instance(id);
  if (row === null) {
    return { defects: [{ check: 'replay', where: id, message: 'has entries, but no row' }], items: 0 };
  }
  const replayed = replayInstance(row, entries, policy);
  const rows = await rowsOf(queries, row);
  if (replayed.flow.nextId === 0) return { defects: replayed.defects, items: rows.items.length };
  const legal = checkLegal(id, await definition(replayed.flow.definition), replayed.flow);
  return { defects: [...replayed.defects, ...legal, ...checkRows(row, replayed, rows)], items: rows.items.length };
}

/** Rows that belong to no instance with a chain. */
async function strangers({ queries, unit }: AuditInput, known: ReadonlySet<string>): Promise<readonly Defect[]> {
  const notes = new Notes('rows', unit);
  const tables = {
    instance: (await allPages((page) => queries.instances({ unit }, page))).map(({ id }) => id),
    item: (await allPages((page) => queries.items({ unit, box: 'all' }, page))).map(({ instance }) => instance),
    timer: (await allPages((page) => queries.timers(unit, {}, page))).map(({ instance }) => instance),
    job: (await allPages((page) => queries.jobs(unit, {}, page))).map(({ instance }) => instance),
    incident: (await allPages((page) => queries.incidents(unit, {}, page))).map(({ instance }) => instance),
  };
  for (const [what, owners] of Object.entries(tables)) {
    for (const owner of owners) {
      // Start events wait in the name of their definition.
      if (!known.has(owner) && !owner.startsWith('definition:'))
        notes.add(`a ${what} belongs to ${owner}, which has no chain`);
    }
  }
  return notes.defects;
}

async function streams(queries: Queries, unit: string): Promise<readonly string[]> {
  const all: string[] = [];
  let found = await queries.streams(unit, '', PAGE);
  while (found.length > 0) {
    all.push(...found);
    found = await queries.streams(unit, found.at(-1) ?? '', PAGE);
  }
  return all;
}

async function entriesOf(queries: Queries, unit: string, stream: string): Promise<readonly StoredEntry[]> {
  const all: StoredEntry[] = [];
  let found = await queries.entries(unit, stream, 1, PAGE);
  while (found.length > 0) {
    all.push(...found);
    found = await queries.entries(unit, stream, (all.at(-1)?.seq ?? 0) + 1, PAGE);
  }
  return all;
}
