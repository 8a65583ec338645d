import type { WireValue } from '@quanheng/contracts';
import { decimalOf } from './money.js';

/** A value of the server as a form or a person reads it: dates and long numbers as text. */
export function plainOf(value: WireValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => plainOf(each as WireValue));
  const { $feel: type, value: text } = value as { $feel?: unknown; value?: unknown };
  if (type !== undefined) return text;
  return Object.fromEntries(
    Object.entries(value as Record<string, WireValue>).map(([name, each]) => [name, plainOf(each)]),
  );
}

/** One line for a list of data; null is nothing. */
export function lineOf(value: WireValue): string {
  const plain = plainOf(value);
  if (plain === null || plain === undefined) return '';
  if (typeof plain === 'number') return decimalOf(plain) ?? '';
  if (typeof plain === 'string' || typeof plain === 'boolean') return String(plain);
  return JSON.stringify(plain);
}

const DATED: readonly unknown[] = ['date', 'time', 'date and time'];

/** True of a date, of a time and of both. */
export function isDated(value: WireValue): boolean {
  return typeof value === 'object' && value !== null && DATED.includes((value as { readonly $feel?: unknown }).$feel);
}
