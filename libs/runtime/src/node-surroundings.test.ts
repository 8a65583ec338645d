import { NODE_SURROUNDINGS } from './node-surroundings.js';

const random = (bytes: number): Uint8Array => NODE_SURROUNDINGS.random(bytes);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('random bytes', () => {
  test.each([0, 1, 16, 32, 8_191, 8_192, 8_193, 100_000])('%d of them', (count) => {
    const taken = random(count);
    expect(taken).toHaveLength(count);
    if (count > 15) expect(new Set(taken).size).toBeGreaterThan(1);
  });

  test('nobody gets what another one has got, whatever the sizes', () => {
    const taken = Array.from({ length: 5_000 }, (_, turn) => hex(random(16 + (turn % 33))).slice(0, 32));
    expect(new Set(taken).size).toBe(taken.length);
  });

  test('what was handed out does not change afterwards', () => {
    const first = random(32);
    const before = hex(first);
    for (let turn = 0; turn < 1_000; turn++) random(32);
    expect(hex(first)).toBe(before);
  });
});
