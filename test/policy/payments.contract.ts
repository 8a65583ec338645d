import type { OpenedStore } from '../contract/door/office.js';
import { person, TIMER, UNIT } from '../contract/office.js';
import { Bureau, codesOf } from './bureau.js';
import {
  BARE_PAYMENT,
  BY_HAND,
  CALLED,
  CALLING,
  HIDDEN,
  PAID_BESIDE,
  PAID_BESIDE_TO_SEVERAL,
  PAID_TO_SEVERAL,
  PAID_TWICE,
  PAYMENT,
  REWRITTEN,
  SHADOWED,
} from './drawings.js';

const AMOUNTS = { variables: { amount: 300_000, payee: '甲账户' } };

/** Money goes out behind two pens or not at all, however the payment is drawn and whoever gets it under way. */
export function describePayments(name: string, open: () => Promise<OpenedStore>): void {
  describe(`payments over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
    });
    afterEach(() => bureau.office.close());

    async function signed(drawing: string): Promise<string> {
      await bureau.office.publish(drawing);
      const instance = await bureau.start('Payment');
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('ihead', instance, '项目管理签字'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('fauditor', instance, '财务审核'))).toEqual(['accepted']);
      return instance;
    }

    test('an approval is used up by the payment that began on it, also when that was made', async () => {
      const instance = await signed(PAID_TWICE.oneAfterTheOther);
      expect(codesOf(await bureau.approve('fhead', instance, '财务签字'))).toEqual(['accepted']);
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '第一笔'))).toEqual(['accepted']);
      expect(await bureau.jobs(instance)).toEqual(['treasury-payment']);
      const second = await bureau.act(bureau.as('pm'), instance, '第二笔');
      expect(codesOf(second)).toEqual(['APPROVAL_USED']);
      expect(second).toMatchObject({
        reasons: [{ message: expect.stringContaining('“支付”已凭现有会签或决议办理过一次') }],
      });
      const now = bureau.office.now;
      const request = {
        unit: null,
        handlers: ['treasury-payment'],
        limit: 1,
        now,
        until: now + 1_000,
        token: () => 'L',
      };
      const [job] = await bureau.office.opened.workSource.lockJobs(request);
      const paid = { kind: 'completeJob', instance, job: job?.job ?? -1, lock: 'L' } as const;
      expect(codesOf(await bureau.office.give({ kind: 'system', name: 'job:treasury-payment' }, paid))).toEqual([
        'accepted',
      ]);
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '第二笔'))).toEqual(['APPROVAL_USED']);
      expect(await bureau.jobs(instance)).toEqual([]);
    });

    test('nor do two tokens that come at once pay twice on it', async () => {
      const instance = await signed(PAID_TWICE.atOnce);
      expect(codesOf(await bureau.approve('fhead', instance, '财务签字'))).toEqual(['APPROVAL_USED']);
      expect(await bureau.jobs(instance)).toEqual([]);
    });

    test('nobody takes the matter back from beside a payment that is under way', async () => {
      const instance = await signed(PAID_BESIDE);
      expect(codesOf(await bureau.approve('fhead', instance, '财务签字'))).toEqual(['accepted']);
      const item = await bureau.item(instance, '登记');
      const back = { kind: 'returnWork', instance, item, target: 'Fill', reason: '账号有误' } as const;
      const answer = await bureau.office.give(bureau.as('pm'), back);
      expect(codesOf(answer)).toEqual(['RETURN_UNDER_WAY']);
      expect(answer).toMatchObject({ reasons: [{ parameters: { activity: '支付', step: '填写付款申请' } }] });
      expect(await bureau.jobs(instance)).toEqual(['treasury-payment']);
      expect(await bureau.openNames(instance)).toEqual(['登记']);
      // What failed for good is not under way: its data can be put right.
      const [job] = await bureau.office.opened.workSource.lockJobs({
        ...{ unit: null, handlers: ['treasury-payment'], limit: 1, now: bureau.office.now },
        ...{ until: bureau.office.now + 60_000, token: () => 'L' },
      });
      const failed = { kind: 'throwJobError', instance, job: job!.job, lock: 'L', code: 'closed' } as const;
      expect(codesOf(await bureau.office.give({ kind: 'system', name: 'job:treasury-payment' }, failed))).toEqual([
        'accepted',
      ]);
      expect(codesOf(await bureau.office.give(bureau.as('pm'), back))).toEqual(['accepted']);
    });

    test.each([
      ['is under way', PAID_BESIDE],
      ['to several is under way', PAID_BESIDE_TO_SEVERAL],
    ])('nobody rewrites what was signed beside a payment that %s', async (_what, drawing) => {
      const instance = await signed(drawing.replace('id="Note"', 'id="Note" qh:writes="payee"'));
      expect(codesOf(await bureau.approve('fhead', instance, '财务签字'))).toEqual(['accepted']);
      const rewrite = { variables: { payee: '另一个账户' } };
      const answer = await bureau.act(bureau.as('pm'), instance, '登记', rewrite);
      expect(codesOf(answer)).toEqual(['SIGNED_UNDER_WAY']);
      expect(answer).toMatchObject({ reasons: [{ parameters: { activity: '支付', constraint: 'Pens' } }] });
      for (;;) {
        const [job] = await bureau.office.opened.workSource.lockJobs({
          ...{ unit: null, handlers: ['treasury-payment'], limit: 1, now: bureau.office.now },
          ...{ until: bureau.office.now + 60_000, token: () => 'L' },
        });
        if (job === undefined) break;
        expect(codesOf(await bureau.act(bureau.as('pm'), instance, '登记', rewrite))).toEqual(['SIGNED_UNDER_WAY']);
        const paid = { kind: 'completeJob', instance, job: job.job, lock: 'L' } as const;
        expect(codesOf(await bureau.office.give({ kind: 'system', name: 'job:treasury-payment' }, paid))).toEqual([
          'accepted',
        ]);
      }
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '登记', rewrite))).toEqual(['accepted']);
    });

    test('several inner payments of one activity are what it approved', async () => {
      const instance = await signed(PAID_TO_SEVERAL);
      expect(codesOf(await bureau.approve('fhead', instance, '财务签字'))).toEqual(['accepted']);
      expect(await bureau.jobs(instance)).toEqual(['treasury-payment', 'treasury-payment']);
    });

    test('hidden in a plain service task', async () => {
      await bureau.office.publish(BARE_PAYMENT);
      const instance = await bureau.start('Bare');
      const answer = await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS);
      expect(codesOf(answer)).toEqual(['DUAL_MISSING']);
      // Nothing is drawn that it could rest on: what the profile demands is told.
      expect(answer).toMatchObject({
        reasons: [{ parameters: { constraint: 'pens', basis: expect.stringContaining('两支笔会签') } }],
      });
      expect(await bureau.jobs(instance)).toEqual([]);
      expect(await bureau.openNames(instance)).toEqual(['填写付款申请']);
    });

    test('hidden in a called process', async () => {
      await bureau.office.publish(CALLED, CALLING);
      const instance = await bureau.start('Calling');
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS))).toEqual(['DUAL_MISSING']);
    });

    test('hidden behind a timer', async () => {
      await bureau.office.publish(HIDDEN.timer);
      const instance = await bureau.start('Hidden');
      bureau.office.now += 3_600_000;
      const [timer] = await bureau.office.opened.workSource.takeTimers({ limit: 1, now: bureau.office.now, until: 0 });
      const fire = { kind: 'fireTimer', instance, subscription: timer!.subscription } as const;
      expect(codesOf(await bureau.office.give(TIMER, fire))).toEqual(['DUAL_MISSING']);
      expect(await bureau.jobs(instance)).toEqual([]);
    });

    test('hidden behind a message', async () => {
      await bureau.office.publish(HIDDEN.message);
      const instance = await bureau.start('Hidden');
      await bureau.office.must(person('operator'), { kind: 'publishMessage', name: 'go', correlation: '1' });
      await bureau.office.carry();
      const entries = await bureau.office.opened.queries.entries(UNIT, `instance:${instance}`, 1, 10);
      expect(entries.map(({ kind, refused }) => [kind, refused])).toEqual([
        ['startInstance', null],
        ['deliverMessage', 'DUAL_MISSING'],
      ]);
      expect(await bureau.jobs(instance)).toEqual([]);
      expect(await bureau.office.status(instance)).toBe('active');
    });

    test('done by a person by hand', async () => {
      await bureau.office.publish(BY_HAND);
      const instance = await bureau.start('ByHand');
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS))).toEqual(['DUAL_MISSING']);
    });

    test.each(Object.entries(REWRITTEN))('key elements rewritten by a %s', async (_how, drawing) => {
      await bureau.office.publish(drawing);
      const instance = await bureau.start('Rewritten');
      const filled = await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS);
      if (codesOf(filled)[0] !== 'accepted') {
        expect(codesOf(filled)).toEqual(['PROTECTED_DATA']);
        return;
      }
      const reviewed = await bureau.act(bureau.as('auditing'), instance, '复核', {
        variables: { payee: '另一个账户' },
      });
      expect(codesOf(reviewed)).toEqual(['PROTECTED_DATA']);
      expect(reviewed).toMatchObject({ reasons: [{ message: expect.stringContaining('填写付款申请') }] });
    });

    test('key elements that are something else inside, from the start on', async () => {
      await bureau.office.publish(SHADOWED);
      const start = { kind: 'startInstance', process: 'Shadowed', ...AMOUNTS } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm'), start))).toEqual(['PROTECTED_DATA']);
    });

    test('key elements rewritten by the payment itself', async () => {
      const instance = await approved();
      const [job] = await bureau.office.opened.workSource.lockJobs({
        ...{ unit: null, handlers: ['treasury-payment'], limit: 1, now: bureau.office.now },
        ...{ until: bureau.office.now + 60_000, token: () => 'lock' },
      });
      const done = { kind: 'completeJob', instance, job: job!.job, lock: 'lock' } as const;
      const by = { kind: 'system', name: 'job:treasury-payment' } as const;
      const rewriting = await bureau.office.give(by, { ...done, variables: { payee: '另一个账户' } });
      expect(codesOf(rewriting)).toEqual(['PROTECTED_DATA', 'DUAL_CONTENT_CHANGED']);
      expect(codesOf(await bureau.office.give(by, { ...done, variables: { receipt: 'R1' } }))).toEqual(['accepted']);
      expect(await bureau.office.status(instance)).toBe('completed');
    });

    test('key elements rewritten by an operator, between the pens and after them', async () => {
      await bureau.office.publish(PAYMENT);
      const instance = await bureau.start('Payment');
      await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS);
      await bureau.approve('ihead', instance, '项目管理签字');
      const set = { kind: 'setVariables', instance, variables: { payee: '另一个账户' }, reason: '修复' } as const;
      expect(codesOf(await bureau.office.give(person('operator'), set))).toEqual(['PROTECTED_DATA']);
      await bureau.approve('fauditor', instance, '财务审核');
      await bureau.approve('fhead', instance, '财务签字');
      expect(await bureau.jobs(instance)).toEqual(['treasury-payment']);
      expect(codesOf(await bureau.office.give(person('operator'), set))).toEqual([
        'PROTECTED_DATA',
        'SIGNED_UNDER_WAY',
      ]);
      const harmless = { kind: 'setVariables', instance, variables: { note: '已核' }, reason: '修复' } as const;
      expect(codesOf(await bureau.office.give(person('operator'), harmless))).toEqual(['accepted']);
    });

    async function approved(): Promise<string> {
      await bureau.office.publish(PAYMENT);
      const instance = await bureau.start('Payment');
      await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS);
      await bureau.approve('ihead', instance, '项目管理签字');
      await bureau.approve('fauditor', instance, '财务审核');
      await bureau.approve('fhead', instance, '财务签字');
      return instance;
    }
  });
}
