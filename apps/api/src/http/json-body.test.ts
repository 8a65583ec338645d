import fc from 'fast-check';
import { inexactNumber } from './json-body.js';

describe('a number that reading would round', () => {
  it.each([
    ['{"a":12345678901234567890}', '12345678901234567890'],
    ['{"a":0.1234567890123456}', '0.1234567890123456'],
    ['[1,-1234567890.1234567e5]', '-1234567890.1234567e5'],
  ])('is found in %s', (text, token) => {
    expect(inexactNumber(text)).toBe(token);
  });

  it.each([
    '{"a":123456789012345}',
    '{"a":100000000000000000000}',
    '{"a":0.00000000000000000001}',
    '{"a":"12345678901234567890"}',
    '{"a":"\\"12345678901234567890"}',
    '{"12345678901234567890":1}',
    '{"$feel":"number","value":"12345678901234567890.12"}',
  ])('is not found in %s', (text) => {
    expect(inexactNumber(text)).toBeNull();
  });

  it('is never one that JSON writes itself with 15 digits, wherever it stands', () => {
    const exact = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), exact, (value, number) => {
        const text = JSON.stringify({ text: JSON.stringify(value), number });
        expect(inexactNumber(text)).toBeNull();
      }),
    );
  });
});
