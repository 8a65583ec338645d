import { end, put } from '../organisation/testing/office.js';
import { Past, type PastFacts } from './past.js';
import { Recusal } from './recusal.js';
import { sideOfAct } from './side.js';
import { act, DAY, NEW_YEAR, TODAY, unit } from './testing/world.js';

const NO_MODEL = {
  activities: new Map(),
  constraints: [],
  protectedData: new Map(),
  records: [],
  thresholds: [],
  basis: [],
};
const sides = [sideOfAct({ activity: 'Review', act: null }, 'P', NO_MODEL)];
const recusal = new Recusal({ id: 'R', basis: [], sides, data: ['candidate'], initiator: true });
const KIN = put('relation', 'K', { persons: ['ming', 'fang'], kind: '近亲属' }, { from: NEW_YEAR, to: TODAY + DAY });
const started: PastFacts = { acts: [], initiator: 'ming' };
const naming: PastFacts = { acts: [], initiator: null, named: new Map([['candidate', ['wei', 'ming']]]) };

type Case = [string, PastFacts, Partial<Parameters<typeof act>[0]>, string[]];
test.each<Case>([
  ['somebody else', started, { person: 'li' }, []],
  ['who started it', started, { person: 'ming' }, ['SELF_APPROVE']],
  ['in the name of who started it', started, { person: 'li', onBehalfOf: ['ming'] }, ['SELF_APPROVE']],
  ['who started it in the name of another', started, { person: 'ming', onBehalfOf: ['li'] }, ['SELF_APPROVE']],
  ['kin of who started it', started, { person: 'fang' }, ['RECUSE_REQUIRED']],
  ['in the name of kin', started, { person: 'li', onBehalfOf: ['fang'] }, ['RECUSE_REQUIRED']],
  ['kin when that is over', started, { person: 'fang', at: TODAY + DAY }, []],
  ['another step', started, { person: 'ming', activity: 'Fill' }, []],
  ['who is named', naming, { person: 'wei' }, ['SELF_APPROVE']],
  ['kin of one who is named', naming, { person: 'fang' }, ['RECUSE_REQUIRED']],
  [
    'one named who is kin of another',
    { ...naming, named: new Map([['candidate', ['ming', 'fang']]]) },
    { person: 'ming' },
    ['SELF_APPROVE', 'RECUSE_REQUIRED'],
  ],
  ['named by something else', { ...naming, named: new Map([['witness', ['wei']]]) }, { person: 'wei' }, []],
  ['a vote on what one started', started, { person: 'ming', isVoteInBody: true }, []],
  ['a vote on what names one', naming, { person: 'wei', isVoteInBody: true }, ['SELF_APPROVE']],
])('%s', (_, facts, given, expected) => {
  const now = act({ activity: 'Review', person: 'li', ...given });
  expect(recusal.violations(now, new Past(facts), unit(KIN)).map(({ code }) => code)).toEqual(expected);
});

test('one past serves several views and moments', () => {
  const past = new Past(started);
  const now = act({ activity: 'Review', person: 'fang' });
  const kin = unit(KIN);
  const count = (view = kin, at = TODAY) => recusal.violations({ ...now, at }, past, view).length;
  expect([count(), count(unit()), count(), count(kin, TODAY + DAY), count()]).toEqual([1, 0, 1, 0, 1]);
  expect(count(unit(KIN, end('relation', 'K', NEW_YEAR + DAY)))).toBe(0);
});
