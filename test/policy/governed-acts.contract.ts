import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import { binding, Bureau, codesOf } from './bureau.js';
import { BARE_PAYMENT, BY_HAND, handed, LEFT_OPEN, PAYMENT, REGISTERED_PAYMENT } from './drawings.js';

const AMOUNTS = { variables: { amount: 300_000, payee: '甲账户' } };

/** What is done under a power is done under a profile that governs it: also when the binding ended or changed after publication. */
export function describeGovernedActs(name: string, open: () => Promise<OpenedStore>): void {
  describe(`governed acts over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
    });
    afterEach(() => bureau.office.close());

    const unbind = (process: string): Promise<void> =>
      bureau.change({ change: 'end', kind: 'processBinding', id: process, at: bureau.office.now });
    const bind = (process: string, profile: string): Promise<void> =>
      bureau.change(binding(process, profile, {}, { from: bureau.office.now }));

    /** Everything but the last of the signatures. */
    async function almostSigned(): Promise<string> {
      await bureau.office.publish(PAYMENT);
      const instance = await bureau.start('Payment');
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('ihead', instance, '项目管理签字'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('fauditor', instance, '财务审核'))).toEqual(['accepted']);
      return instance;
    }

    test('a binding that ended: no payment, until the process is bound anew', async () => {
      const instance = await almostSigned();
      await unbind('Payment');
      const answer = await bureau.approve('fhead', instance, '财务签字');
      expect(codesOf(answer)).toEqual(['EFFECT_NOT_GOVERNED']);
      expect(answer).toMatchObject({
        reasons: [
          {
            message: expect.stringContaining('“费用报销”'),
            parameters: { name: '支付', effect: '资金支付', post: '职权目录管理岗位' },
          },
        ],
      });
      expect(await bureau.jobs(instance)).toEqual([]);
      await bind('Payment', 'reimbursement');
      expect(codesOf(await bureau.approve('fhead', instance, '财务签字'))).toEqual(['accepted']);
      expect(await bureau.jobs(instance)).toEqual(['treasury-payment']);
    });

    test('a binding to a power that pays nothing', async () => {
      const instance = await almostSigned();
      await bind('Payment', 'administrative-approval');
      expect(codesOf(await bureau.approve('fhead', instance, '财务签字'))).toEqual(['EFFECT_NOT_GOVERNED']);
    });

    test('a binding to a power that wants other controls before it', async () => {
      const instance = await almostSigned();
      await bind('Payment', 'procurement');
      const purchase = await bureau.approve('fhead', instance, '财务签字');
      expect(codesOf(purchase)).toEqual(['STEP_REQUIRED']);
      expect(purchase).toMatchObject({
        reasons: [{ parameters: { name: '支付', list: '付款两支笔会签', basis: expect.any(String) } }],
      });
      await bind('Payment', 'major-decision');
      const major = await bureau.approve('fhead', instance, '财务签字');
      expect(codesOf(major)).toEqual(['COLLECTIVE_REQUIRED']);
      expect(major).toMatchObject({
        reasons: [{ message: expect.stringContaining('重大决策'), parameters: { basis: expect.any(String) } }],
      });
    });

    test('what a job did is told, though the binding has ended since', async () => {
      const instance = await almostSigned();
      expect(codesOf(await bureau.approve('fhead', instance, '财务签字'))).toEqual(['accepted']);
      await unbind('Payment');
      const [job] = await bureau.office.opened.workSource.lockJobs({
        ...{ unit: null, handlers: ['treasury-payment'], limit: 1, now: bureau.office.now },
        ...{ until: bureau.office.now + 60_000, token: () => 'lock' },
      });
      const done = { kind: 'completeJob', instance, job: job?.job ?? 0, lock: 'lock' } as const;
      const by = { kind: 'system', name: 'job:treasury-payment' } as const;
      expect(codesOf(await bureau.office.give(by, done))).toEqual(['accepted']);
      expect(await bureau.office.status(instance)).toBe('completed');
    });

    test('what the profile keeps apart is kept apart, though no drawing says so', async () => {
      const task = (id: string, name: string, duty: string): string =>
        `<userTask id="${id}" name="${name}" qh:duty="${duty}"><extensionElements><qh:assign role="CASHIER"/></extensionElements></userTask>`;
      await bureau.office.publish(
        bpmn(
          'Booking',
          `<startEvent id="s"/>${task('Approve', '审批', 'PAY_APPROVE')}${task('Book', '记账', 'BOOKKEEP')}<endEvent id="e"/>
           ${flows('s', 'Approve', 'Book', 'e')}`,
        ),
      );
      const begun = async (): Promise<string> => {
        const instance = await bureau.start('Booking');
        expect(codesOf(await bureau.act(bureau.as('cashier'), instance, '审批'))).toEqual(['accepted']);
        return instance;
      };
      expect(codesOf(await bureau.act(bureau.as('cashier'), await begun(), '记账'))).toEqual(['accepted']);
      await bind('Booking', 'reimbursement');
      const answer = await bureau.act(bureau.as('cashier'), await begun(), '记账');
      expect(codesOf(answer)).toEqual(['SOD_SAME_PERSON']);
      expect(answer).toMatchObject({ reasons: [{ parameters: { constraint: 'SOD-APPROVE-BOOK' } }] });
    });

    /** Both pens have signed; something is still registered before the payment. */
    async function signed(drawing: string, variables = AMOUNTS.variables): Promise<string> {
      await bureau.office.publish(drawing);
      const instance = await bureau.start('Registered');
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '填写', { variables }))).toEqual(['accepted']);
      for (const [id, act] of [
        ['ihead', '项目管理签字'],
        ['fauditor', '财务审核'],
        ['fhead', '财务签字'],
      ] as const)
        expect(codesOf(await bureau.approve(id, instance, act))).toEqual(['accepted']);
      return instance;
    }

    const unsigned = (list: string) => ({
      status: 'refused',
      reasons: [{ code: 'KEY_ELEMENT_UNSIGNED', parameters: { name: '支付', list } }],
    });

    test.each(Object.entries(LEFT_OPEN))('a key element of a payment %s', async (_how, drawing) => {
      const instance = await signed(drawing);
      const answer = await bureau.act(bureau.as('pm'), instance, '登记', { variables: { payee: '乙账户' } });
      expect(answer).toMatchObject(unsigned('收款账户'));
      expect(await bureau.jobs(instance)).toEqual([]);
    });

    test.each([
      ['of what nobody signs', handed('account')],
      ['of nothing but the drawing', handed('&quot;乙账户&quot;')],
      ['of what is signed and of what is not', handed('if account = null then payee else account')],
      ['by no input, so of whatever has that name', REGISTERED_PAYMENT],
    ])('a key element that is made for the treasury %s', async (_how, drawing) => {
      await bind('Registered', 'treasury');
      const instance = await signed(drawing);
      const variables = { account: '乙账户', payTo: '乙账户' };
      const answer = await bureau.act(bureau.as('pm'), instance, '登记', { variables });
      expect(answer).toMatchObject(unsigned('收款账户'));
      expect(await bureau.jobs(instance)).toEqual([]);
    });

    test('a key element that is made for the treasury of what is signed', async () => {
      await bind('Registered', 'treasury');
      const instance = await signed(handed('payee'));
      expect(codesOf(await bureau.act(bureau.as('pm'), instance, '登记'))).toEqual(['accepted']);
      expect(await bureau.jobs(instance)).toEqual(['treasury-payment']);
    });

    test('a key element of a payment that nobody has filled in', async () => {
      const instance = await signed(REGISTERED_PAYMENT, { amount: 300_000, payee: '' });
      const answer = await bureau.act(bureau.as('pm'), instance, '登记');
      expect(codesOf(answer)).toEqual(['KEY_ELEMENT_EMPTY']);
      expect(answer).toMatchObject({ reasons: [{ parameters: { name: '支付', list: '收款账户' } }] });
    });

    test('by a form that is the payment itself, whatever the task is called', async () => {
      const order = `<userTask id="Order" name="填写"><extensionElements><qh:assign role="CASHIER"/><qh:form>payment-order</qh:form></extensionElements></userTask>`;
      await bureau.office.publish(
        bpmn('Ordered', `<startEvent id="s"/>${order}<endEvent id="e"/>${flows('s', 'Order', 'e')}`),
      );
      const start = { kind: 'startInstance', process: 'Ordered' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm'), start))).toEqual([
        'EFFECT_NOT_GOVERNED',
        'DUAL_MISSING',
      ]);
      await bind('Ordered', 'payment-orders');
      expect(codesOf(await bureau.office.give(bureau.as('pm'), start))).toEqual(['DUAL_MISSING']);
    });

    test('by hand, and without any control: both are said', async () => {
      await unbind('ByHand');
      await unbind('Bare');
      for (const drawing of [BY_HAND, BARE_PAYMENT]) await bureau.office.publish(drawing);
      for (const process of ['ByHand', 'Bare']) {
        const instance = await bureau.start(process);
        const filled = await bureau.act(bureau.as('pm'), instance, '填写', AMOUNTS);
        expect(codesOf(filled)).toEqual(['EFFECT_NOT_GOVERNED', 'DUAL_MISSING']);
      }
    });
  });
}
