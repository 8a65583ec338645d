import type { Answer } from '@quanheng/runtime';
import type { RegisterChange } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import { codesOf } from './bureau.js';
import { COMPANY, CONTRACT, Registrar } from './registers.contract.js';
import { closeReplayed } from './replayed.js';

const put = (id: string, data: object): RegisterChange =>
  ({ change: 'put', id, from: null, to: null, data }) as RegisterChange;
const task = (id: string, name: string, role: string, department: string, more = ''): string =>
  `<userTask id="${id}" name="${name}" ${more}><extensionElements><qh:assign role="${role}" department="${department}"/></extensionElements></userTask>`;
const limit = (name: string, between: string, ...properties: readonly (readonly [string, string])[]) =>
  `<qh:constraint kind="limit" name="${name}" between="${between}" extent="contract">${properties
    .map(([key, value]) => `<qh:property name="${key}" value="${value}"/>`)
    .join('')}</qh:constraint>`;
const drawing = (id: string, constraints: string): string =>
  bpmn(
    id,
    `<extensionElements><qh:protected name="contract" type="text"/><qh:protected name="amount" type="money"/>
       <qh:record kind="contract" of="contract"/>${constraints}</extensionElements>
     <startEvent id="S"/>${task('Fill', '填写', 'PM', 'INFRA', 'qh:writes="contract amount"')}
     ${task('Register', '登记', 'FIN_AUDITOR', 'FIN')}<endEvent id="E"/>${flows('S', 'Fill', 'Register', 'E')}`,
  );
/** One application of a contract at a time, and each invoice once. */
const APPLY = bpmn(
  'Apply',
  `<extensionElements><qh:protected name="contract" type="text"/><qh:protected name="invoices" type="text"/><qh:protected name="amount" type="money"/>
     <qh:record kind="contract" of="contract"/><qh:record kind="invoice" of="invoices" each="true"/>
     ${limit('在办', 'Fill', ['open', '1'], ['until', 'Register'], ['code', 'APPLICATION_OPEN']).replace('"APPLICATION_OPEN"/>', '"APPLICATION_OPEN"><qh:property name="id" value="=record"/></qh:property>')}
     <qh:constraint kind="limit" name="发票在办" between="Fill" extent="invoice"><qh:property name="open" value="9"/></qh:constraint>
     <qh:constraint kind="limit" name="发票" between="Fill" extent="invoice"><qh:property name="of" value="amount"/><qh:property name="most" value="amount"/>
       <qh:property name="code" value="INVOICE_USED"><qh:property name="id" value="=record"/></qh:property></qh:constraint>
   </extensionElements>
   <startEvent id="S"/>${task('Fill', '填写', 'PM', 'INFRA', 'qh:writes="contract invoices amount"')}
   ${task('Register', '登记', 'FIN_AUDITOR', 'FIN')}${task('File', '归档', 'FIN_AUDITOR', 'FIN')}<endEvent id="E"/>${flows('S', 'Fill', 'Register', 'File', 'E')}`,
);

/** Round after round is paid in one matter, each on an invoice of its own. */
const ROUNDS = bpmn(
  'Rounds',
  `<extensionElements><qh:protected name="invoices" type="text"/><qh:protected name="amount" type="money"/>
     <qh:record kind="invoice" of="invoices" each="true"/>
     <qh:constraint kind="limit" name="发票未用" between="Fill" extent="invoice">
       <qh:property name="demand" value="=counted.已用发票 = null or counted.已用发票 = 0"/><qh:property name="code" value="INVOICE_USED"><qh:property name="id" value="=record"/></qh:property></qh:constraint>
     <qh:constraint kind="limit" name="已用发票" between="Register" extent="invoice"><qh:property name="of" value="amount"/><qh:property name="most" value="amount"/>
       <qh:property name="code" value="INVOICE_USED"><qh:property name="id" value="=record"/></qh:property></qh:constraint>
   </extensionElements>
   <startEvent id="S"/><exclusiveGateway id="Again"/>${task('Fill', '填写', 'PM', 'INFRA', 'qh:writes="invoices amount"')}
   ${task('Register', '登记', 'FIN_AUDITOR', 'FIN')}<exclusiveGateway id="More" default="no"/><endEvent id="E"/>
   ${flows('S', 'Again', 'Fill', 'Register', 'More')}<sequenceFlow id="no" sourceRef="More" targetRef="E"/>
   <sequenceFlow id="yes" sourceRef="More" targetRef="Again"><conditionExpression>more = true</conditionExpression></sequenceFlow>`,
);

