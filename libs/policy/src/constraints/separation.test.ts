import { end, hold, put } from '../organisation/testing/office.js';
import type { SeparationLevel } from '../model/index.js';
import type { ActInQuestion, PastAct } from './deed.js';
import { Past } from './past.js';
import { Separation } from './separation.js';
import { sideOfAct, sideOfDuty } from './side.js';
import { act, DAY, done, NEW_YEAR, TODAY, unit } from './testing/world.js';

const NO_MODEL = {
  activities: new Map(),
  constraints: [],
  protectedData: new Map(),
  records: [],
  thresholds: [],
  basis: [],
};
const side = (activity: string, name: string | null = null) => sideOfAct({ activity, act: name }, 'P', NO_MODEL);

function separation(levels: readonly SeparationLevel[], extent = 'instance'): Separation {
  return new Separation({
    ...{ kind: 'separation', id: 'S', basis: [], extent, levels: new Set(levels) },
    against: [[side('A'), side('B')]],
  });
}
const pastOf = (acts: readonly PastAct[]) => new Past({ acts, initiator: null });
const codes = (constraint: Separation, before: readonly PastAct[], now: ActInQuestion, view = unit()) =>
  constraint.violations(now, pastOf(before), view).map(({ code }) => code);

const PERSON: readonly SeparationLevel[] = ['person'];
const DEPARTMENT: readonly SeparationLevel[] = ['department'];
const LEADER: readonly SeparationLevel[] = ['leader'];
const works = { department: 'WORKS' };
const money = { department: 'MONEY' };

type Case = [string, readonly SeparationLevel[], Parameters<typeof done>[0][], Parameters<typeof act>[0], string[]];
// prettier-ignore
const cases: Case[] = [
  ['another person', PERSON, [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'wei' }, []],
  ['the same person', PERSON, [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'ming' }, ['SOD_SAME_PERSON']],
  ['the other way round', PERSON, [{ activity: 'B', person: 'ming' }], { activity: 'A', person: 'ming' }, ['SOD_SAME_PERSON']],
  ['the same act again', PERSON, [{ activity: 'A', person: 'ming' }], { activity: 'A', person: 'ming' }, []],
  ['what it does not speak about', PERSON, [{ activity: 'A', person: 'ming' }], { activity: 'C', person: 'ming' }, []],
  ['the same key in another process', PERSON, [{ activity: 'A', person: 'ming', process: 'Q' }], { activity: 'B', person: 'ming' }, []],
  ['a voided act still counts', PERSON, [{ activity: 'A', person: 'ming', voided: true }], { activity: 'B', person: 'ming' }, ['SOD_SAME_PERSON']],
  ['told once however often it was done', PERSON, [{ activity: 'A', person: 'ming' }, { activity: 'A', person: 'ming' }, ], { activity: 'B', person: 'ming' }, ['SOD_SAME_PERSON']],
  ['B acted for A’s doer', PERSON, [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'wei', onBehalfOf: ['ming'] }, ['SOD_SAME_PERSON']],
  ['A was done for B’s doer', PERSON, [{ activity: 'A', person: 'wei', onBehalfOf: ['ming'] }], { activity: 'B', person: 'ming' }, ['SOD_SAME_PERSON']],
  ['both for the same person', PERSON, [{ activity: 'A', person: 'wei', onBehalfOf: ['ming'] }], { activity: 'B', person: 'tao', onBehalfOf: ['ming'] }, ['SOD_SAME_PERSON']],
  ['the middle of a chain', PERSON, [{ activity: 'A', person: 'wei' }], { activity: 'B', person: 'tao', onBehalfOf: ['wei', 'ming'] }, ['SOD_SAME_PERSON']],
  ['A applies, B delegates to A, A approves as B', PERSON, [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'ming', onBehalfOf: ['wei'] }, ['SOD_SAME_PERSON']],
  ['departments do not imply persons', DEPARTMENT, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'ming', ...money }, []],
  ['two persons of one department', DEPARTMENT, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'wei', ...works }, ['SOD_SAME_DEPT']],
  ['persons do not imply departments', PERSON, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'wei', ...works }, []],
  ['the department of the post', DEPARTMENT, [{ activity: 'A', person: 'ming', post: 'pm' }], { activity: 'B', person: 'fang', ...works }, ['SOD_SAME_DEPT']],
  ['the department of the person where neither is told', DEPARTMENT, [{ activity: 'A', person: 'ming' }], { activity: 'B', person: 'fang', ...works }, ['SOD_SAME_DEPT']],
  ['who stands in brings the own department', DEPARTMENT, [{ activity: 'A', person: 'wei', ...works }], { activity: 'B', person: 'ming', onBehalfOf: ['fang'], ...money }, ['SOD_SAME_DEPT']],
  ['whose post it is counts for that post only', DEPARTMENT, [{ activity: 'A', person: 'wei', ...works }], { activity: 'B', person: 'li', onBehalfOf: ['ming'], ...money }, []],
  ['different leaders', LEADER, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'fang', ...money }, []],
  ['two departments of one leader', LEADER, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'qing', department: 'AUDIT' }, ['SOD_SAME_LEADER']],
  ['the leader and a department led', LEADER, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'guo', post: 'vice-works' }, ['SOD_SAME_LEADER']],
  ['somebody for the leader', LEADER, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'li', onBehalfOf: ['guo'], post: 'vice-works' }, ['SOD_SAME_LEADER']],
  ['a leader of another line', LEADER, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'han', post: 'vice-fin' }, []],
  ['no leader on record', LEADER, [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'ann', department: 'OFFICE' }, ['LEADER_UNKNOWN']],
  ['the same person on all levels', ['leader', 'department', 'person'], [{ activity: 'A', person: 'ming', ...works }], { activity: 'B', person: 'ming', ...works }, ['SOD_SAME_PERSON', 'SOD_SAME_DEPT', 'SOD_SAME_LEADER']],
];
test.each(cases)('%s', (_, levels, before, now, expected) => {
  expect(codes(separation(levels), before.map(done), act(now))).toEqual(expected);
});

