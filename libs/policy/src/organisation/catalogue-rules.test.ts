import { ORGANISATION_FINDINGS, wordOrganisationFinding } from '@quanheng/contracts';
import type { CalendarData, OrganisationChange, ProcessBindingData, ThresholdData } from '../ports/index.js';
import { faults, LATER, LATEST } from './testing/faults.js';
import { attempt, changed, DAY, end, hold, NEW_YEAR, office, post, put } from './testing/office.js';

const BASIS = [{ article: '本单位采购管理办法第三条', mark: null }];
const calendar = (data: Partial<CalendarData> = {}, id = 'statutory:2026', from = NEW_YEAR): OrganisationChange =>
  put('calendar', id, { holidays: ['2026-10-01'], workdays: ['2026-10-10'], document: '放假通知', ...data }, { from });
const threshold = (data: Partial<ThresholdData> = {}, id = 'openTender:central', from = NEW_YEAR): OrganisationChange =>
  put('threshold', id, { name: '公开招标数额标准', value: '2000000', unit: 'CNY', basis: BASIS, ...data }, { from });
const POWER = { name: '费用报销审批', legalBasis: BASIS, responsibleSubject: 'FIN' };
const BINDING: ProcessBindingData = {
  power: 'reimbursement',
  riskLevel: 'medium',
  profile: 'reimbursement',
  document: '职权目录〔2026〕1号',
  powerItem: POWER,
  descriptors: {
    conditions: '有预算',
    posts: ['clerk', 'cashier'],
    procedure: '申请、审核、支付',
    disclosure: '本单位',
  },
  complaintChannel: '纪检监察组',
  majorFour: 'funds',
  disclosureItems: [{ name: '报销金额', dueWorkingDays: 20 }],
};
const binding = (data: Partial<ProcessBindingData> = {}, id = 'Reimbursement', from = NEW_YEAR): OrganisationChange =>
  put('processBinding', id, { ...BINDING, ...data }, { from });
const rule = (id: string, value: unknown, from = NEW_YEAR): OrganisationChange =>
  put('unitRule', id, { value, document: '办发〔2026〕3号', basis: BASIS }, { from });
const { disclosureItems: _items, ...UNDISCLOSED } = BINDING;

const malformed: readonly (readonly [string, OrganisationChange, string])[] = [
  ['a calendar of no year', calendar({}, 'statutory:26'), 'id'],
  ['a third calendar', calendar({}, 'school:2026'), 'id'],
  ['a day that no month has', calendar({ holidays: ['2026-02-29'] }), 'data.holidays.0'],
  ['a date that is none', calendar({ workdays: ['10月10日'] }), 'data.workdays.0'],
  ['a holiday twice', calendar({ holidays: ['2026-10-01', '2026-10-01'] }), 'data.holidays'],
  ['a calendar by no document', calendar({ document: '' }), 'data.document'],
  ['a threshold of no jurisdiction', threshold({}, 'openTender'), 'id'],
  ['a number for an exact decimal', threshold({ value: 2e6 as unknown as string }), 'data.value'],
  ['a decimal with an exponent', threshold({ value: '2e6' }), 'data.value'],
  ['a decimal with commas', threshold({ value: '2,000,000' }), 'data.value'],
  ['a decimal that begins with nothing', threshold({ value: '.5' }), 'data.value'],
  ['a negative threshold', threshold({ value: '-1' }), 'data.value'],
  ['a threshold measured in feet', threshold({ unit: 'feet' as 'CNY' }), 'data.unit'],
  ['a threshold without a basis', threshold({ basis: [] }), 'data.basis'],
  ['the binding of what is no process', binding({}, '费用 报销'), 'id'],
  ['a risk by letter', binding({ riskLevel: 'A' as 'high' }), 'data.riskLevel'],
  ['disclosure and a ground against it', binding({ nonDisclosureGround: '国家秘密' }), 'data.disclosureItems'],
  ['neither disclosure nor a ground', put('processBinding', 'P', UNDISCLOSED), 'data.disclosureItems'],
  ['a power without posts', binding({ descriptors: { ...BINDING.descriptors, posts: [] } }), 'data.descriptors.posts'],
  ['a power without a legal basis', binding({ powerItem: { ...POWER, legalBasis: [] } }), 'data.powerItem.legalBasis'],
  ['a rule that nobody reads', rule('chairSpeaksFirst', true), 'id'],
  ['a rule of Object', rule('constructor', true), 'id'],
  ['a rule with another kind of value', rule('chairSpeaksLast', 'yes'), 'data.value'],
  ['a rule without a value', rule('chairSpeaksLast', undefined), 'data.value'],
  ['a list with something else in it', rule('restrictedLines', ['finance', 7]), 'data.value.1'],
];

