import type { DurableReport } from './suite.js';

/** The report as a table for a terminal. */
export function readableDurable({ results }: DurableReport): string {
  const head = ['durable'.padEnd(22), 'instances/s', '  raw limit', ' share', '  p99 ms'].join(' ');
  const rows = results.map(({ name, value, limit, share, p99 }) =>
    [
      name.padEnd(22),
      Math.round(value).toLocaleString('en').padStart(11),
      Math.round(limit).toLocaleString('en').padStart(11),
      share.toFixed(2).padStart(6),
      p99.toFixed(1).padStart(8),
    ].join(' '),
  );
  return [head, ...rows, ''].join('\n');
}
