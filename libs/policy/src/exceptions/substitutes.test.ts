import { createHash } from 'node:crypto';
import { drawnForRecheck, type SubstituteUse } from './substitutes.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const uses: readonly SubstituteUse[] = Array.from({ length: 2000 }, (_, i) => ({
  ...{
    instance: `i${i}`,
    activity: 'Approve',
    item: String(i % 7),
    person: `p${i % 3}`,
    at: 1_767_571_200_000 + i * 60_000,
  },
}));

test('so many in a hundred are drawn, the first among them, and what was drawn stays drawn', () => {
  const all = drawnForRecheck('small', uses, 10, sha256);
  expect(all[0]).toBe(uses[0]);
  expect(all.length).toBeGreaterThan(150);
  expect(all.length).toBeLessThan(250);
  for (const length of [1, 2, 500, 1999]) {
    const before = drawnForRecheck('small', uses.slice(0, length), 10, sha256);
    expect(all.slice(0, before.length)).toEqual(before);
  }
});

test('who repeats the draw gets the same; another substitute or another record draws others', () => {
  expect(drawnForRecheck('small', uses, 10, sha256)).toEqual(drawnForRecheck('small', uses, 10, sha256));
  expect(drawnForRecheck('other', uses, 10, sha256)).not.toEqual(drawnForRecheck('small', uses, 10, sha256));
  const later = uses.map((use) => ({ ...use, at: use.at + 1 }));
  const drawn = (all: readonly SubstituteUse[]) =>
    drawnForRecheck('small', all, 10, sha256).map(({ instance }) => instance);
  expect(drawn(later)).not.toEqual(drawn(uses));
});

test('a hundred in a hundred are all, and of nothing nothing is drawn', () => {
  expect(drawnForRecheck('small', uses, 100, sha256)).toEqual(uses);
  expect(drawnForRecheck('small', [], 100, sha256)).toEqual([]);
  expect(drawnForRecheck('small', uses.slice(0, 1), 1, sha256)).toHaveLength(1);
});