const refused: readonly (readonly [string, readonly OrganisationChange[], readonly string[]])[] = [
  [
    'dates of another year',
    [calendar({ holidays: ['2027-01-01'] })],
    ['calendar-date-outside calendar:statutory:2026'],
  ],
  [
    'a day that is off and worked',
    [calendar({ holidays: ['2026-10-10'] })],
    ['calendar-date-both calendar:statutory:2026'],
  ],
  [
    'a weekday among the worked weekends',
    [calendar({ workdays: ['2026-10-09'] })],
    ['calendar-workday-on-weekday calendar:statutory:2026'],
  ],
  [
    'a calendar that begins with its year or later',
    [calendar({}, 'unit:2026', NEW_YEAR + 1)],
    ['calendar-late calendar:unit:2026'],
  ],
  [
    'a responsible department that there is none of',
    [binding({ powerItem: { ...POWER, responsibleSubject: 'AUDIT' } })],
    ['missing-reference processBinding:Reimbursement'],
  ],
  [
    'the end of a post that a binding names',
    [binding(), end('post', 'clerk', LATER), end('holding', 'H-ann-clerk', LATER)],
    ['missing-reference processBinding:Reimbursement'],
  ],
  ['a chief’s post that there is none of', [rule('chiefPosts', ['mayor'])], ['missing-reference unitRule:chiefPosts']],
  [
    'a designer who owns the catalogue by another post',
    [
      post('draws', ['designer']),
      post('owns', ['catalogueOwner']),
      hold('dan', 'draws'),
      hold('dan', 'owns', { from: LATER }),
    ],
    ['roles-incompatible person:dan'],
  ],
  [
    'a designer who owns the catalogue by the same post',
    [post('both', ['designer', 'catalogueOwner']), hold('dan', 'both')],
    ['roles-incompatible person:dan'],
  ],
  [
    'an administrator who owns the catalogue',
    [post('owns', ['catalogueOwner']), hold('sec', 'owns')],
    ['administrator-in-business person:sec'],
  ],
];

const accepted: readonly (readonly [string, readonly OrganisationChange[]])[] = [
  ['a calendar for each use', [calendar(), calendar({}, 'unit:2026')]],
  ['a calendar that is changed within its year', [calendar(), calendar({ holidays: [] }, 'statutory:2026', LATER)]],
  ['a calendar with weekends among the holidays', [calendar({ holidays: ['2026-10-03', '2026-10-04'] })]],
  ['thresholds by object', [threshold(), threshold({ value: '4000000.00' }, 'openTender:central:works')]],
  ['a threshold for the past of which nothing was said', [threshold({}, 'openTender:central', NEW_YEAR - 900 * DAY)]],
  ['a binding with its disclosure', [binding()]],
  [
    'a binding that says why nothing is disclosed',
    [put('processBinding', '报销流程', { ...UNDISCLOSED, nonDisclosureGround: '国家秘密' })],
  ],
  [
    'every rule of the unit',
    [
      rule('restrictedLines', ['finance', 'personnel']),
      rule('chiefPosts', ['chief']),
      rule('chairSpeaksLast', false),
      rule('recusalDenominator', 'leave'),
      rule('filingCount', 'clearDays'),
    ],
  ],
  [
    'a designer after the catalogue',
    [
      post('draws', ['designer']),
      post('owns', ['catalogueOwner']),
      hold('dan', 'owns', { to: LATER }),
      hold('dan', 'draws', { from: LATER }),
    ],
  ],
];

