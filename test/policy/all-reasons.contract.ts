import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import { binding, codesOf, fact } from './bureau.js';
import { Desk } from './desk.js';
import { PAYMENT } from './drawings.js';

const AMOUNTS = { amount: 300_000, payee: '甲账户' };
/** Whoever has filled it in checks it, and it is over what the check may let pass. */
const CHECKED = bpmn(
  'Checked',
  `<extensionElements><qh:protected name="amount" type="money"/>
     <qh:constraint kind="separation" name="填写与审核" between="Fill Check"/>
     <qh:constraint kind="limit" name="审核限额" between="Check">
       <qh:property name="of" value="amount"/><qh:property name="most" value="200000"/></qh:constraint></extensionElements>
   <startEvent id="Start"/><userTask id="Fill" name="填写" qh:writes="amount"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
   <userTask id="Check" name="审核"><extensionElements><qh:control kind="check"/><qh:assign role="PM"/></extensionElements></userTask>
   <endEvent id="End"/>${flows('Start', 'Fill', 'Check', 'End')}`,
);

/** All reasons at once, in the order of the checks of domain §6.2: also what only the step would have met. */
export function describeAllReasons(name: string, open: () => Promise<OpenedStore>): void {
  describe(`everything against an act, over ${name}`, () => {
    let desk: Desk;
    let payment: string;
    beforeEach(async () => {
      desk = await Desk.open(await open(), PAYMENT, ['chief', 'fin-head']);
      payment = await desk.start('Payment');
      expect(await desk.completes('pm', payment, '填写', { variables: AMOUNTS })).toBe('accepted');
    });
    afterEach(() => desk.close());

    const signs = (id: string, pen: string): Promise<string> =>
      desk.completes(id, payment, pen, { outcome: 'approve' });
    async function almostSigned(by: string): Promise<void> {
      expect(await signs(by, '项目管理签字')).toBe('accepted');
      expect(await signs('fauditor', '财务审核')).toBe('accepted');
    }
    const unbind = (process: string): Promise<void> =>
      desk.bureau.change({ change: 'end', kind: 'processBinding', id: process, at: desk.bureau.office.now });

    test('whoever may not sign is told as well what the payment behind the signature would meet', async () => {
      await almostSigned('both');
      await unbind('Payment');
      expect(await signs('both', '财务签字')).toBe('SOD_SAME_PERSON,EFFECT_NOT_GOVERNED');
      // Nothing of what was tried is there: the signature is still to be given, and nothing is paid.
      expect(await desk.names(payment)).toEqual(['两支笔会签：财务签字']);
      expect(await desk.bureau.jobs(payment)).toEqual([]);
      expect(await signs('fhead', '财务签字')).toBe('EFFECT_NOT_GOVERNED');
      await desk.bureau.change(binding('Payment', 'reimbursement', {}, { from: desk.bureau.office.now }));
      expect(await signs('both', '财务签字')).toBe('SOD_SAME_PERSON');
      expect(await signs('fhead', '财务签字')).toBe('accepted');
    });

    test('whom it is not for is told that, and nothing of the matter', async () => {
      await almostSigned('ihead');
      await unbind('Payment');
      expect(await signs('cashier', '财务签字')).toBe('NOT_OFFERED');
    });

    test('that somebody else has it keeps nothing else back', async () => {
      await almostSigned('both');
      const item = await desk.bureau.item(payment, '财务签字');
      expect(await desk.does('fhead', { kind: 'claimWork', instance: payment, item })).toBe('accepted');
      expect(await signs('both', '财务签字')).toBe('ITEM_TAKEN,SOD_SAME_PERSON');
      // Whoever has not taken it gives it back to nobody.
      expect(await desk.does('both', { kind: 'releaseWork', instance: payment, item })).toBe('ITEM_TAKEN');
    });

    test('the order is that of the checks, not that in which they are found', async () => {
      const { office } = desk.bureau;
      await almostSigned('ihead');
      await unbind('Payment');
      const week = { from: office.now, to: office.now + 7 * 86_400_000 };
      const delegation = { from: 'fhead', to: 'ihead', processes: [], document: '委〔2026〕1号' };
      await desk.bureau.change(fact('delegation', 'd1', delegation, week));
      const stale = { ...desk.bureau.as('ihead'), authenticatedAt: office.now - 301_000 } as const;
      const item = await desk.bureau.item(payment, '财务签字');
      const no = { kind: 'completeWork', instance: payment, item, outcome: 'approve' } as const;
      expect(codesOf(await desk.give(stale, no))).toEqual([
        ...['AUTH_STRENGTH', 'DUAL_CROSS_DELEGATE'],
        ...['SOD_SAME_PERSON', 'SOD_SAME_DEPT', 'SOD_SAME_LEADER', 'EFFECT_NOT_GOVERNED'],
      ]);
    });

    test('a rule that both the act and the step break is told once', async () => {
      await desk.bureau.office.publish(CHECKED);
      const matter = await desk.start('Checked');
      const variables = { amount: 300_000 };
      expect(await desk.completes('pm', matter, '填写', { variables })).toBe('accepted');
      expect(await desk.completes('pm', matter, '审核', { outcome: 'approve' })).toBe('SOD_SAME_PERSON,LIMIT_OVER');
    });

    test('the chief as the second pen is told of the line, and of no leader who would have to be on record', async () => {
      await desk.bureau.change(
        fact('post', 'principal', { name: '校长', department: 'LEADERS', roles: ['CHIEF', 'FIN_HEAD'] }),
        fact('holding', 'h-chief', { person: 'chief', post: 'principal', kind: 'formal', document: '任〔2020〕1号' }),
      );
      await desk.bureau.office.publish(PAYMENT.replaceAll(/ department="[A-Z]+"/g, ''));
      await desk.bureau.change(binding('Payment', 'construction-payment', {}, { from: desk.bureau.office.now }));
      payment = await desk.start('Payment');
      expect(await desk.completes('pm', payment, '填写', { variables: AMOUNTS })).toBe('accepted');
      await almostSigned('ihead');
      expect(await signs('chief', '财务签字')).toBe('CHIEF_RESTRICTED,KEY_ELEMENT_UNSIGNED');
    });
  });
}
