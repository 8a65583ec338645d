import { put } from '../organisation/testing/office.js';
import { ChiefRestriction } from './chief.js';
import { ConstraintSet } from './constraint-set.js';
import { worded } from '../ports/index.js';
import { Past } from './past.js';
import { act, DAY, TODAY, unit } from './testing/world.js';

const NONE = new Past({ acts: [], initiator: null });
const BASIS = [{ article: '某单位班子分工规定', mark: null }];
const rule = (name: string, value: unknown, from = TODAY) =>
  put('unitRule', name, { value, document: '校发〔2026〕3号', basis: BASIS }, { from });
const refused = (given: Partial<Parameters<typeof act>[0]>, view = unit()) =>
  worded(
    new ConstraintSet([new ChiefRestriction()]).grounds(act({ activity: 'A', person: 'zhang', ...given }), NONE, view),
  ).map(({ parameters }) => parameters!['line']);

test.each<[string, Partial<Parameters<typeof act>[0]>, string[]]>([
  ['approves an expense', { duties: ['EXPENSE_APPROVE'] }, ['财务']],
  ['pays', { duties: ['PAY_EXECUTE'] }, ['财务']],
  ['reviews a contract of purchase', { duties: ['CONTRACT_REVIEW'] }, ['物资采购']],
  ['signs as a pen for a project', { isPen: true, lines: ['construction'] }, ['工程建设']],
  ['approves alone in a matter of personnel', { soleApproval: true, lines: ['personnel'] }, ['人事']],
  ['approves alone in another matter', { soleApproval: true }, []],
  ['only takes part in a matter of personnel', { lines: ['personnel'] }, []],
  ['votes or chairs', { isVoteInBody: true, duties: ['PROJECT_DECIDE'], lines: ['construction'] }, []],
  ['applies', { duties: ['EXPENSE_APPLY'] }, []],
  ['signs a contract', { duties: ['CONTRACT_SIGN'] }, []],
  ['acts for a leader', { duties: ['PAY_APPROVE'], onBehalfOf: ['han'] }, ['财务']],
  ['has somebody act for them', { duties: ['PAY_APPROVE'], person: 'han', onBehalfOf: ['zhang'] }, ['财务']],
  ['is somebody else', { duties: ['PAY_APPROVE'], person: 'han' }, []],
])('the chief %s', (_, given, lines) => {
  expect(refused(given)).toEqual(lines);
});

test('the unit says which lines these are, from a day on', () => {
  const view = unit(rule('restrictedLines', ['finance', 'press']));
  expect(refused({ duties: ['CONTRACT_REVIEW'] }, view)).toEqual([]);
  expect(refused({ duties: ['CONTRACT_REVIEW'], at: TODAY - DAY }, view)).toEqual(['物资采购']);
  expect(refused({ duties: ['PAY_APPROVE'] }, view)).toEqual(['财务']);
  expect(refused({ soleApproval: true, lines: ['press'] }, view)).toEqual(['press']);
});

test('and which posts are the chief’s', () => {
  const view = unit(rule('chiefPosts', ['fin-head']));
  expect(refused({ duties: ['PAY_APPROVE'] }, view)).toEqual([]);
  expect(refused({ duties: ['PAY_APPROVE'], person: 'fang' }, view)).toEqual(['财务']);
});

test('the text names the leader who can, and the rule it rests on', () => {
  const now = act({
    activity: 'A',
    person: 'zhang',
    duties: ['PAY_APPROVE'],
    offers: ['post:principal', 'role:VICE_FIN'],
  });
  const set = new ConstraintSet([new ChiefRestriction()]);
  const [byDefault] = worded(set.grounds(now, NONE, unit()));
  expect(byDefault!.message).toBe(
    '按班子分工，“财务”事项由分管领导审批，请分管财务领导(人员han)办理；您可在集体研究时发表意见。',
  );
  expect(byDefault!.parameters!['basis']).toBe('内部控制规则(五个不直接分管)');
  const [own] = worded(set.grounds(now, NONE, unit(rule('restrictedLines', ['finance']))));
  expect(own!.parameters!['basis']).toBe('某单位班子分工规定');
});
