import type { TrailRecord } from '../records.js';
import { lostSignatures } from './lost.js';

const record = (over: Partial<TrailRecord>): TrailRecord => ({
  ...{ seq: 1, at: 10, activity: 'Pens', element: 3, act: '业务签字', person: 'p1', account: 'p1', outcome: 'approve' },
  ...over,
});
const done = { person: 'p1', onBehalfOf: null, at: 10, outcome: 'approve', digest: 'd' };

test('a signature that counts is not lost, one given before the content was changed is', () => {
  const acts = [{ act: '业务签字', title: '业务签字', done }];
  const again = [record({ at: 5, seq: 0 }), record({})];
  expect(lostSignatures({ activity: 'Pens', acts }, again)).toEqual([again[0]]);
  expect(lostSignatures({ activity: 'Pens', acts: [{ ...acts[0]!, done: null }] }, again)).toEqual(again);
});

test('acts of other steps, and what is no answer, are not signatures of this one', () => {
  const acts = [{ act: '业务签字', title: '业务签字', done: null }];
  const { outcome: _, ...returned } = record({ act: 'return' });
  expect(lostSignatures({ activity: 'Pens', acts }, [record({ activity: 'Check' }), returned])).toEqual([]);
});
