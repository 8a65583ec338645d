import { end, hold, person, put } from '../organisation/testing/office.js';
import type { SeparationLevel } from '../model/index.js';
import { ConstraintSet } from './constraint-set.js';
import { worded } from '../ports/index.js';
import { Past } from './past.js';
import { Recusal } from './recusal.js';
import { Separation } from './separation.js';
import { keysOf, sideOfAct, sideOfDuty, sideOfPen, sideOfPhase, sideOfSoleApproval } from './side.js';
import { act, done, NEW_YEAR, unit } from './testing/world.js';

const NO_MODEL = {
  activities: new Map(),
  constraints: [],
  protectedData: new Map(),
  records: [],
  thresholds: [],
  basis: [],
};
const side = (activity: string) => sideOfAct({ activity, act: null }, 'P', NO_MODEL);
const BASIS = [
  { article: '政府采购法61', mark: 'C:GPL', text: null },
  { article: '内控规范33', mark: 'R', text: null },
];
const separation = (id: string, levels: readonly SeparationLevel[]) =>
  new Separation({
    ...{ kind: 'separation', id, basis: BASIS, extent: 'instance', levels: new Set(levels) },
    against: [[side('A'), side('B')]],
  });
const A = done({ activity: 'A', person: 'ming', name: '验收' });
const pastOf = (...acts: (typeof A)[]) => new Past({ acts, initiator: 'ming' });
const now = (offers: readonly string[], by = 'ming') => act({ activity: 'B', name: '付款', person: by, offers });

describe('who can act instead', () => {
  const set = new ConstraintSet([separation('S', ['person'])]);
  const posts = (offers: readonly string[], view = unit()) =>
    worded(set.grounds(now(offers), pastOf(A), view))[0]!.parameters!['posts'];
  test.each([
    ['holders of a post but the one', ['post:pm'], '项目负责人(人员tao)'],
    ['a role', ['role:FIN_HEAD'], '财务处长(人员fang)'],
    ['a role within a department', ['role:PM@WORKS'], '项目负责人(人员tao)'],
    ['a role in another department', ['role:PM@MONEY'], ''],
    ['a department', ['department:MONEY'], '财务处长(人员fang)、出纳岗(人员li)'],
    ['a person', ['person:li'], '出纳岗(人员li)'],
    ['a body', ['body:MEETING'], '校长(人员zhang)、财务处长(人员fang)'],
    ['several keys, each person once', ['post:teller', 'department:MONEY'], '出纳岗(人员li)、财务处长(人员fang)'],
    ['only the one', ['person:ming'], ''],
    ['nobody', [], ''],
    ['a post that nobody holds', ['post:vacant'], ''],
    ['none of the three administrators', ['post:sysadmin'], ''],
  ])('%s', (_, offers, expected) => expect(posts(offers)).toBe(expected));

  test('five at the most are named', () => {
    expect(posts(['unit'])).toMatch(/^([^()]+\([^()]+\)、?){3,5}等$/);
    expect(String(posts(['unit'])).match(/人员/g)).toHaveLength(5);
  });

  test('each in the first post that fits', () => {
    const view = unit(hold('fang', 'teller', { from: NEW_YEAR + 1 }));
    expect(posts(['department:MONEY'], view)).toBe('财务处长(人员fang)、出纳岗(人员li)');
  });

  test('in their own name, where somebody acted for another', () => {
    const [reason] = worded(set.grounds({ ...now(['post:teller'], 'li'), onBehalfOf: ['ming'] }, pastOf(A), unit()));
    expect(reason!.parameters!['posts']).toBe('出纳岗(人员li)');
  });

  test('nobody is not said before everybody was tried', () => {
    const ids = Array.from({ length: 210 }, (_, index) => `n${index}`);
    const view = unit(...ids.map((id) => person(id)), ...ids.map((id) => hold(id, 'pm')));
    const departments = new ConstraintSet([separation('S', ['department'])]);
    const [reason] = worded(departments.grounds(now(['post:pm', 'post:teller']), pastOf(A), view));
    expect(reason!.message).toContain('可由其他符合条件的人员办理。');
    const [other] = worded(departments.grounds(now(['post:teller', 'post:pm']), pastOf(A), view));
    expect(other!.message).toContain('可由出纳岗(人员li)办理。');
  });

  test('a section belongs to its department', () => {
    const view = unit(
      put('department', 'DESK', { name: '柜台', parent: 'MONEY' }),
      put('post', 'desk', { name: '柜员', department: 'DESK', roles: ['staff'] }),
      ...[end('holding', 'H-fang-fin-head', NEW_YEAR), end('holding', 'H-li-teller', NEW_YEAR), hold('li', 'desk')],
    );
    expect(posts(['department:MONEY'], view)).toBe('柜员(人员li)');
  });

  test('nobody who would be refused for another reason', () => {
    const relation = put('relation', 'K', { persons: ['ming', 'fang'], kind: '近亲属' });
    const both = new ConstraintSet([
      separation('S', ['person']),
      new Recusal({ id: 'R', basis: [], sides: [side('B')], data: [], initiator: true }),
    ]);
    const found = worded(both.grounds(now(['department:MONEY']), pastOf(A), unit(relation)));
    expect(found.map(({ code, parameters }) => [code, parameters!['posts']])).toEqual([
      ['SELF_APPROVE', '出纳岗(人员li)'],
      ['SOD_SAME_PERSON', '出纳岗(人员li)'],
    ]);
  });

  test('in the post by which it is offered to them', () => {
    const departments = new ConstraintSet([separation('S', ['department'])]);
    const view = unit(hold('tao', 'inspector'));
    const [reason] = worded(departments.grounds(now(['unit']), pastOf(A), view));
    expect(reason!.parameters!['posts']).not.toContain('tao');
    const [other] = worded(departments.grounds(now(['post:pm', 'post:inspector']), pastOf(A), view));
    expect(other!.parameters!['posts']).toBe('审计岗(人员tao、人员qing)');
  });
});

