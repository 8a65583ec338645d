import { AtLeast, AtMost, fewestPersons } from './counting.js';
import { Past } from './past.js';
import { sideOfAct } from './side.js';
import { act, done } from './testing/world.js';

const NO_MODEL = {
  activities: new Map(),
  constraints: [],
  protectedData: new Map(),
  records: [],
  thresholds: [],
  basis: [],
};
const sides = ['A', 'B', 'C'].map((activity) => sideOfAct({ activity, act: null }, 'P', NO_MODEL));
const shared = { id: 'N', basis: [], extent: 'instance', count: 2, sides };
const atMost = new AtMost(shared);
const atLeast = new AtLeast(shared);

/** `A:ming+tao`: ming did A for tao; `!` behind it: voided since. */
function read(text: string): Parameters<typeof done>[0] {
  const [, activity = '', person = '', chain, isVoided] = /^(\w):(\w+)(?:\+(\w+))?(!)?$/.exec(text)!;
  return { activity, person, onBehalfOf: chain === undefined ? [] : [chain], voided: isVoided !== undefined };
}
function against(constraint: AtMost | AtLeast, before: string, now: string) {
  const past = new Past({
    acts: before === '' ? [] : before.split(' ').map((each) => done(read(each))),
    initiator: null,
  });
  return constraint.violations(act(read(now)), past).map(({ code, parameters }) => ({ code, ...parameters }));
}

test.each([
  ['first', '', 'A:ming', true],
  ['second', 'A:ming', 'B:ming', true],
  ['third', 'A:ming B:ming', 'C:ming', false],
  ['third, by somebody else', 'A:ming B:ming', 'C:tao', true],
  ['the second once more', 'A:ming B:ming', 'B:ming', true],
  ['one of them returned', 'A:ming! B:ming', 'C:ming', false],
  ['one of them for another', 'A:tao+ming B:ming', 'C:ming', false],
  ['standing in for who did two', 'A:ming B:ming', 'C:tao+ming', false],
  ['not in the list', 'A:ming B:ming', 'D:ming', true],
])('at most two of three: %s', (_, before, now, allowed) => {
  const expected = allowed ? [] : [{ code: 'TOO_MANY_STEPS', list: 'A、B、C', r: 2 }];
  expect(against(atMost, before, now)).toEqual(expected);
});

test.each<[string, string, string, number | null]>([
  ['not yet the last', 'A:ming', 'B:ming', null],
  ['one person for all', 'A:ming B:ming', 'C:ming', 1],
  ['two persons', 'A:ming B:ming', 'C:tao', null],
  ['two persons before', 'A:ming B:tao', 'C:ming', null],
  ['the last in another order', 'C:ming B:ming', 'A:ming', 1],
  ['somebody who stood in is no second person', 'A:ming B:tao+ming', 'C:ming', 1],
  ['nor are two who stood in for one', 'A:wei+ming B:tao+ming', 'C:li+ming', 1],
  ['what was voided adds nobody', 'A:tao! A:ming B:ming', 'C:ming', 1],
  ['and is not done', 'A:ming! B:ming', 'C:ming', null],
  ['not in the list', 'A:ming B:ming', 'D:ming', null],
])('at least two persons for three: %s', (_, before, now, n) => {
  const expected = n === null ? [] : [{ code: 'TOO_FEW_PERSONS', list: 'A、B、C', r: 2, n }];
  expect(against(atLeast, before, now)).toEqual(expected);
});

test.each<[string[][], number]>([
  [[], 0],
  [[['a']], 1],
  [[['a'], ['b'], ['c']], 3],
  [
    [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ],
    2,
  ],
  [
    [
      ['a', 'b'],
      ['a', 'c'],
      ['a', 'd'],
    ],
    1,
  ],
  [[['a'], ['b'], ['a', 'b', 'c']], 2],
])('the fewest persons for %j: %i', (groups, fewest) => {
  expect(fewestPersons(groups, 9)).toBe(fewest);
  expect(fewestPersons(groups, 1)).toBe(Math.min(fewest, 1));
});
