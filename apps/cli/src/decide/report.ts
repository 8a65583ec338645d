import type { Paint } from '../terminal/paint.js';
import { printable, table, type Cell } from '../terminal/table.js';
import type { Outcome } from './outcome.js';

/** An outcome for people: the value as a small table, then what was missing and what went wrong. */
export function outcomeLines(decision: string, outcome: Outcome, paint: Paint): string[] {
  const { missing, errors } = outcome;
  return [
    paint('bold', printable(decision)),
    ...table(rowsOf(outcome), paint).map((row) => `  ${row}`),
    ...missing.map((message) => `${paint('yellow', 'note')}   ${printable(message)}`),
    ...errors.map(({ message, line, column }) => {
      const where = line === null ? '' : `${line}:${column ?? 1}  `;
      return `${paint('red', 'error')}  ${where}${printable(message)}`;
    }),
  ];
}

/** A context has a line an entry, a list of contexts a column an entry; everything else is shown as its literal. */
function rowsOf({ value, feel }: Outcome): Cell[][] {
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
    const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
    return [columns.map(heading), ...value.map((row) => columns.map((column) => shown(row[column])))];
  }
  if (isRecord(value) && Object.keys(value).length > 0) {
    return Object.entries(value).map(([name, entry]) => [heading(name), shown(entry)]);
  }
  return [[{ text: printable(feel) }]];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function heading(name: string): Cell {
  return { text: printable(name), style: 'cyan' };
}

function shown(value: unknown): Cell {
  return { text: printable(typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)) };
}
