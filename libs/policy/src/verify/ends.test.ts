import { soundnessOf } from './soundness.js';
import { netOf } from './testing/drawn-net.js';

const BUDGET = { states: 1000, milliseconds: 1000, clock: () => 0 };

test('an end that two tokens reach by two flows ends the case twice, though they never meet on a flow', () => {
  const net = netOf(
    ['token', 'token', 'token', 'token', 'token', 'token'],
    [
      { consume: [0], produce: [2, 3, 5] },
      { consume: [2], produce: [4], type: 'endEvent' },
      { consume: [3], produce: [4], type: 'endEvent' },
      { consume: [4], produce: [], type: 'endEvent', action: 'complete' },
      { consume: [5], produce: [1], empty: [2, 3, 4] },
    ],
  );
  const { verdict, flaws } = soundnessOf(net, BUDGET);
  expect(verdict).toEqual({ optionToComplete: true, properCompletion: false, noDeadActivities: true, safeness: true });
  expect(flaws).toMatchObject([{ kind: 'endedTwice' }]);
});

test('two that exclude each other do not', () => {
  const net = netOf(
    ['token', 'token', 'token', 'token', 'token', 'token', 'token'],
    [
      { consume: [0], produce: [6, 5] },
      { consume: [6], produce: [2] },
      { consume: [6], produce: [3] },
      { consume: [2], produce: [4], type: 'endEvent' },
      { consume: [3], produce: [4], type: 'endEvent' },
      { consume: [4], produce: [], type: 'endEvent', action: 'complete' },
      { consume: [5], produce: [1], empty: [2, 3, 4, 6] },
    ],
  );
  const verdict = { optionToComplete: true, properCompletion: true, noDeadActivities: true, safeness: true };
  expect(soundnessOf(net, BUDGET).verdict).toEqual(verdict);
});