describe('calendars, thresholds, bindings and rules of the unit', () => {
  test.each(malformed)('%s is malformed', (_name, change, place) => {
    expect(faults([change])).toEqual([`malformed changes.0.fact.${place}`]);
  });

  test.each(refused)('%s is turned down', (_name, changes, expected) => {
    expect(faults(changes)).toEqual(expected);
  });

  test.each(accepted)('%s is accepted', (_name, changes) => {
    expect(faults(changes)).toEqual([]);
  });

  test('a post does not become the catalogue owner’s while a designer holds it', () => {
    const drawing = changed(office(), [post('draws', ['designer']), hold('ann', 'draws')]);
    const becoming = post('clerk', ['staff', 'catalogueOwner'], { from: LATER });
    expect(faults([becoming], {}, drawing)).toEqual(['roles-incompatible person:ann']);
    expect(faults([post('clerk', ['staff', 'CLERK'], { from: LATER })], {}, drawing)).toEqual([]);
  });

  test('the first moment is told at which somebody would be both', () => {
    const owning = (id: string, from: number): OrganisationChange[] => [
      post(id, ['catalogueOwner']),
      hold('dan', id, { from }),
    ];
    const changes = [
      post('draws', ['designer']),
      hold('dan', 'draws'),
      ...owning('two', LATEST),
      ...owning('one', LATER),
    ];
    const result = attempt(office(), changes);
    expect(result.status === 'rejected' && result.findings.map(({ parameters }) => parameters)).toEqual([
      { person: 'dan', at: LATER, one: 'designer', other: 'catalogueOwner' },
    ]);
  });

  test('what somebody else holds under the same id of a holding is not held by both', () => {
    const handedOver = [hold('dan', 'draws', { id: 'H1' }), hold('bob', 'draws', { id: 'H1', from: LATER })];
    const changes = [post('draws', ['designer']), post('owns', ['catalogueOwner']), ...handedOver];
    expect(faults([...changes, hold('dan', 'owns', { from: LATER })])).toEqual([]);
    expect(faults([...changes, hold('bob', 'owns', { from: LATER })])).toEqual(['roles-incompatible person:bob']);
  });

  test('a name that the kind cannot have cannot be ended', () => {
    expect(faults([end('calendar', 'statutory', LATER)])).toEqual(['malformed changes.0.id']);
    expect(faults([end('calendar', 'statutory:2026', LATER)])).toEqual(['unknown-thing calendar:statutory:2026']);
    expect(faults([end('threshold', 'openTender:central', LATER)], {}, changed(office(), [threshold()]))).toEqual([]);
  });

  test.each([
    [
      'threshold',
      threshold({ value: '1' }, 'openTender:central', NEW_YEAR + DAY),
      threshold({ value: '1' }, 'openTender:central', LATER),
    ],
    [
      'processBinding',
      binding({ riskLevel: 'low' }, 'Reimbursement', NEW_YEAR + DAY),
      binding({ riskLevel: 'low' }, 'Reimbursement', LATER),
    ],
    ['unitRule', rule('chairSpeaksLast', false, NEW_YEAR + DAY), rule('chairSpeaksLast', false, LATER)],
  ] as const)('what a %s said is not rewritten', (kind, backwards, onwards) => {
    const view = changed(office(), [threshold(), binding(), rule('chairSpeaksLast', true)]);
    const [id] = view.facts(kind, NEW_YEAR).map((fact) => fact.id);
    const rewritten = [`rule-rewritten ${kind}:${id}`];
    expect(faults([backwards], { at: LATER }, view)).toEqual(rewritten);
    expect(faults([end(kind, id!, NEW_YEAR)], { at: LATER }, view)).toEqual(rewritten);
    expect(faults([end(kind, id!, NEW_YEAR + DAY)], { at: LATER }, view)).toEqual(rewritten);
    expect(faults([onwards], { at: LATER }, view)).toEqual([]);
    expect(faults([end(kind, id!, LATER)], { at: LATER }, view)).toEqual([]);
    // Not in the past of the command: what is planned may be changed.
    expect(faults([backwards], { at: NEW_YEAR }, changed(view, [onwards]))).toEqual([]);
  });

  test('a gap in the past may be filled, what lies behind it stays', () => {
    const late = changed(office(), [threshold({}, 'openTender:central', LATER)]);
    const early = (to: number | null): OrganisationChange =>
      put('threshold', 'openTender:central', { name: '标准', value: '1', unit: 'CNY', basis: BASIS }, { to });
    const at = LATER + DAY;
    expect(faults([early(LATER)], { at }, late)).toEqual(['rule-rewritten threshold:openTender:central']);
    expect(faults([early(LATER), threshold({}, 'openTender:central', LATER)], { at }, late)).toEqual([]);
  });

  test('findings are worded in both languages', () => {
    const result = attempt(office(), [calendar({ workdays: ['2026-10-09', '2026-10-08'] })]);
    const [found] = result.status === 'rejected' ? result.findings : [];
    expect(found?.message).toBe(
      '工作日历 statutory:2026 的调休上班日 2026-10-09, 2026-10-08 不是周六或周日。周一至周五不必列入；请改正日期。',
    );
    const codes = [
      'calendar-date-outside',
      'calendar-date-both',
      'calendar-late',
      'rule-rewritten',
      'roles-incompatible',
    ] as const;
    const parameters = {
      id: 'x',
      dates: '2026-01-01',
      at: NEW_YEAR,
      kind: 'threshold',
      person: 'dan',
      one: 'a',
      other: 'b',
    };
    for (const code of codes) {
      for (const language of ['zh', 'en'] as const) {
        expect(ORGANISATION_FINDINGS[code][language]).not.toBe('');
        expect(wordOrganisationFinding(code, parameters, language)).not.toMatch(/[{}]/);
      }
    }
  });
});
