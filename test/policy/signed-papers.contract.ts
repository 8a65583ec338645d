import type { Answer } from '@quanheng/runtime';
import type { OpenedStore } from '../contract/door/office.js';
import { Bureau, codesOf } from './bureau.js';
import { REGISTERED_PAYMENT } from './drawings.js';
import { closeReplayed } from './replayed.js';

const INVOICE = '<qh:evidence name="发票"/>';
/** The step before the pens asks for an invoice, the one behind them for a receipt. */
const DRAWING = REGISTERED_PAYMENT.replace('<qh:assign role="PM"/>', `${INVOICE}<qh:assign role="PM"/>`).replace(
  '<userTask id="Register" name="登记"/>',
  '<userTask id="Register" name="登记"><extensionElements><qh:evidence name="回单" required="false"/></extensionElements></userTask>',
);
/** Who pays by hand comes before the treasury. */
const BY_HAND = DRAWING.replace(
  '<userTask id="Register" name="登记">',
  '<userTask id="Register" name="登记" qh:duty="PAY_EXECUTE CASHIER">',
);
/** What is not the last instalment is followed by another one, with an invoice of its own. */
const INSTALMENTS = BY_HAND.replace(
  '<endEvent id="End"/>',
  `<exclusiveGateway id="End" default="last"/><endEvent id="Done"/><sequenceFlow id="last" sourceRef="End" targetRef="Done"/>
   <sequenceFlow id="next" sourceRef="End" targetRef="Fill"><conditionExpression>amount = 300000</conditionExpression></sequenceFlow>`,
);
const AMOUNTS = { variables: { amount: 300_000, payee: '甲账户' } };