describe('as the organisation was when they acted', () => {
  const before = [done({ activity: 'A', person: 'ming', at: NEW_YEAR + 10 * DAY })];
  const moved = unit(
    end('holding', 'H-ming-pm', NEW_YEAR + 50 * DAY),
    hold('ming', 'teller', { from: NEW_YEAR + 50 * DAY }),
  );

  test('who was moved since did it in the old department', () => {
    expect(codes(separation(DEPARTMENT), before, act({ activity: 'B', person: 'wei' }), moved)).toEqual([
      'SOD_SAME_DEPT',
    ]);
    expect(codes(separation(DEPARTMENT), before, act({ activity: 'B', person: 'li' }), moved)).toEqual([]);
  });

  test('and acts in the new one', () => {
    const others = [done({ activity: 'A', person: 'li', at: NEW_YEAR + 10 * DAY })];
    expect(codes(separation(DEPARTMENT), others, act({ activity: 'B', person: 'ming' }), moved)).toEqual([
      'SOD_SAME_DEPT',
    ]);
    const still = act({ activity: 'B', person: 'ming', at: NEW_YEAR + 49 * DAY });
    expect(codes(separation(DEPARTMENT), others, still, moved)).toEqual([]);
  });

  test('who supervised then and supervises the other department now is one leader', () => {
    const half = NEW_YEAR + 50 * DAY;
    const swapped = unit(
      put('leaderLine', 'L-works', { leader: 'vice-works', departments: ['MONEY'] }, { from: half }),
      put('leaderLine', 'L-money', { leader: 'vice-fin', departments: ['WORKS', 'AUDIT'] }, { from: half }),
    );
    expect(codes(separation(LEADER), before, act({ activity: 'B', person: 'fang' }), swapped)).toEqual([
      'SOD_SAME_LEADER',
    ]);
    expect(codes(separation(LEADER), before, act({ activity: 'B', person: 'wei' }), swapped)).toEqual([]);
  });

  test('two posts of one person are one leader, and a vacant post is itself', () => {
    const both = unit(end('holding', 'H-han-vice-fin', NEW_YEAR), hold('guo', 'vice-fin'));
    expect(codes(separation(LEADER), before, act({ activity: 'B', person: 'fang' }), both)).toEqual([
      'SOD_SAME_LEADER',
    ]);
    const vacant = unit(end('holding', 'H-guo-vice-works', NEW_YEAR));
    expect(codes(separation(LEADER), before, act({ activity: 'B', person: 'qing' }), vacant)).toEqual([
      'SOD_SAME_LEADER',
    ]);
    expect(codes(separation(LEADER), before, act({ activity: 'B', person: 'fang' }), vacant)).toEqual([]);
  });

  test('a section is supervised by whoever supervises the department above it', () => {
    const sections = unit(put('department', 'SITE', { name: '工地科', parent: 'WORKS' }));
    const now = act({ activity: 'B', person: 'tao', department: 'SITE' });
    expect(codes(separation(LEADER), before, now, sections)).toEqual(['SOD_SAME_LEADER']);
    expect(codes(separation(DEPARTMENT), before, now, sections)).toEqual([]);
  });
});

