import * as fc from 'fast-check';
import { applyWork } from './apply.js';
import { handingEvent } from './handing-events.js';
import { additionsTo, heldOf, passersOf } from './handing.js';
import { NO_WORK, type Work } from './state.js';

const passed = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([from, to]) => ({ from, to }));

test('what was passed on came through everybody’s hands before', () => {
  const chain = passed(['a', 'b'], ['b', 'c'], ['x', 'y']);
  expect(passersOf(chain, 'c')).toEqual(['b', 'a']);
  expect(passersOf(chain, 'b')).toEqual(['a']);
  expect(passersOf(chain, 'a')).toEqual([]);
  expect(passersOf(chain, 'z')).toEqual([]);
  expect(passersOf(passed(['a', 'b'], ['b', 'a']), 'a')).toEqual(['b']);
});

test('nobody is their own passer, however often it goes round, and the receiver’s giver is one of them', () => {
  const who = fc.constantFrom('a', 'b', 'c', 'd');
  const pairs = fc.array(fc.tuple(who, who), { maxLength: 8 });
  fc.assert(
    fc.property(pairs, who, (all, person) => {
      const found = passersOf(passed(...all), person);
      expect(found).not.toContain(person);
      for (const [from, to] of all) if (to === person && from !== person) expect(found).toContain(from);
      for (const each of found) expect(all.some(([from]) => from === each)).toBe(true);
    }),
  );
});

const item = {
  type: 'itemOpened',
  element: 1,
  activity: 'A',
  name: 'A',
  offers: ['unit'],
  form: null,
  due: null,
} as const;
const addition = { to: '1', mode: 'after', by: 'p', reason: '请核' } as const;
const open = (id: string, rest: object = {}): Work['items'] => applyWork(NO_WORK, { ...item, item: id, ...rest }).items;

test('each opinion on an item has a number of its own, also when an earlier one is gone', () => {
  let work = applyWork(NO_WORK, { ...item, item: '1' });
  work = applyWork(work, { ...item, item: '1.a1', addition });
  work = applyWork(work, { type: 'itemCancelled', item: '1.a1' });
  work = applyWork(work, { ...item, item: '1.a2', addition });
  expect(work.items['1']?.asked).toBe(2);
  expect(additionsTo(work, '1')).toEqual(['1.a2']);
  // Of an item that is gone there is nothing to count.
  expect(open('2.a1', { addition })['2']).toBeUndefined();
});

test('an answer waits until it is freed, and a step can be taken back until something else is done', () => {
  const held = { element: 1, activity: 'A', by: 'p' };
  const waiting = applyWork(NO_WORK, handingEvent({ type: 'work:answerHeld', item: '1', held }));
  expect(heldOf(waiting, 1)).toEqual([['1', held]]);
  expect(heldOf(waiting, 2)).toEqual([]);
  expect(applyWork(waiting, handingEvent({ type: 'work:answerFreed', item: '2' }))).toEqual(waiting);
  expect(applyWork(waiting, handingEvent({ type: 'work:answerFreed', item: '1' }))).toEqual(NO_WORK);
  const opened = applyWork(NO_WORK, { ...item, item: '1' });
  const done = applyWork(opened, { type: 'itemCompleted', item: '1', by: 'p', outcome: null, since: 5 });
  expect(done.last).toEqual({ element: 1, activity: 'A', by: 'p', since: 5 });
  expect(applyWork(done, handingEvent({ type: 'work:stepPast' }))).toEqual(NO_WORK);
  // Completed as before there was any taking back.
  expect(applyWork(opened, { type: 'itemCompleted', item: '1', by: 'p', outcome: null })).toEqual(NO_WORK);
});

test('events about items that are not there change nothing', () => {
  const gone = handingEvent({ type: 'work:itemPassed', item: '9', from: 'a', to: 'b' });
  expect(applyWork(NO_WORK, gone)).toBe(NO_WORK);
  const recused = handingEvent({ type: 'work:recused', activity: 'A', persons: ['p', 'q'] });
  const once = applyWork(NO_WORK, recused);
  expect(once.recused).toEqual({ A: ['p', 'q'] });
  expect(applyWork(once, recused)).toEqual(once);
});
