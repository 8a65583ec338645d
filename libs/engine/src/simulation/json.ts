import { newContext } from '../feel/context.js';
import { parseNumber } from '../feel/numbers.js';
import type { FeelValue } from '../feel/values.js';

/** What JSON text says as a FEEL value, or why it is no JSON. Line and column from 1. */
export type JsonReading =
  | { readonly ok: true; readonly value: FeelValue }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

/**
 * Reads JSON (RFC 8259) with exact numbers: `JSON.parse` would round whatever has more than 15 digits, and an amount must not
 * change on its way in. Objects become contexts without a prototype. A name given twice in one object is refused.
 */
export function readJson(text: string): JsonReading {
  const scanner = new Scanner(text.startsWith('\uFEFF') ? text.slice(1) : text);
  try {
    return { ok: true, value: scanner.document() };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const before = scanner.text.slice(0, error.offset).split('\n');
    const column = (before[before.length - 1]?.length ?? 0) + 1;
    return { ok: false, message: error.message, line: before.length, column };
  }
}

const MAX_DEPTH = 200;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
/** What could be a string; whether its characters and escapes are allowed is for `JSON.parse` to say. */
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const WORD = /true|false|null/y;
const WORDS = { true: true, false: false, null: null } as const;

class JsonFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

class Scanner {
  private at = 0;

  constructor(readonly text: string) {}

  document(): FeelValue {
    const value = this.value(0);
    this.skip();
    if (this.at < this.text.length) throw this.fault('the text goes on after the value');
    return value;
  }

  private value(depth: number): FeelValue {
    if (depth > MAX_DEPTH) throw this.fault(`lists and objects are nested more than ${MAX_DEPTH} deep`);
    this.skip();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.string();
      case undefined:
        throw this.fault('the text ends where a value is expected');
      default:
        return this.word();
    }
  }

  private object(depth: number): FeelValue {
    const entries = newContext();
    this.at++;
    if (this.next('}')) return entries;
    do {
      this.skip();
      const start = this.at;
      if (this.text[start] !== '"') throw this.fault('a name in double quotes is expected');
      const name = this.string();
      if (Object.hasOwn(entries, name)) throw new JsonFault(`"${name}" is given twice in one object`, start);
      if (!this.next(':')) throw this.fault(`":" is expected after "${name}"`);
      entries[name] = this.value(depth + 1);
    } while (this.next(','));
    if (!this.next('}')) throw this.fault('"," or "}" is expected');
    return entries;
  }

  private list(depth: number): FeelValue {
    const items: FeelValue[] = [];
    this.at++;
    if (this.next(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.next(','));
    if (!this.next(']')) throw this.fault('"," or "]" is expected');
    return items;
  }

  private string(): string {
    const start = this.at;
    const token = this.match(STRING);
    if (token === undefined) throw this.fault('the string is not closed');
    try {
      return JSON.parse(token) as string;
    } catch {
      throw new JsonFault(
        'the string has a line break, a control character or an escape that JSON does not allow',
        start,
      );
    }
  }

  private word(): FeelValue {
    const token = this.match(WORD);
    return token === undefined ? this.number() : WORDS[token as keyof typeof WORDS];
  }

  private number(): FeelValue {
    const start = this.at;
    const token = this.match(NUMBER);
    if (token === undefined) throw this.fault('a value is expected');
    const value = parseNumber(token);
    if (value === null)
      throw new JsonFault(`${token} is beyond the range of FEEL numbers (34 digits, exponent up to 6144)`, start);
    return value;
  }

  private next(character: string): boolean {
    this.skip();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private skip(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const token = pattern.exec(this.text)?.[0];
    if (token !== undefined) this.at += token.length;
    return token;
  }

  private fault(message: string): JsonFault {
    return new JsonFault(message, this.at);
  }
}
