import { ARGON2, account, credential, faults, LATER, LATEST } from './testing/faults.js';
import { attempt, changed, end, hold, NEW_YEAR, office, person, post } from './testing/office.js';

describe('what a change writes', () => {
  test('a put from a day on keeps what was said for the time before', () => {
    const result = attempt(office(), [post('clerk', ['staff', 'operator'], { from: LATER })]);
    if (result.status !== 'changed') throw new Error(result.findings[0].message);
    expect(result.rows.superseded).toEqual([{ kind: 'post', id: 'clerk', from: NEW_YEAR }]);
    expect(result.rows.facts.map(({ fact, since, until }) => [fact.from, fact.to, since, until])).toEqual([
      [NEW_YEAR, LATER, 2, null],
      [LATER, null, 2, null],
    ]);
    expect([...result.view.roles('ann', LATER - 1)]).toEqual(['staff']);
    expect([...result.view.roles('ann', LATER)]).toEqual(['staff', 'operator']);
  });

  test('a put withdraws what was said for the time after its beginning', () => {
    const planned = changed(office(), [post('clerk', ['staff', 'operator'], { from: LATEST })]);
    const view = changed(planned, [post('clerk', ['staff', 'designer'], { from: LATER })]);
    expect(view.chain('post', 'clerk').map(({ from, to }) => [from, to])).toEqual([
      [NEW_YEAR, LATER],
      [LATER, null],
    ]);
  });

  test('an end before the beginning withdraws altogether', () => {
    const planned = changed(office(), [hold('dan', 'clerk', { from: LATER })]);
    const result = attempt(planned, [end('holding', 'H-dan-clerk', LATER)]);
    expect(result).toMatchObject({
      status: 'changed',
      rows: { facts: [], superseded: [{ kind: 'holding', id: 'H-dan-clerk', from: LATER }] },
    });
  });

  test('changes of one command see each other', () => {
    const view = changed(office(), [hold('eve', 'clerk'), person('eve'), end('holding', 'H-eve-clerk', LATER)]);
    expect(view.holdersOf('clerk', NEW_YEAR)).toEqual(['ann', 'eve']);
    expect(view.holdersOf('clerk', LATER)).toEqual(['ann']);
  });

  test('a credential is written apart from the facts, the last one of a command', () => {
    const result = attempt(office(), [credential('A-ann', ARGON2.replace('b', 'c')), credential('A-ann')]);
    expect(result).toMatchObject({
      rows: {
        facts: [],
        superseded: [],
        credentials: [{ account: 'A-ann', hash: ARGON2, mustChange: true, changedAt: NEW_YEAR }],
      },
    });
  });

  test('a rejected change leaves the view as it was and tells everything that is wrong', () => {
    const view = office();
    const before = view.facts('holding', NEW_YEAR);
    expect(faults([hold('nobody', 'clerk'), account('A-2', 'ann'), end('department', 'FIN', LATER)], {}, view)).toEqual(
      ['missing-reference holding:H-nobody-clerk', 'relied-on department:FIN', 'login-taken account:A-2'],
    );
    expect(view.facts('holding', NEW_YEAR)).toEqual(before);
    expect(view.version).toBe(1);
  });

  test('findings are worded in Chinese with what to do', () => {
    const result = attempt(office(), [end('post', 'cashier', LATER)]);
    expect(result).toMatchObject({
      findings: [
        {
          message:
            '岗位 cashier 自 2026-04-11 00:00 起不再有效，但仍被使用：holding:H-bob-cashier。请先终止或调整这些内容。',
          parameters: { kind: 'post', id: 'cashier', at: LATER, users: 'holding:H-bob-cashier' },
        },
      ],
    });
  });
});
