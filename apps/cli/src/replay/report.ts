import type { Paint } from '../terminal/paint.js';
import { printable } from '../terminal/table.js';
import type { StreamReport } from './finding.js';

/** What all streams together came to. */
export interface Totals {
  readonly streams: number;
  readonly entries: number;
  readonly steps: number;
  readonly erased: number;
  readonly findings: number;
}
export const NOTHING: Totals = { streams: 0, entries: 0, steps: 0, erased: 0, findings: 0 };

export function added(totals: Totals, report: StreamReport): Totals {
  return {
    streams: totals.streams + 1,
    entries: totals.entries + report.entries,
    steps: totals.steps + report.steps,
    erased: totals.erased + report.erased.length,
    findings: totals.findings + report.findings.length,
  };
}

/** One stream for people: nothing when all is well, unless it is the only one asked for. */
export function streamLines({ unit, stream, findings, erased }: StreamReport, paint: Paint): string[] {
  if (findings.length === 0 && erased.length === 0) return [];
  return [
    `${paint('bold', printable(stream))} of unit ${printable(unit)}`,
    ...findings.map(({ seq, code, message }) => {
      const where = seq === null ? 'row' : `entry ${seq}`;
      return `  ${where}: ${paint('red', 'error')} ${printable(message)} [${code}]`;
    }),
    ...erased.map(({ seq, piece }) => `  entry ${seq}: ${paint('yellow', 'erased')} ${printable(piece)}`),
  ];
}

export function totalLine({ streams, entries, steps, erased, findings }: Totals, paint: Paint): string {
  const counted = `${count(entries, 'entry', 'entries')} of ${count(streams, 'stream')} checked, ${count(steps, 'step')} carried out again`;
  const gone = erased === 0 ? '' : `, ${count(erased, 'piece')} erased`;
  const verdict = findings === 0 ? paint('green', 'no differences') : paint('red', count(findings, 'difference'));
  return `${counted}${gone}: ${verdict}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
