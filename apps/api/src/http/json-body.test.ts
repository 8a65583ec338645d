import fc from 'fast-check';
import { refuseAmbiguous } from './json-body.js';

const refusal = (text: string): string | null => {
  try {
    refuseAmbiguous(text);
    return null;
  } catch (error) {
    return (error as { detail: string }).detail;
  }
};

const twice = (key: string) => `{"${key}":1,"${key}":2}`;

describe('a JSON text that could be understood in two ways', () => {
  it.each([
    ['a number that reading would round', '{"a":12345678901234567890}', 'number 12345678901234567890 has'],
    ['a fraction of too many digits', '{"a":0.1234567890123456}', '0.1234567890123456'],
    ['a power of ten of too many digits', '[1,-1234567890.1234567e5]', '-1234567890.1234567e5'],
    ['a number that would become zero', '{"a":-1e-400}', 'number -1e-400 has'],
    ['a number that would become infinite', '[1e400]', 'number 1e400 has'],
    ['such a number alone', '1234567890123456789', '1234567890123456789'],
    ['a number without end', `[${'1'.repeat(100_000)}]`, `${'1'.repeat(40)}...`],
    ['a key that stands twice', '{"a":1,"b":2,"a":3}', 'key a stands twice'],
    ['the same key, spelt otherwise', '{"amount":1,"\\u0061mount":2}', 'key amount stands twice'],
    ['a key that stands twice further in', '{"a":[{"b":{}},{"b":[],"b":1}]}', 'key b stands twice'],
    ['a key that stands twice around an object', '{"a":{"b":1},"a":2}', 'key a stands twice'],
    [
      'a long key that stands twice, cut between characters',
      twice(`${'a'.repeat(39)}𠮷`),
      `key ${'a'.repeat(39)}... stands`,
    ],
    ['half a character', '{"a":"\\ud800"}', 'half a character'],
    ['the other half', '["\\uDC00x"]', 'half a character'],
    ['half a character in a key', '{"\\ud800":1}', 'half a character'],
  ])('is refused: %s', (_, text, detail) => {
    expect(refusal(text)).toContain(detail);
  });

  it.each([
    '{"a":123456789012345}',
    '[0,-0,0.000e-999,1e300,1e-290]',
    '{"a":100000000000000000000}',
    '{"a":0.00000000000000000001}',
    '{"a":"12345678901234567890"}',
    '{"a":"\\"12345678901234567890"}',
    '{"a":"\\\\","b":"\\\\\\"a"}',
    '{"12345678901234567890":1}',
    '{"$feel":"number","value":"12345678901234567890.12"}',
    '{"a":{"a":{"a":[{"a":1},{"a":1}]}},"b":"a"}',
    '["a","a",{"a":"a"}]',
    '{"a":"\\ud83d\\ude00 \\\\ud800"}',
    ' {\n "a" : [ true , null , -1.5e+3 ] } ',
    '""',
  ])('is not %s', (text) => {
    expect(JSON.parse(text)).toBeDefined();
    expect(refusal(text)).toBeNull();
  });

  it('is never one that JSON writes itself with 15 digits, wherever it stands', () => {
    const exact = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), exact, (value, number) => {
        const text = JSON.stringify({ text: JSON.stringify(value), number, value: withoutNumbers(value) });
        expect(refusal(text)).toBeNull();
      }),
    );
  });

  it('is found however long or deep the text is', () => {
    const long = JSON.stringify({ text: '"1234567890123456\\'.repeat(1_000_000) });
    expect(refusal(long)).toBeNull();
    expect(refusal(`[${long},{"a":1,"a":1}]`)).toContain('key a');
    expect(refusal(`${'['.repeat(200_000)}{"a":1,"a":1}${']'.repeat(200_000)}`)).toContain('key a');
  });
});

/** Random numbers may have 17 digits, which are rightly refused. */
function withoutNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) => (typeof inner === 'number' ? 0 : inner)) as unknown;
}
