import { isWithoutPower } from './ending.js';

const CONTROL = { element: 3, outcome: 'failed', at: 1, digest: 'd', acts: {} };

test.each([
  ['nothing was done', { items: {} }, true],
  [
    'work is open, and a control under way',
    { items: {}, controls: { 3: { activity: 'A', opened: 1, acts: {} } } },
    true,
  ],
  ['a control ended, whatever it said', { items: {}, ended: { A: CONTROL } }, false],
  [
    'and though it was voided since',
    { items: {}, ended: { A: { ...CONTROL, voided: { at: 2, why: 'return' as const } } } },
    false,
  ],
  ['something governed has begun', { items: {}, powerUsed: ['Pay'] }, false],
])('%s', (_, work, expected) => {
  expect(isWithoutPower(work)).toBe(expected);
});