/** Papers are part of what is signed: the newest versions of those that the control and the steps before it ask for. */
export function describeSignedPapers(name: string, open: () => Promise<OpenedStore>): void {
  describe(`papers that were signed, over ${name}`, () => {
    let bureau: Bureau;
    let payment: string;
    let files = 0;

    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(DRAWING);
      payment = await bureau.start('Registered');
      await attached('发票');
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '填写', AMOUNTS))).toEqual(['accepted']);
    });
    afterEach(() => closeReplayed(bureau));

    async function attach(evidence: string | null, by = 'pm'): Promise<Answer> {
      const file = { name: `${evidence ?? '更正页'}${++files}.pdf`, size: 1, type: 'application/pdf' };
      const digest = String(files).padStart(64, 'a');
      const of = evidence === null ? {} : { evidence };
      return bureau.office.give(bureau.as(by), { kind: 'attachFile', instance: payment, ...file, digest, ...of });
    }
    async function attached(evidence: string): Promise<void> {
      expect(codesOf(await attach(evidence))).toEqual(['accepted']);
    }
    async function sign(...hands: readonly (readonly [string, string])[]): Promise<void> {
      for (const [id, pen] of hands) expect(codesOf(await bureau.approve(id, payment, pen))).toEqual(['accepted']);
    }
    const BOTH = [
      ['ihead', '项目管理签字'],
      ['fauditor', '财务审核'],
      ['fhead', '财务签字'],
    ] as const;

    test('a newer version between the pens takes the first signature away', async () => {
      await sign(BOTH[0], BOTH[1]);
      expect(await bureau.openNames(payment)).toEqual(['两支笔会签：财务签字']);
      await attached('发票');
      expect(await bureau.openNames(payment)).toEqual(['两支笔会签：财务审核', '两支笔会签：项目管理签字']);
      await sign(...BOTH);
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '登记'))).toEqual(['accepted']);
      expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
    });

    test('after both pens it takes both away: nothing is paid before they have signed again', async () => {
      await sign(...BOTH);
      await attached('发票');
      const register = await bureau.act(bureau.as('pm'), payment, '登记');
      expect(codesOf(register)).toEqual(['DUAL_CONTENT_CHANGED']);
      expect(await bureau.jobs(payment)).toEqual([]);
      const item = await bureau.item(payment, '登记');
      const back = { kind: 'returnWork', instance: payment, item, target: 'Pens', reason: '发票已更换' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm'), back))).toEqual(['accepted']);
      await sign(...BOTH);
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '登记'))).toEqual(['accepted']);
    });

    test('the same bytes once more, and a paper of a later step, change nothing that was signed', async () => {
      await sign(...BOTH);
      await attached('回单');
      files -= 2;
      await attached('发票');
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '登记'))).toEqual(['accepted']);
    });

    async function paid(): Promise<void> {
      const now = bureau.office.now;
      const lock = { unit: null, handlers: ['treasury-payment'], limit: 1, now, until: now + 1_000, token: () => 'L' };
      const [job] = await bureau.office.opened.workSource.lockJobs(lock);
      const done = { kind: 'completeJob', instance: payment, job: job?.job ?? -1, lock: 'L' } as const;
      const treasury = { kind: 'system', name: 'job:treasury-payment' } as const;
      expect(codesOf(await bureau.office.give(treasury, done))).toEqual(['accepted']);
    }

    test('the invoice of the next instalment is not that of the last one, which stays what it was until it is asked for anew', async () => {
      await bureau.office.publish(INSTALMENTS);
      payment = await bureau.start('Registered');
      await attached('发票');
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '填写', AMOUNTS))).toEqual(['accepted']);
      await sign(...BOTH);
      expect(codesOf(await bureau.act(bureau.as('cashier'), payment, '登记'))).toEqual(['accepted']);
      expect(codesOf(await attach('发票'))).toEqual(['PAPER_SIGNED']);
      await paid();
      await attached('发票');
      const rest = { variables: { ...AMOUNTS.variables, amount: 200_000 } };
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '填写', rest))).toEqual(['accepted']);
      await sign(...BOTH);
      expect(codesOf(await bureau.act(bureau.as('cashier'), payment, '登记'))).toEqual(['accepted']);
      expect(codesOf(await attach('发票'))).toEqual(['PAPER_SIGNED']);
    });

    describe('where a cashier pays by hand', () => {
      beforeEach(async () => {
        await bureau.office.publish(BY_HAND);
        payment = await bureau.start('Registered');
        await attached('发票');
        expect(codesOf(await bureau.act(bureau.as('pm'), payment, '填写', AMOUNTS))).toEqual(['accepted']);
        await sign(...BOTH);
      });

      test('it may be replaced until the cashier has paid, which takes both signatures away', async () => {
        await attached('发票');
        expect(codesOf(await bureau.act(bureau.as('cashier'), payment, '登记'))).toEqual(['DUAL_CONTENT_CHANGED']);
        expect(await bureau.jobs(payment)).toEqual([]);
      });

      test('it may be replaced when the cashier has returned the matter, and is signed again', async () => {
        const item = await bureau.item(payment, '登记');
        const back = { kind: 'returnWork', instance: payment, item, target: 'Pens', reason: '发票有误' } as const;
        expect(codesOf(await bureau.office.give(bureau.as('cashier'), back))).toEqual(['accepted']);
        await attached('发票');
        await sign(...BOTH);
        expect(codesOf(await bureau.act(bureau.as('cashier'), payment, '登记'))).toEqual(['accepted']);
        expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
        expect(codesOf(await attach('发票'))).toEqual(['PAPER_SIGNED']);
      });
    });

    test('once the payment has begun, and when it was made, it is refused; a page beside it is a correction', async () => {
      await sign(...BOTH);
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '登记'))).toEqual(['accepted']);
      const refused = await attach('发票');
      expect(codesOf(refused)).toEqual(['PAPER_SIGNED']);
      expect(refused).toMatchObject({ reasons: [{ message: expect.stringContaining('更正页') }] });
      expect(codesOf(await attach(null))).toEqual(['accepted']);
      await attached('回单');
      await paid();
      expect(codesOf(await attach('发票'))).not.toContain('accepted');
    });
  });
}
