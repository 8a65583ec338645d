import type { Spoil } from './university.js';
import { playYear } from './year.js';

const NO = { code: 'NOT_OFFERED', message: '不行', basis: [], parameters: {} };

test('a short year: nobody gets round anything, and nobody honest is stuck', async () => {
  const report = await playYear({ purchases: 8, procurements: 1, payments: 5, claims: 6, meetings: 1 }, 1);
  expect(report.stuck).toEqual([]);
  expect(report.breaches).toEqual([]);
  expect(report).toMatchObject({ matters: 20, completed: 20, payments: 24 });
  expect(report.attempts).toBeGreaterThan(5);
}, 300_000);

describe('a year under a policy that is not the product’s', () => {
  test('what got through is told, by who tried it and by the auditor', async () => {
    const blind: Spoil = (policy) => ({
      ...policy,
      authorise: (request) => (request.command.kind === 'completeWork' ? [] : policy.authorise(request)),
    });
    const { breaches } = await playYear(
      { purchases: 6, procurements: 0, payments: 0, claims: 4, meetings: 0 },
      3,
      blind,
    );
    expect(breaches.filter((each) => /was answered 2\d\d$/.test(each)).length).toBeGreaterThan(0);
    expect(breaches.filter((each) => /had no right to/.test(each)).length).toBeGreaterThan(0);
  }, 300_000);

  test('who is stuck is told', async () => {
    const deaf: Spoil = (policy) => ({
      ...policy,
      authorise: (request) => {
        const { principal, command } = request;
        const isCashier = principal.kind === 'person' && principal.person === 'cashier';
        return isCashier && command.kind === 'completeWork' ? [NO] : policy.authorise(request);
      },
    });
    const { stuck, completed } = await playYear(
      { purchases: 1, procurements: 0, payments: 0, claims: 1, meetings: 0 },
      4,
      deaf,
    );
    expect(completed).toBe(0);
    expect(stuck).toEqual([
      expect.stringMatching(/^(?:SmallPurchase|Reimbursement) .*cashier could not do 出纳办理支付/),
      expect.stringMatching(/cashier could not do 出纳办理支付/),
    ]);
  }, 300_000);
});
