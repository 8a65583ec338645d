import type { DurableReport } from './suite.js';

/** The report as a table for a terminal. */
export function readableDurable({ results }: DurableReport): string {
  const head = ['durable'.padEnd(22), 'instances/s', '  raw limit', ' share', '  p99 ms', 'stall p99/max'].join(' ');
  return [head, ...results.map(rowOf), ''].join('\n');
}

function rowOf(result: DurableReport['results'][number]): string {
  const name = result.name.padEnd(22);
  if ('limit' in result) {
    const { value, limit, share, p99, stall, processor } = result;
    const stood = stall === undefined ? '' : `${stall.p99.toFixed(0)}/${stall.longest.toFixed(0)}`.padStart(12);
    const spent = Object.entries(processor ?? {}).map(([who, ms]) => `${who} ${(ms as number).toFixed(2)}`);
    const each = spent.length === 0 ? '' : `ms of the processor a command: ${spent.join(', ')}`;
    return [name, whole(value), whole(limit), share.toFixed(2).padStart(6), p99.toFixed(1).padStart(8), stood, each]
      .join(' ')
      .trimEnd();
  }
  if ('slowdown' in result) {
    const { value, empty, slowdown, finished, waiting } = result;
    const among = `${finished} finished, ${waiting} waiting`;
    return `${name} ${whole(value)} over ${among}; empty ${whole(empty)}; ${(slowdown * 100).toFixed(0)} % slower`;
  }
  if (result.unit === 'requests/s') {
    return `${name} ${whole(result.value)} requests/s that change nothing, p99 ${result.p99.toFixed(1)} ms`;
  }
  if (result.name === 'machine-mariadb') return `${name} ${whole(result.value)} units/s, no code of the product`;
  const { value, p99, own, all } = result;
  return `${name} ${value.toFixed(1)} ms a page, p99 ${p99.toFixed(1)}, of ${own} own items among ${all}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en').padStart(11);
}
