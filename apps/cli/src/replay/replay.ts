import { EXIT, type ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { LineWriter } from '../terminal/line-writer.js';
import { painter } from '../terminal/paint.js';
import { replayAll } from './all.js';
import type { StreamReport } from './finding.js';
import type { ReplayParts } from './parts.js';
import { added, NOTHING, streamLines, totalLine } from './report.js';
import { replayStream } from './stream.js';

export interface ReplayOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/**
 * Replays one instance, or every stream, and tells what differs.
 * @param instance id; undefined: all
 */
export async function replay(
  parts: ReplayParts,
  instance: string | undefined,
  { json = false }: ReplayOptions,
  host: Host,
): Promise<ExitCode> {
  const reports = instance === undefined ? replayAll(parts) : await replayOne(parts, instance);
  if (reports === null) {
    host.stderr.write(`quanheng: there is no instance ${instance ?? ''}\n`);
    return EXIT.invalidInput;
  }
  const paint = painter(host.stdout, host.env);
  const out = new LineWriter(host.stdout);
  let totals = NOTHING;
  for await (const report of reports) {
    totals = added(totals, report);
    const lines = json ? [JSON.stringify(report)] : streamLines(report, paint);
    for (const line of lines) out.line(line);
  }
  out.line(json ? JSON.stringify({ totals }) : totalLine(totals, paint));
  out.flush();
  return totals.findings === 0 ? EXIT.good : EXIT.failed;
}

/** Null when there is neither a row nor an entry of the instance. */
async function replayOne(parts: ReplayParts, instance: string): Promise<readonly StreamReport[] | null> {
  const stream = `instance:${instance}`;
  const row = await parts.queries.instance(instance);
  if (row !== null) return [await replayStream(parts, row.unit, stream)];
  // Without a row only its entries know the unit: a refused start, or a row that was removed.
  for (const { unit } of await parts.queries.units()) {
    const report = await replayStream(parts, unit, stream);
    if (report.entries > 0) return [report];
  }
  return null;
}
