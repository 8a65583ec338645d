import { entriesOf, opinionsOf, type TrailRecord } from './records.js';
import type { Item } from './use-matter.js';

const record = (seq: number, activity: string, over: Partial<TrailRecord> = {}): TrailRecord => ({
  ...{ seq, at: seq, activity, element: seq, act: 'complete', person: 'p1', account: 'a1' },
  ...over,
});
const item = (activity: string, name: string) => ({ activity, name }) as Item;

test('the record says what the steps are called and what was written; opinions are grouped by step in order', () => {
  const trail = [
    record(1, 'Fill'),
    record(2, 'Check', { outcome: 'disapprove' }),
    record(3, 'Pens', { act: '甲', outcome: 'approve' }),
    record(4, 'Pens', { act: '乙', outcome: 'approve' }),
    record(5, 'Gone'),
  ];
  const written = [
    { seq: 2, text: '账户不符', verified: [] },
    { seq: 3, text: '', verified: ['合同'] },
    { seq: 4, text: null, verified: [] },
  ];
  const items = [item('Fill', '填写'), item('Check', '复核'), item('Pens', '会签：甲')];
  const entries = entriesOf(trail, written, items);
  expect(entries.map(({ step }) => step)).toEqual(['填写', '复核', '会签', '会签', 'Gone']);
  const opinions = opinionsOf(entries);
  expect(opinions.map(([step, of]) => [step, of.map(({ text }) => text)])).toEqual([
    ['复核', ['账户不符']],
    ['会签', ['', null]],
  ]);
});
