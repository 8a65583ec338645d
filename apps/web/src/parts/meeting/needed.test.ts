import { stepsOf, votesNeeded } from './needed.js';

test('half is more than half, two thirds include them', () => {
  expect([7, 8, 9].map((entitled) => votesNeeded('half', entitled))).toEqual([4, 5, 5]);
  expect([6, 7, 9].map((entitled) => votesNeeded('twoThirds', entitled))).toEqual([4, 5, 6]);
});

test('what is before the present step is done, and all of a meeting that has ended', () => {
  expect(stepsOf('coming', true).map(([, state]) => state)).toEqual(['now', ...Array<string>(5).fill('later')]);
  expect(stepsOf('speak', false)).toEqual([
    ['agenda', 'done'],
    ['signIn', 'done'],
    ['speak', 'now'],
    ['vote', 'later'],
    ['ended', 'later'],
  ]);
  expect(stepsOf('fileAfter', true, true).slice(-3)).toEqual([
    ['vote', 'done'],
    ['fileAfter', 'now'],
    ['ended', 'later'],
  ]);
  expect(new Set(stepsOf('ended', true).map(([, state]) => state))).toEqual(new Set(['done']));
});
