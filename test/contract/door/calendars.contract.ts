import type { Command, Fact, OrganisationChange, Principal } from '@quanheng/runtime';
import { bpmn, flows, person, SEED, TIMER, UNIT } from '../office.js';
import { POLICY } from '../../simulation/world/policy.js';
import { Office, type OpenedStore } from './office.js';

/** Before the office's clock begins, on Monday 2026-01-05 at nine in China. */
const SINCE = Date.UTC(2025, 10, 4);

function put<K extends Fact['kind']>(
  kind: K,
  id: string,
  data: Extract<Fact, { kind: K }>['data'],
): OrganisationChange {
  return { change: 'put', fact: { kind, id, from: SINCE, to: null, data } as Fact };
}
const basis = [{ article: '本单位采购管理办法第三条', mark: null }];
/** Tuesday is off, Saturday is worked. */
const CALENDAR = put('calendar', 'statutory:2026', {
  ...{ holidays: ['2026-01-06'], workdays: ['2026-01-10'], document: '放假通知' },
});
const KEPT_BY_TWO = [
  CALENDAR,
  put('threshold', 'openTender:central:goods', { name: '公开招标数额标准', value: '2000000.00', unit: 'CNY', basis }),
];
const RULES = [
  put('unitRule', 'chairSpeaksLast', { value: false, document: '办发〔2026〕3号', basis }),
  put('processBinding', '费用报销', {
    ...{ power: 'reimbursement', riskLevel: 'low', profile: 'reimbursement', document: '职权目录〔2026〕1号' },
    powerItem: { name: '费用报销审批', legalBasis: basis, responsibleSubject: 'office' },
    descriptors: { conditions: '有预算', posts: ['clerks'], procedure: '申请、审核', disclosure: '本单位' },
    complaintChannel: '纪检监察组',
    nonDisclosureGround: '内部事务信息',
  }),
];

const ALL = [...KEPT_BY_TWO, ...RULES];

/** Somebody who keeps the catalogue and does nothing else. */
const OWNER = person('owner');
const OWNERS = [
  put('person', 'owner', { name: '人员-owner' }),
  put('post', 'catalogue', { name: '职权目录管理岗', department: 'office', roles: ['catalogueOwner'] }),
  put('holding', 'h-owner', { person: 'owner', post: 'catalogue', kind: 'formal', document: '任〔2020〕1号' }),
].map((change): OrganisationChange =>
  change.change === 'put' ? { ...change, fact: { ...change.fact, from: Date.UTC(2020, 0, 1) } } : change,
);

/** Starts itself three times, each a working day after the last. */
const CYCLE = bpmn(
  'Daily',
  `<startEvent id="s"><timerEventDefinition qh:calendar="unit"><timeCycle>R3/P1D</timeCycle></timerEventDefinition></startEvent>
   <endEvent id="e"/>${flows('s', 'e')}`,
);

/** Calendars, thresholds, bindings and rules of the unit: who changes them, and how timers count by them. */
export function describeCalendars(open: () => Promise<OpenedStore>): void {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open(await open(), POLICY, OWNERS);
  });
  afterEach(() => office.close());
  const change = (by: Principal, ...changes: readonly OrganisationChange[]) =>
    office.give(by, { kind: 'changeOrganisation', changes });

  test('rules and bindings are changed by the owner of the catalogue and nobody else', async () => {
    for (const one of RULES) {
      for (const other of ['designer', 'sysadmin', 'secadmin', 'operator', 'clerk']) {
        const refused = {
          status: 'refused',
          reasons: [{ code: 'ROLE_REQUIRED', parameters: { role: 'catalogueOwner' } }],
        };
        expect(await change(person(other), one)).toMatchObject(refused);
      }
    }
    expect(await change(OWNER, ...RULES)).toMatchObject({ status: 'accepted' });
    const stranger = put('person', 'friend', { name: '人员-friend' });
    expect(await change(OWNER, ...RULES.slice(0, 1), stranger)).toMatchObject({ status: 'refused' });
  });

  test('calendars and thresholds are changed by nobody alone', async () => {
    for (const one of KEPT_BY_TWO) {
      for (const by of [OWNER, person('sysadmin'), person('clerk')]) {
        expect(await change(by, one)).toMatchObject({ status: 'refused', reasons: [{ code: 'REGISTER_TWO_PERSONS' }] });
      }
    }
  });

  test('are stored as they were given', async () => {
    await office.must(SEED, { kind: 'changeOrganisation', changes: ALL });
    const facts = (await office.opened.queries.facts(UNIT, 1, 2)).map(({ fact }) => fact);
    const given = ALL.flatMap((each) => (each.change === 'put' ? [each.fact] : []));
    expect(facts).toEqual(expect.arrayContaining(given));
    expect(facts).toHaveLength(given.length);
  });

  test('move the next firing of a cycle that starts instances', async () => {
    await office.must(SEED, { kind: 'changeOrganisation', changes: [CALENDAR] });
    await office.publish(CYCLE);
    const dues: string[] = [];
    for (;;) {
      const [timer] = (await office.opened.queries.timers(UNIT, {}, { limit: 5 })).rows;
      if (timer === undefined) break;
      dues.push(new Date(timer.due).toISOString().slice(0, 13));
      office.now = timer.due;
      if (dues.length === 2) {
        // Friday is taken off meanwhile: the cycle goes on by what is known now.
        const off = { holidays: ['2026-01-06', '2026-01-09'], workdays: ['2026-01-10'], document: '补充通知' };
        await office.must(SEED, { kind: 'changeOrganisation', changes: [put('calendar', 'statutory:2026', off)] });
      }
      const fire: Command = { kind: 'fireTimer', instance: timer.instance, subscription: timer.subscription };
      await office.must(TIMER, fire);
    }
    expect(dues).toEqual(['2026-01-07T01', '2026-01-08T01', '2026-01-10T01']);
  });
}
