import type { SeparationLevel } from '../model/index.js';
import { Binding } from './binding.js';
import { Past, type Release } from './past.js';
import { sideOfAct } from './side.js';
import { act, done, unit } from './testing/world.js';

const NO_MODEL = {
  activities: new Map(),
  constraints: [],
  protectedData: new Map(),
  records: [],
  thresholds: [],
  basis: [],
};
const sides = ['A', 'B'].map((activity) => sideOfAct({ activity, act: null }, 'P', NO_MODEL));
const binding = (levels: readonly SeparationLevel[]) =>
  new Binding({ id: 'G', basis: [], extent: 'instance', levels: new Set(levels), sides });
const handOver = (from: string, to: string, constraint = 'G'): Release => ({ constraint, from, to, document: '交1号' });

type Case = [string, Parameters<typeof done>[0][], Parameters<typeof act>[0], Release[], string[]];
const PERSON: Case[] = [
  ['the same person', [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'ming' }, [], []],
  ['another person', [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'tao' }, [], ['人员ming']],
  ['nothing done yet', [], { activity: 'B', person: 'tao' }, [], []],
  ['the other way round', [{ activity: 'B', person: 'ming' }], { activity: 'A', person: 'tao' }, [], ['人员ming']],
  ['what is not bound', [{ activity: 'A', person: 'ming' }], { activity: 'C', person: 'tao' }, [], []],
  [
    'standing in for the one',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'tao', onBehalfOf: ['ming'] },
    [],
    [],
  ],
  [
    'the one stood in for',
    [{ activity: 'A', person: 'tao', onBehalfOf: ['ming'] }],
    { activity: 'B', person: 'ming' },
    [],
    [],
  ],
  [
    'what was voided binds nobody',
    [{ activity: 'A', person: 'ming', voided: true }],
    { activity: 'B', person: 'tao' },
    [],
    [],
  ],
  [
    'several did it',
    [
      { activity: 'A', person: 'ming' },
      { activity: 'A', person: 'tao' },
    ],
    { activity: 'B', person: 'ming' },
    [],
    [],
  ],
  ['handed over', [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'tao' }, [handOver('ming', 'tao')], []],
  [
    'and out of the first hands',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'ming' },
    [handOver('ming', 'tao')],
    ['人员tao'],
  ],
  [
    'handed on',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'wei' },
    [handOver('ming', 'tao'), handOver('tao', 'wei')],
    [],
  ],
  [
    'handed back',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'ming' },
    [handOver('ming', 'tao'), handOver('tao', 'ming')],
    [],
  ],
  [
    'handed over by somebody else',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'tao' },
    [handOver('wei', 'tao')],
    ['人员ming'],
  ],
  [
    'handed over for another constraint',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'tao' },
    [handOver('ming', 'tao', 'H')],
    ['人员ming'],
  ],
];
const DEPARTMENT: Case[] = [
  ['a colleague', [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'wei' }, [], []],
  ['another department', [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'fang' }, [], ['基建处人员']],
  [
    'the same person elsewhere',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'ming', department: 'MONEY' },
    [],
    ['基建处人员'],
  ],
  [
    'handed over to another department',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'fang' },
    [handOver('ming', 'fang')],
    [],
  ],
  [
    'handed back by another department',
    [{ activity: 'A', person: 'ming' }],
    { activity: 'B', person: 'fang' },
    [handOver('ming', 'fang'), handOver('fang', 'ming')],
    ['基建处人员'],
  ],
  ['a doer without a department', [{ activity: 'A', person: 'eve' }], { activity: 'B', person: 'fang' }, [], ['eve']],
];

const names = (levels: readonly SeparationLevel[], [, before, now, releases]: Case) => {
  const past = new Past({ acts: before.map(done), initiator: null, releases });
  const found = binding(levels).violations(act(now), past, unit());
  expect(found.every(({ code }) => code === 'BINDING_REQUIRED')).toBe(true);
  return found.map(({ parameters }) => ('name' in parameters ? parameters.name : undefined));
};
test.each(PERSON)('by person: %s', (...each) => expect(names(['person'], each)).toEqual(each[4]));
test.each(DEPARTMENT)('by department: %s', (...each) => expect(names(['department'], each)).toEqual(each[4]));
test('both levels are two violations', () => {
  const each: Case = ['', [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'fang' }, [], []];
  expect(names(['person', 'department'], each)).toEqual(['人员ming', '基建处人员']);
});
test('one step alone is bound to whoever did it in another matter under the record', () => {
  const alone = new Binding({
    id: 'G',
    basis: [],
    extent: 'contract',
    levels: new Set(['person']),
    sides: sides.slice(0, 1),
  });
  const records = new Map([['contract', [done({ activity: 'A', person: 'ming' })]]]);
  const asked = (person: string, releases: readonly Release[] = []) =>
    alone.violations(
      act({ activity: 'A', person }),
      new Past({ acts: [], records, initiator: null, releases }),
      unit(),
    );
  expect(asked('tao').map(({ code }) => code)).toEqual(['BINDING_REQUIRED']);
  expect(asked('ming')).toEqual([]);
  expect(asked('tao', [handOver('ming', 'tao')])).toEqual([]);
});
