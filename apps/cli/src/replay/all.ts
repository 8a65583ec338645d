import type { StreamReport } from './finding.js';
import type { ReplayParts } from './parts.js';
import { replayStream } from './stream.js';

/** Rows that are read at once. */
const PAGE = 200;

/** Every stream of every unit; then every instance whose row has lost its chain. */
export async function* replayAll(parts: ReplayParts): AsyncGenerator<StreamReport> {
  for (const { unit } of await parts.queries.units()) {
    yield* allStreams(parts, unit);
    yield* chainless(parts, unit);
  }
}

async function* allStreams(parts: ReplayParts, unit: string): AsyncGenerator<StreamReport> {
  let after = '';
  for (;;) {
    const streams = await parts.queries.streams(unit, after, PAGE);
    for (const stream of streams) yield await replayStream(parts, unit, stream);
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
