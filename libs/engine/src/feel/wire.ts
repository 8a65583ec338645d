import { newContext, type MutableContext } from './context.js';
import { FeelFunction } from './function.js';
import { formatValue } from './format.js';
import { fromHostNumber, isNumber, numberText, parseNumber } from './numbers.js';
import { FeelRange } from './range.js';
import {
  parseDate,
  parseDateTime,
  parseDaysTimeDuration,
  parseTime,
  parseYearsMonthsDuration,
} from './temporal-text.js';
import { isContext, isList, isTemporal, typeOf } from './types.js';
import type { FeelContext, FeelValue } from './values.js';

/** A value that JSON can hold. */
export type WireValue =
  null | boolean | number | string | readonly WireValue[] | { readonly [name: string]: WireValue };

/**
 * FEEL values as JSON, without loss. What JSON lacks becomes an object whose entry `$feel` names the type:
 *
 *     {"$feel": "number", "value": "12345678901234567890"}        more than 15 digits
 *     {"$feel": "date", "value": "2026-03-01"}                    and so for the other temporal types
 *     {"$feel": "range", "start": 1, "startIncluded": true, "end": 5, "endIncluded": false}
 *     {"$feel": "context", "entries": [["$feel", 1]]}             a context that an object could not stand for
 */
const TAG = '$feel';

/** Deepest nesting of lists and contexts that is carried. */
export const MAX_WIRE_DEPTH = 500;

export type Wired<T> =
  | { readonly ok: true; readonly value: T }
  /** `path` leads to the part that cannot be carried, such as `orders[2].rule`. */
  | { readonly ok: false; readonly path: string; readonly message: string };

const TEMPORAL: ReadonlyMap<unknown, (text: string) => FeelValue> = new Map<unknown, (text: string) => FeelValue>([
  ['date', parseDate],
  ['time', parseTime],
  ['date and time', parseDateTime],
  ['days and time duration', parseDaysTimeDuration],
  ['years and months duration', parseYearsMonthsDuration],
  ['number', parseNumber],
]);

/** Refuses functions, and nesting deeper than `MAX_WIRE_DEPTH`. */
export function toWire(value: FeelValue): Wired<WireValue> {
  return guarded(() => encode(value, '', 0));
}

/** Reads what `toWire` wrote, and any other JSON: objects are contexts, numbers are their shortest decimals. */
export function fromWire(wire: unknown): Wired<FeelValue> {
  return guarded(() => decode(wire, '', 0));
}

/** Thrown and caught within this file. */
class NotCarried extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

function guarded<T>(convert: () => T): Wired<T> {
  try {
    return { ok: true, value: convert() };
  } catch (error) {
    if (!(error instanceof NotCarried)) throw error;
    return { ok: false, path: error.path, message: error.message };
  }
}

function checkDepth(depth: number, path: string): void {
  if (depth > MAX_WIRE_DEPTH)
    throw new NotCarried(path, `The value is nested more than ${MAX_WIRE_DEPTH} levels deep.`);
}

