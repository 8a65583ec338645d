import type { StreamReport } from './finding.js';
import type { ReplayParts } from './parts.js';
import { ScopeRecordsReplay } from './scope-records.js';
import { replayStream } from './stream.js';

/** Rows that are read at once. */
const PAGE = 200;

/** Every stream of every unit; then every instance whose row has lost its chain; then the scope records, which all chains together tell of. */
export async function* replayAll(parts: ReplayParts): AsyncGenerator<StreamReport> {
  for (const { unit } of await parts.queries.units()) {
    const records = await ScopeRecordsReplay.open(parts, unit);
    yield* allStreams(parts, unit, records);
    yield* chainless(parts, unit);
    const report = records.end();
    if (report !== null) yield report;
  }
}

async function* allStreams(
  parts: ReplayParts,
  unit: string,
  records: ScopeRecordsReplay,
): AsyncGenerator<StreamReport> {
  let after = '';
  for (;;) {
    const streams = await parts.queries.streams(unit, after, PAGE);
    for (const stream of streams) yield await replayStream(parts, unit, stream, records);
    if (streams.length === 0) return;
    after = streams.at(-1) ?? after;
  }
}

async function* chainless(parts: ReplayParts, unit: string): AsyncGenerator<StreamReport> {
  let after: string | undefined;
  for (;;) {
    const { rows, next } = await parts.queries.instances(
      { unit },
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
    );
    for (const { id } of rows) {
      const stream = `instance:${id}`;
      const [first] = await parts.queries.entries(unit, stream, 1, 1);
      if (first === undefined) yield await replayStream(parts, unit, stream);
    }
    if (next === null) return;
    after = next;
  }
}
