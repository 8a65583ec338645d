import fc from 'fast-check';
import { epochMillis, isoInstant } from './instant.js';

const LAST = Date.parse('9999-12-31T23:59:59.999Z');

test('agrees with the platform, from 1970 to 9999', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST }), (at) => {
      const text = isoInstant(at);
      expect(text).toBe(new Date(at).toISOString());
      expect(isoInstant(at)).toBe(text);
      expect(epochMillis(text)).toBe(at);
      isoInstant(at === 0 ? 1 : 0); // forgets the last one
      expect(epochMillis(text)).toBe(at);
    }),
    { numRuns: 1000 },
  );
});

test('every day of two centuries', () => {
  for (let at = Date.UTC(1999, 0, 1); at < Date.UTC(2201, 0, 1); at += 86_400_000) {
    if (isoInstant(at) !== new Date(at).toISOString()) throw new Error(`differs at ${new Date(at).toISOString()}`);
  }
});

test.each([-1, 0.5, NaN, Infinity, LAST + 1])('%s is no moment', (at) => {
  expect(() => isoInstant(at)).toThrow(RangeError);
});

test.each([
  ...['2026-01-01T00:00:00Z', '2026-02-30T00:00:00.000Z', '2026-13-01T00:00:00.000Z', '2026-01-01T24:00:00.000Z'],
  ...[
    '2026-01-01T00:60:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '2026-01-01T00:00:00.000+08:00',
    ' 2026-01-01T00:00:00.000Z',
  ],
  ...['2025-02-29T00:00:00.000Z', '0000-00-00T00:00:00.000Z', '2026-01-01T00:00:61.000Z'],
])('%s is not how a moment is written', (text) => {
  expect(epochMillis(text)).toBeNull();
});