/** The sum of the contract is 100, of which 30 were paid before, with a retention of 3 %. */
const CHANGE = drawing(
  'Change',
  limit(
    '变更',
    'Register',
    ['of', 'amount'],
    ['most', '=register.sum * 0.1'],
    ['opening', 'none'],
    ['code', 'SUPPLEMENT_OVER10'],
  ),
);
const PAY = drawing(
  'Pay',
  limit(
    '付款',
    'Register',
    ['of', 'amount'],
    [
      'most',
      '=(register.sum + (if counted.变更 = null then 0 else counted.变更)) * (1 - register.retentionPercent / 100)',
    ],
    ['code', 'PAY_OVER'],
  ),
);
const RETURN = drawing(
  'Return',
  limit('返还', 'Register', ['demand', '=today() &gt; register.liabilityUntil'], ['code', 'RETENTION_EARLY']).replace(
    '<qh:property name="code" value="RETENTION_EARLY"/>',
    '<qh:property name="code" value="RETENTION_EARLY"><qh:property name="date" value="=string(register.liabilityUntil)"/></qh:property>',
  ),
);

/** What a limit may ask of a contract: what its register says, and what was used of other limits under it. */
export function describeLimitsOverRecords(name: string, open: () => Promise<OpenedStore>): void {
  describe(`limits that ask about a contract over ${name}`, () => {
    let it: Registrar;
    beforeEach(async () => {
      it = await Registrar.open(await open());
      await it.bureau.office.publish(CHANGE, PAY, RETURN, APPLY);
      await it.entered('supplier', put('S-1', COMPANY));
      await it.entered('contract', put('C-1', { ...CONTRACT, retentionPercent: '3', liabilityUntil: '2026-01-04' }));
    });
    afterEach(() => closeReplayed(it.bureau));

    async function registered(process: string, amount: number, contract = 'C-1'): Promise<Answer> {
      const { bureau } = it;
      const matter = await bureau.start(process);
      const filled = await bureau.act(bureau.as('pm'), matter, '填写', { variables: { contract, amount } });
      expect(codesOf(filled)).toEqual(['accepted']);
      return bureau.act(bureau.as('fauditor'), matter, '登记');
    }

    test('the most is worked out of the register, itself included', async () => {
      expect(codesOf(await registered('Change', 9.9))).toEqual(['accepted']);
      expect(codesOf(await registered('Change', 0.2))).toEqual(['SUPPLEMENT_OVER10']);
      expect(codesOf(await registered('Change', 0.1))).toEqual(['accepted']);
    });

    test('what was used of another limit counts, in whichever process that was', async () => {
      expect(codesOf(await registered('Pay', 67.01))).toEqual(['PAY_OVER']);
      expect(codesOf(await registered('Change', 10))).toEqual(['accepted']);
      // 110 less 3 % is 106.70, and 30 were paid before.
      expect(codesOf(await registered('Pay', 76.7))).toEqual(['accepted']);
      expect(codesOf(await registered('Pay', 0.01))).toEqual(['PAY_OVER']);
    });

    test('a day of the register is compared with the day of the act', async () => {
      expect(codesOf(await registered('Return', 1))).toEqual(['accepted']);
      await it.entered('contract', put('C-2', { ...CONTRACT, liabilityUntil: '2026-01-05' }));
      const early = await registered('Return', 1, 'C-2');
      expect(codesOf(early)).toEqual(['RETENTION_EARLY']);
      expect(early).toMatchObject({ reasons: [{ message: expect.stringContaining('2026-01-05') }] });
    });

    async function filled(contract: string, invoices: string): Promise<readonly [string, Answer]> {
      const { bureau } = it;
      const matter = await bureau.start('Apply');
      const variables = { contract, invoices, amount: 5 };
      return [matter, await bureau.act(bureau.as('pm'), matter, '填写', { variables })];
    }

    test('as many matters as are allowed are under way: one that has got as far as is said, or was returned, makes room', async () => {
      const { bureau } = it;
      const [first] = await filled('C-1', 'F1');
      const [, second] = await filled('C-1', 'F2');
      expect(codesOf(second)).toEqual(['APPLICATION_OPEN']);
      expect(second).toMatchObject({ reasons: [{ message: expect.stringContaining('“C-1”') }] });
      expect(codesOf((await filled('C-2', 'F3'))[1])).toEqual(['accepted']);
      expect(codesOf(await bureau.act(bureau.as('fauditor'), first, '登记'))).toEqual(['accepted']);
      const [third, again] = await filled('C-1', 'F4');
      expect(codesOf(again)).toEqual(['accepted']);
      expect(codesOf((await filled('C-1', 'F5'))[1])).toEqual(['APPLICATION_OPEN']);
      const item = await bureau.item(third, '登记');
      const back = { kind: 'returnWork', instance: third, item, target: 'Fill', reason: '退回' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('fauditor'), back))).toEqual(['accepted']);
      expect(codesOf((await filled('C-1', 'F6'))[1])).toEqual(['accepted']);
      const variables = { contract: 'C-1', invoices: 'F4', amount: 5 };
      expect(codesOf(await bureau.act(bureau.as('pm'), third, '填写', { variables }))).toEqual(['APPLICATION_OPEN']);
    });

    test('of several numbers in one datum each is asked about, however they are separated and in whatever width', async () => {
      expect(codesOf((await filled('C-1', 'F1、F2； F3'))[1])).toEqual(['accepted']);
      const [, twice] = await filled('C-2', 'F4\nＦ３');
      expect(codesOf(twice)).toEqual(['INVOICE_USED']);
      expect(twice).toMatchObject({ reasons: [{ message: expect.stringContaining('“F3”') }] });
      expect(codesOf((await filled('C-2', 'F4,F4 F5'))[1])).toEqual(['accepted']);
    });

    test('what an earlier round used of one number is not used of the next round’s', async () => {
      const { bureau } = it;
      await bureau.office.publish(ROUNDS);
      const matter = await bureau.start('Rounds');
      const fill = async (invoices: string) =>
        codesOf(await bureau.act(bureau.as('pm'), matter, '填写', { variables: { invoices, amount: 5 } }));
      const paid = () => bureau.act(bureau.as('fauditor'), matter, '登记', { variables: { more: true } });
      expect(await fill('F1')).toEqual(['accepted']);
      expect(codesOf(await paid())).toEqual(['accepted']);
      expect(await fill('F1')).toEqual(['INVOICE_USED']);
      expect(await fill('F2 F1')).toEqual(['INVOICE_USED']);
      expect(await fill('F2')).toEqual(['accepted']);
      expect(codesOf(await paid())).toEqual(['accepted']);
      const other = await bureau.start('Rounds');
      const variables = { invoices: 'F1', amount: 5 };
      expect(codesOf(await bureau.act(bureau.as('pm'), other, '填写', { variables }))).toEqual(['INVOICE_USED']);
    });

    test('a number that is not filled in is asked for once, however many limits ask under it', async () => {
      expect(codesOf((await filled('C-1', ''))[1])).toEqual(['RECORD_UNKNOWN']);
    });

    test('what was asked about stays asked about when the matter is over', async () => {
      const { bureau } = it;
      const [matter] = await filled('C-1', 'F1 F2');
      for (const step of ['登记', '归档'])
        expect(codesOf(await bureau.act(bureau.as('fauditor'), matter, step))).toEqual(['accepted']);
      expect(codesOf((await filled('C-1', 'F2'))[1])).toEqual(['INVOICE_USED']);
      expect(codesOf((await filled('C-1', 'F3'))[1])).toEqual(['accepted']);
    });

    test('of a contract that is in no register nothing can be worked out', async () => {
      expect(codesOf(await registered('Change', 1, 'C-9'))).toEqual(['REGISTER_NONE']);
      expect(codesOf(await registered('Return', 1, 'C-9'))).toEqual(['REGISTER_NONE']);
    });
  });
}
