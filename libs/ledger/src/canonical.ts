/** How deep objects and arrays may be nested: far beyond what an instance's state needs, and far below what exhausts the stack. */
export const MAX_DEPTH = 2_000;

declare const canonicalBrand: unique symbol;
/** A text that `canonical` wrote, so that a digest is never taken of anything else. */
export type CanonicalText = string & { readonly [canonicalBrand]: true };

/** The value has no canonical form; the message names the place. */
export class CanonicalFault extends Error {
  override readonly name = 'CanonicalFault';
}

/**
 * The one JSON text of a value by RFC 8785 (JCS): members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them, no space.
 * @param value null, booleans, finite numbers, well-formed strings, arrays and plain objects of these
 * @throws CanonicalFault for anything else, members that are undefined included: what cannot be written must not be left out in silence
 */
export function canonical(value: unknown): CanonicalText {
  const written = write(value, 0);
  if (written === null) throw new CanonicalFault(faultIn(value, '$', 0) ?? 'it is not a JSON value');
  return written as CanonicalText;
}

/** The string as a JSON text of RFC 8785; null when it is not well-formed UTF-16. */
export function quote(text: string): string | null {
  if (!UNUSUAL.test(text)) return `"${text}"`;
  return LONE_SURROGATE.test(text) ? null : JSON.stringify(text);
}

const UNUSUAL = /["\\\u0000-\u001f\ud800-\udfff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Null when something within has no canonical form: where and what is looked for only then, so that writing is fast. */
function write(value: unknown, depth: number): string | null {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : null;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= MAX_DEPTH) return null;
      if (Array.isArray(value)) return writeArray(value, depth);
      return isPlain(value) ? writeObject(value, depth) : null;
    default:
      return null;
  }
}

function writeArray(items: readonly unknown[], depth: number): string | null {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    const item = write(items[i], depth + 1);
    if (item === null) return null;
    text += i === 0 ? item : `,${item}`;
  }
  return `${text}]`;
}

function writeObject(object: Readonly<Record<string, unknown>>, depth: number): string | null {
  let text = '{';
  for (const name of sortedNames(object)) {
    const member = write(object[name], depth + 1);
    const quoted = quote(name);
    if (member === null || quoted === null) return null;
    text += text.length === 1 ? `${quoted}:${member}` : `,${quoted}:${member}`;
  }
  return `${text}}`;
}

/** By UTF-16 code units, which is how ECMAScript compares strings. */
function sortedNames(object: object): string[] {
  const names = Object.keys(object);
  if (names.length > FEW) return names.sort();
  // Few, and often in order already: by insertion that costs a fraction of `sort`.
  for (let i = 1; i < names.length; i++) {
    const name = names[i] ?? '';
    let at = i;
    for (; at > 0 && (names[at - 1] ?? '') > name; at--) names[at] = names[at - 1] ?? '';
    names[at] = name;
  }
  return names;
}
const FEW = 24;

/** Whether it is an object literal or without prototype, of whatever realm: maps, dates and instances of classes are no JSON. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The first thing within that has no canonical form, as a sentence; null when there is none. */
function faultIn(value: unknown, path: string, depth: number): string | null {
  switch (typeof value) {
    case 'string':
      return quote(value) === null ? `${path} is a string with half a surrogate pair` : null;
    case 'number':
      return Number.isFinite(value) ? null : `${path} is ${value}, which JSON cannot write`;
    case 'boolean':
      return null;
    case 'object':
      return value === null ? null : faultInObject(value, path, depth);
    case 'undefined':
      return `${path} is undefined: leave it out, or write null`;
    default:
      return `${path} is a ${typeof value}, which JSON cannot write`;
  }
}

function faultInObject(value: object, path: string, depth: number): string | null {
  if (depth >= MAX_DEPTH)
    return `${path.slice(0, 100)}... is nested deeper than ${MAX_DEPTH} levels, or contains itself`;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const fault = faultIn(value[i], `${path}[${i}]`, depth + 1);
      if (fault !== null) return fault;
    }
    return null;
  }
  if (!isPlain(value)) return `${path} is neither an array nor a plain object`;
  for (const name of sortedNames(value)) {
    if (quote(name) === null) return `${path} has a member whose name holds half a surrogate pair`;
    const fault = faultIn(value[name], `${path}.${name}`, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}