function under(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function encode(value: FeelValue, path: string, depth: number): WireValue {
  checkDepth(depth, path);
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number')
    return value;
  if (isNumber(value)) return { [TAG]: 'number', value: numberText(value) };
  if (isTemporal(value)) return { [TAG]: typeOf(value), value: value.toString() };
  if (isList(value)) return value.map((element, i) => encode(element, `${path}[${i + 1}]`, depth + 1));
  if (value instanceof FeelRange) return encodeRange(value, path, depth);
  if (value instanceof FeelFunction)
    throw new NotCarried(path, 'A function cannot be stored: store the data it works on.');
  if (isContext(value)) return encodeContext(value, path, depth);
  throw new NotCarried(path, 'This is no FEEL value.');
}

function encodeRange(range: FeelRange, path: string, depth: number): WireValue {
  return {
    [TAG]: 'range',
    start: encode(range.start, under(path, 'start'), depth + 1),
    startIncluded: range.startIncluded,
    end: encode(range.end, under(path, 'end'), depth + 1),
    endIncluded: range.endIncluded,
  };
}

function encodeContext(context: FeelContext, path: string, depth: number): WireValue {
  const names = Object.keys(context);
  const entry = (name: string): WireValue => encode(context[name] ?? null, under(path, name), depth + 1);
  // `__proto__` would survive JSON itself, but not everybody who copies objects.
  if (names.includes(TAG) || names.includes('__proto__')) {
    return { [TAG]: 'context', entries: names.map((name) => [name, entry(name)]) };
  }
  const object = Object.create(null) as Record<string, WireValue>;
  for (const name of names) object[name] = entry(name);
  return object;
}

function decode(wire: unknown, path: string, depth: number): FeelValue {
  checkDepth(depth, path);
  if (wire === null || typeof wire === 'boolean' || typeof wire === 'string') return wire;
  if (typeof wire === 'number') return fromHostNumber(wire) ?? refuse(path, `${wire} is no number of FEEL.`);
  if (Array.isArray(wire)) return wire.map((element: unknown, i) => decode(element, `${path}[${i + 1}]`, depth + 1));
  if (typeof wire !== 'object') return refuse(path, `A ${typeof wire} is no JSON value.`);
  const object = wire as Readonly<Record<string, unknown>>;
  return Object.hasOwn(object, TAG)
    ? decodeTagged(object, path, depth)
    : decodeEntries(Object.entries(object), path, depth);
}

function refuse(path: string, message: string): never {
  throw new NotCarried(path, message);
}

function decodeEntries(entries: readonly (readonly [string, unknown])[], path: string, depth: number): MutableContext {
  const context = newContext();
  for (const [name, value] of entries) context[name] = decode(value, under(path, name), depth + 1);
  return context;
}

function decodeTagged(object: Readonly<Record<string, unknown>>, path: string, depth: number): FeelValue {
  const { [TAG]: tag, value, entries } = object;
  const fields = Object.keys(object).length;
  const read = TEMPORAL.get(tag);
  if (read && fields === 2) {
    const result = typeof value === 'string' ? read(value) : null;
    return result ?? refuse(path, `${shown(value)} is no ${String(tag)}.`);
  }
  if (tag === 'range' && fields === 5) return decodeRange(object, path, depth);
  if (tag === 'context' && fields === 2 && Array.isArray(entries) && entries.every(isEntry) && areDistinct(entries)) {
    return decodeEntries(entries, path, depth);
  }
  return refuse(path, `The object is tagged "${TAG}", but is none of the values that are written so.`);
}

function isEntry(entry: unknown): entry is readonly [string, unknown] {
  return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string';
}

function areDistinct(entries: readonly (readonly [string, unknown])[]): boolean {
  return new Set(entries.map(([name]) => name)).size === entries.length;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

function decodeRange(object: Readonly<Record<string, unknown>>, path: string, depth: number): FeelRange {
  const { start, startIncluded, end, endIncluded } = object;
  if (typeof startIncluded !== 'boolean' || typeof endIncluded !== 'boolean') {
    return refuse(path, 'A range needs "startIncluded" and "endIncluded", true or false.');
  }
  const low = decode(start, under(path, 'start'), depth + 1);
  const high = decode(end, under(path, 'end'), depth + 1);
  return new FeelRange(low, startIncluded, high, endIncluded);
}

/**
 * The value for people and for clients that know no FEEL: numbers beyond 15 digits and temporal values as text, ranges
 * as FEEL writes them, functions by their parameters. Not to be read back.
 */
export function toPlainJson(value: FeelValue): WireValue {
  return plain(value, 0);
}

function plain(value: FeelValue, depth: number): WireValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number')
    return value;
  if (isNumber(value)) return numberText(value);
  if (isTemporal(value)) return value.toString();
  if (value instanceof FeelRange) return formatValue(value) ?? '(..)';
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (depth >= MAX_WIRE_DEPTH) return '...';
  if (isList(value)) return value.map((element) => plain(element, depth + 1));
  const object = Object.create(null) as Record<string, WireValue>;
  for (const [name, entry] of Object.entries(value)) object[name] = plain(entry, depth + 1);
  return object;
}