test('a reason says what, by which rule, and whom to go to', () => {
  const [reason] = worded(
    new ConstraintSet([separation('验收与付款分离', ['person'])]).grounds(now(['role:FIN_HEAD']), pastOf(A), unit()),
  );
  expect(reason).toEqual({
    code: 'SOD_SAME_PERSON',
    message: '本件“验收”由您办理，“付款”须由其他人员办理，可由财务处长(人员fang)办理。',
    parameters: {
      ...{ a: '验收', b: '付款', posts: '财务处长(人员fang)', constraint: '验收与付款分离', level: 'person' },
      basis: '政府采购法61;默认规则，可配置(参照内控规范33)',
    },
  });
});

test('and whom to ask when nobody can', () => {
  const [reason] = worded(new ConstraintSet([separation('S', ['person'])]).grounds(now([]), pastOf(A), unit()));
  expect(reason!.message).toBe(
    '本件“验收”由您办理，“付款”须由其他人员办理；目前无人符合条件，请联系组织(人事)部门安排。',
  );
});

test('everything is told, persons before departments before leaders', () => {
  const set = new ConstraintSet([separation('1', ['leader', 'person']), separation('2', ['department', 'person'])]);
  const found = worded(set.grounds(now([]), pastOf(A), unit()));
  expect(found.map(({ code, parameters }) => [code, parameters!['constraint']])).toEqual([
    ['SOD_SAME_PERSON', '1'],
    ['SOD_SAME_PERSON', '2'],
    ['SOD_SAME_DEPT', '2'],
    ['SOD_SAME_LEADER', '1'],
  ]);
});

test('nothing is asked that does not speak about the act', () => {
  const asked: string[] = [];
  const spy = (id: string, activity: string) => {
    const constraint = new Separation({
      ...{ kind: 'separation', id, basis: [], extent: 'instance', levels: new Set(['person'] as const) },
      against: [[side(activity), side('Z')]],
    });
    const ask = constraint.violations.bind(constraint);
    return Object.assign(constraint, {
      violations: (...given: Parameters<typeof ask>) => (asked.push(id), ask(...given)),
    });
  };
  worded(new ConstraintSet([spy('1', 'B'), spy('2', 'C')]).grounds(now([]), pastOf(A), unit()));
  expect(asked).toEqual(['1']);
});

test('a deed is found under the keys of exactly the sides that select it', () => {
  const deeds = [
    act({ activity: 'A', person: 'ming', act: 'first', duties: ['X', 'Y'], phase: 'execute', isPen: true }),
    act({ activity: 'A', person: 'ming', process: 'Q', phase: 'decide', soleApproval: true }),
    act({ activity: 'B', person: 'ming', phase: 'execute', isVoteInBody: true, duties: ['Y'] }),
  ];
  const first = sideOfAct({ activity: 'A', act: 'first' }, 'P', NO_MODEL);
  const sides = [side('A'), first, side('B'), sideOfDuty('X'), sideOfDuty('Y'), sideOfSoleApproval(), sideOfPen()];
  const all = [...sides, ...(['decide', 'execute', 'supervise'] as const).map((phase) => sideOfPhase(phase))];
  for (const deed of deeds) {
    const found = all.filter(({ indexedUnder }) => keysOf(deed).includes(indexedUnder));
    expect(found).toEqual(all.filter((each) => each.selects(deed)));
    expect(found.length).toBeGreaterThan(0);
  }
});
