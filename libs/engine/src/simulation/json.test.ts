import fc from 'fast-check';
import type { FeelValue } from '../feel/values.js';
import { toPlainJson } from '../feel/wire.js';
import { readJson } from './json.js';

function valueOf(text: string): FeelValue {
  const reading = readJson(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading.value;
}

describe('readJson', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // Numbers of at most 12 digits and moderate size: what JSON.parse reads exactly as well.
        const simple = (number: number): number => {
          const size = Math.abs(number);
          return size > 1e200 || size < 1e-200 ? 0 : Number(number.toPrecision(12));
        };
        const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === 'number' ? simple(item) : item));
        expect(JSON.stringify(toPlainJson(valueOf(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('keeps every digit of a number', () => {
    expect(toPlainJson(valueOf('12345678901234567890.12'))).toBe('12345678901234567890.12');
    expect(valueOf('[0.1, -0, 1e2, 999999999999999]')).toEqual([0.1, 0, 100, 999999999999999]);
  });

  it('takes __proto__ for a name like any other', () => {
    const value = valueOf('{"__proto__": {"polluted": true}, "constructor": 1}') as object;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('accepts a byte order mark', () => {
    expect(valueOf('\uFEFF{}')).toEqual({});
  });

  it.each([
    ['', 'ends where a value', 1, 1],
    ['{"a": 1,}', 'name in double quotes', 1, 9],
    ['{"a": 1\n"b": 2}', '"," or "}"', 2, 1],
    ['[1, 2', '"," or "]"', 1, 6],
    ['{"a": 1, "a": 2}', '"a" is given twice', 1, 10],
    ['{a: 1}', 'name in double quotes', 1, 2],
    ["{'a': 1}", 'name in double quotes', 1, 2],
    ['{"a" 1}', '":" is expected', 1, 6],
    ['01', 'goes on after', 1, 2],
    ['1.', 'goes on after', 1, 2],
    ['NaN', 'a value is expected', 1, 1],
    ['"a\tb"', 'control character', 1, 1],
    ['["a', 'not closed', 1, 2],
    ['"\\x"', 'escape', 1, 1],
    ['{} {}', 'goes on after', 1, 4],
    ['1e99999', 'beyond the range', 1, 1],
    ['['.repeat(100_000), 'nested', 1, 202],
  ])('refuses %j', (text, message, line, column) => {
    expect(readJson(text)).toEqual({ ok: false, message: expect.stringContaining(message), line, column });
  });
});