test('several accounts are one person: only the person is looked at', () => {
  const view = unit(
    put('account', 'A-ming', { kind: 'person', person: 'ming', login: 'ming' }),
    put('account', 'B-ming', { kind: 'person', person: 'ming', login: 'ming-2' }),
  );
  const accounts = ['ming', 'ming-2'].map((login) => view.accountByLogin(login, TODAY)!.data.person!);
  const [first, second] = accounts;
  const now = act({ activity: 'B', person: second! });
  expect(codes(separation(PERSON), [done({ activity: 'A', person: first! })], now, view)).toEqual(['SOD_SAME_PERSON']);
});

test('other instances count under the same record, and only there', () => {
  const elsewhere = done({ activity: 'A', person: 'ming' });
  const past = new Past({ acts: [], records: new Map([['contract', [elsewhere]]]), initiator: null });
  const now = act({ activity: 'B', person: 'ming' });
  const found = (extent: string) => separation(PERSON, extent).violations(now, past, unit()).length;
  expect([found('contract'), found('project'), found('instance')]).toEqual([1, 0, 0]);
});

test('one act that is both sides at once stands in its own way', () => {
  const duties = new Separation({
    ...{ kind: 'separation', id: 'S', basis: [], extent: 'instance', levels: new Set(PERSON) },
    against: [[sideOfDuty('PAY_APPROVE'), sideOfDuty('PAY_EXECUTE')]],
  });
  expect(codes(duties, [], act({ activity: 'A', person: 'ming', duties: ['PAY_APPROVE', 'PAY_EXECUTE'] }))).toEqual([
    'SOD_SAME_PERSON',
  ]);
  expect(codes(duties, [], act({ activity: 'A', person: 'ming', duties: ['PAY_APPROVE'] }))).toEqual([]);
});

test('two acts of one control are named apart', () => {
  const pens = new Separation({
    ...{ kind: 'separation', id: 'S', basis: [], extent: 'instance', levels: new Set(PERSON) },
    against: [[side('D', 'first'), side('D', 'second')]],
  });
  const first = done({ activity: 'D', act: 'first', name: '会签', person: 'ming' });
  const [violation] = pens.violations(
    act({ activity: 'D', act: 'second', name: '会签', person: 'ming' }),
    pastOf([first]),
    unit(),
  );
  expect(violation).toMatchObject({ parameters: { a: '会签(first)', b: '会签(second)' } });
});

test('two steps of one name are called by it', () => {
  const before = done({ activity: 'A', name: '审批', person: 'ming' });
  const now = act({ activity: 'B', name: '审批', person: 'ming' });
  const [violation] = separation(PERSON).violations(now, pastOf([before]), unit());
  expect(violation!.parameters).toEqual({ a: '审批', b: '审批' });
});
