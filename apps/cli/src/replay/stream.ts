import { ChainCheck, epochMillis, type CheckedLink } from '@quanheng/ledger';
import { NODE_HASHING, type EntryRow, type InstanceRow, type Queries } from '@quanheng/runtime';
import type { ReplayFinding, StreamReport } from './finding.js';
import { InstanceReplay } from './instance.js';
import type { ReplayParts } from './parts.js';
import type { ScopeRecordsReplay } from './scope-records.js';

type StoredEntry = Awaited<ReturnType<Queries['entries']>>[number];

const INSTANCE = 'instance:';
/** Entries that are read at once. */
const PAGE = 200;

/** Checks one stream from its first entry on, and, if it is an instance's, everything that its row says. */
export async function replayStream(
  parts: ReplayParts,
  unit: string,
  stream: string,
  records?: ScopeRecordsReplay,
): Promise<StreamReport> {
  // The row first: entries that a running server appends meanwhile are not its business yet.
  const row = stream.startsWith(INSTANCE) ? await parts.queries.instance(stream.slice(INSTANCE.length)) : null;
  const chain = new ChainCheck(NODE_HASHING, { unit, stream });
  const instance = new InstanceReplay(parts);
  const findings: ReplayFinding[] = [];
  const erased: StreamReport['erased'][number][] = [];
  let hasState = false;
  let entries = 0;
  for await (const entry of entriesOf(parts, unit, stream, row?.revision ?? Infinity)) {
    const link = chain.next({ ...entry, content: entry.content?.pieces ?? null });
    entries++;
    findings.push(...link.findings, ...columnFindings(entry, link));
    for (const piece of link.erased) erased.push({ seq: entry.seq, piece });
    hasState ||= link.body?.state != null;
    if (stream.startsWith(INSTANCE)) await instance.next(link);
    records?.add(link);
  }
  if (row !== null)
    findings.push(...chain.end({ seq: row.revision, leaf: row.lastLeaf }), ...rowFindings(row, unit, entries));
  else if (hasState) findings.push({ seq: null, code: 'row-missing', message: 'the instance has entries, but no row' });
  if (row !== null && entries > 0) instance.end(row);
  if (row !== null) findings.push(...(await beyond(parts, row, stream)));
  findings.push(...instance.findings);
  return { unit, stream, entries, steps: instance.steps, findings, erased };
}

async function* entriesOf(
  { queries }: ReplayParts,
  unit: string,
  stream: string,
  last: number,
): AsyncGenerator<StoredEntry> {
  for (let from = 1; from <= last;) {
    const page = await queries.entries(unit, stream, from, PAGE);
    if (page.length === 0) return;
    for (const entry of page) if (entry.seq <= last) yield entry;
    from = (page.at(-1)?.seq ?? last) + 1;
  }
}

function rowFindings(row: InstanceRow, unit: string, entries: number): readonly ReplayFinding[] {
  const findings: ReplayFinding[] = [];
  if (row.unit !== unit) {
    findings.push({
      seq: null,
      code: 'row-differs',
      message: `the row belongs to unit ${row.unit}, its entries to ${unit}`,
    });
  }
  if (entries === 0)
    findings.push({ seq: null, code: 'chain-missing', message: 'the instance has a row, but no entries' });
  return findings;
}

/** Entries behind the one that the row calls the last: fine only if the row has moved on meanwhile. */
async function beyond({ queries }: ReplayParts, row: InstanceRow, stream: string): Promise<readonly ReplayFinding[]> {
  const [entry] = await queries.entries(row.unit, stream, row.revision + 1, 1);
  if (entry === undefined) return [];
  const now = await queries.instance(row.id);
  if (now === null || now.revision > row.revision) return [];
  const message = `the row calls entry ${row.revision} the last, but there is an entry ${entry.seq}`;
  return [{ seq: entry.seq, code: 'head-differs', message }];
}

/** The columns are there to be searched; the bytes are what counts. */
function columnFindings(entry: EntryRow, { seq, body }: CheckedLink): readonly ReplayFinding[] {
  if (body === null) return [];
  const { kind, id } = body.principal;
  const columns: readonly (readonly [string, unknown, unknown])[] = [
    ['at', entry.at, epochMillis(body.at)],
    ['kind', entry.kind, body.command],
    ['principal', entry.principal, `${kind}:${id}`],
    ['refused', entry.refused, body.decision === 'accepted' ? null : (body.decision.refused[0] ?? null)],
  ];
  return columns
    .filter(([, is, should]) => is !== should)
    .map(([name, is, should]): ReplayFinding => {
      const message = `the column ${name} says ${String(is)}, the entry ${String(should)}`;
      return { seq, code: 'column-differs', message };
    });
}
