import type { OpenedStore } from '../contract/door/office.js';
import { Bureau, codesOf } from './bureau.js';
import { REGISTERED_PAYMENT } from './drawings.js';
import { closeReplayed } from './replayed.js';

/** From the registration one goes back to the pens alone; from the pens to where the amounts are filled in. */
const LISTED = REGISTERED_PAYMENT.replace('qh:returns="all"', 'qh:returns="listed"')
  .replace('id="Pens"', 'id="Pens" qh:returnTo="Fill"')
  .replace('id="Register"', 'id="Register" qh:returnTo="Pens"');
const AMOUNTS = { variables: { amount: 300_000, payee: '甲账户' } };

/** What a refusal names as the way out is one. */
export function describeReturning(name: string, open: () => Promise<OpenedStore>): void {
  describe(`returning, and what is said of it, over ${name}`, () => {
    let bureau: Bureau;
    let payment: string;

    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(LISTED);
      payment = await bureau.start('Registered');
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '填写', AMOUNTS))).toEqual(['accepted']);
    });
    afterEach(() => closeReplayed(bureau));

    async function signed(): Promise<void> {
      await bureau.approve('ihead', payment, '项目管理签字');
      await bureau.approve('fauditor', payment, '财务审核');
      await bureau.approve('fhead', payment, '财务签字');
    }
    async function returned(step: string, target: string, by: string) {
      const item = await bureau.item(payment, step);
      const back = { kind: 'returnWork', instance: payment, item, target, reason: '账户有误' } as const;
      return bureau.office.give(bureau.as(by), back);
    }
    const corrected = () =>
      bureau.office.give(bureau.as('pm'), {
        ...{ kind: 'proposeCorrection', instance: payment, activity: 'Fill' },
        ...{ change: { name: 'payee', value: '乙账户' }, reason: '误填' },
      });

    test('where the drawing permits it, a key element is changed by going back, and the refusal says so', async () => {
      expect(await corrected()).toMatchObject({
        reasons: [{ code: 'PROTECTED_DATA', message: expect.stringContaining('请在“填写付款申请”修改') }],
      });
      expect(codesOf(await returned('项目管理签字', 'Fill', 'ihead'))).toEqual(['accepted']);
    });

    test('where it does not, no way is named that is none', async () => {
      await signed();
      const refused = await corrected();
      expect(codesOf(refused)).toEqual(['PROTECTED_DATA']);
      expect(refused).toMatchObject({ reasons: [{ message: expect.stringContaining('申请终止本件') }] });
      expect(JSON.stringify(refused)).not.toContain('填写付款申请');
    });

    test('a return that the drawing does not permit is refused in the words of the office, with those that it does', async () => {
      await signed();
      expect(await returned('登记', 'Fill', 'pm')).toMatchObject({
        reasons: [
          {
            code: 'RETURN_REFUSED',
            message: '不能退回到“填写付款申请”：流程未设从本环节退回该环节。可退回到：“两支笔会签”。',
          },
        ],
      });
      expect(codesOf(await returned('登记', 'Pens', 'pm'))).toEqual(['accepted']);
    });

    test('nor is it returned to what was not done yet', async () => {
      expect(await returned('项目管理签字', 'Register', 'ihead')).toMatchObject({
        reasons: [{ code: 'RETURN_REFUSED', message: expect.stringContaining('该环节尚未办理') }],
      });
    });
  });
}
