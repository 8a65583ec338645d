import type { Answer } from '@quanheng/runtime';
import type { RegisterChange } from '@quanheng/runtime/ports';
import { policyOf } from '@quanheng/policy';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, UNIT } from '../contract/office.js';
import { codesOf } from './bureau.js';
import { COMPANY, CONTRACT, LINE, Registrar } from './registers.contract.js';
import { closeReplayed } from './replayed.js';

const put = (id: string, data: object, over: object = {}): RegisterChange =>
  ({ change: 'put', id, from: null, to: null, ...over, data }) as RegisterChange;
const task = (id: string, name: string, role: string, department: string, more = ''): string =>
  `<userTask id="${id}" name="${name}" ${more}><extensionElements><qh:assign role="${role}" department="${department}"/></extensionElements></userTask>`;
const limit = (name: string, between: string, extent: string, ...properties: readonly (readonly [string, string])[]) =>
  `<qh:constraint kind="limit" name="${name}" between="${between}" extent="${extent}">${properties
    .map(([key, value]) => `<qh:property name="${key}" value="${value}"/>`)
    .join('')}</qh:constraint>`;

/** What is spent under a contract and out of a budget line, to an account of the supplier. */
const SPENDING = bpmn(
  'Spending',
  `<extensionElements><qh:protected name="contract" type="text"/><qh:protected name="line" type="text"/>
     <qh:protected name="account" type="account"/><qh:protected name="amount" type="money"/>
     <qh:record kind="contract" of="contract"/><qh:record kind="budgetLine" of="line"/>
     ${limit('合同累计', 'Register', 'contract', ['of', 'amount'], ['most', 'register'])}
     ${limit('收款账户', 'Register', 'contract', ['payee', 'account'])}
     ${limit('预算', 'Register', 'budgetLine', ['of', 'amount'], ['most', 'register'])}
     ${limit('补充合同', 'After', 'contract', ['of', 'amount'], ['most', '40'], ['opening', 'none'])}
   </extensionElements>
   <startEvent id="S"/>${task('Fill', '填写', 'PM', 'INFRA', 'qh:writes="contract line account amount"')}
   ${task('Register', '登记', 'FIN_AUDITOR', 'FIN')}${task('After', '归档', 'FIN_HEAD', 'FIN', 'qh:phase="supervise"')}
   <endEvent id="E"/>${flows('S', 'Fill', 'Register', 'After', 'E')}`,
);
/** What is bought is bought from a supplier that is registered and not barred, and the contract with it is registered too. */
const BUYING = bpmn(
  'Buying',
  `<extensionElements><qh:protected name="supplier" type="text"/><qh:protected name="contract" type="text"/>
     <qh:record kind="contract" of="contract"/>
     <qh:constraint kind="limit" name="供应商" between="Award"><qh:property name="supplier" value="supplier"/></qh:constraint>
     ${limit('合同登记', 'Enter', 'contract', ['supplier', 'supplier'])}</extensionElements>
   <startEvent id="S"/>${task('Award', '定标', 'PM', 'INFRA', 'qh:writes="supplier contract"')}
   ${task('Enter', '登记', 'FIN_AUDITOR', 'FIN')}<endEvent id="E"/>${flows('S', 'Award', 'Enter', 'E')}`,
);
/** A handler does it, and is not begun for another account. */
const BY_JOB = bpmn(
  'ByJob',
  `<extensionElements><qh:protected name="contract" type="text"/><qh:protected name="account" type="account"/>
     <qh:record kind="contract" of="contract"/>${limit('收款账户', 'Book', 'contract', ['payee', 'account'])}</extensionElements>
   <startEvent id="S"/>${task('Fill', '填写', 'PM', 'INFRA', 'qh:writes="contract account"')}
   <serviceTask id="Book" name="记账" qh:handler="book"/><endEvent id="E"/>${flows('S', 'Fill', 'Book', 'E')}`,
);
const SNEAKING = bpmn(
  'Sneaking',
  `<extensionElements><qh:protected name="contract" type="text"/><qh:record kind="register:contract" of="contract"/></extensionElements>
   <startEvent id="S"/>${task('Fill', '填写', 'PM', 'INFRA', 'qh:writes="contract"')}<endEvent id="E"/>${flows('S', 'Fill', 'E')}`,
);

/** What a process asks of the registers. */
export function describeDrawnRegisters(name: string, open: () => Promise<OpenedStore>): void {
  describe(`registers in a process over ${name}`, () => {
    let it: Registrar;
    beforeEach(async () => {
      it = await Registrar.open(await open());
      await it.bureau.office.publish(SPENDING, BY_JOB, BUYING);
      await it.entered('supplier', put('S-1', COMPANY));
      await it.entered('contract', put('C-1', CONTRACT));
      await it.entered('budgetLine', put('L-1', LINE), put('L-2', { ...LINE, granted: '1000' }));
    });
    afterEach(() => closeReplayed(it.bureau));

    const usual = { contract: 'C-1', line: 'L-2', account: '1001', amount: 1 };
    async function registered(over: Partial<typeof usual> = {}): Promise<Answer> {
      const { bureau } = it;
      const matter = await bureau.start('Spending');
      const filled = await bureau.act(bureau.as('pm'), matter, '填写', { variables: { ...usual, ...over } });
      expect(codesOf(filled)).toEqual(['accepted']);
      return bureau.act(bureau.as('fauditor'), matter, '登记');
    }

    test('what was paid before the product counts, over all matters of the contract', async () => {
      expect(codesOf(await registered({ amount: 50 }))).toEqual(['accepted']);
      const over = await registered({ amount: 21 });
      expect(codesOf(over)).toEqual(['PAY_OVER']);
      expect(over).toMatchObject({ reasons: [{ parameters: { a: '21', x: '20', y: '1', sum: '101', limit: '100' } }] });
      expect(codesOf(await registered({ amount: 20 }))).toEqual(['accepted']);
    });

    test('two of one contract in one batch see each other', async () => {
      const answers = await Promise.all([40, 40, 40].map((amount) => registered({ amount })));
      expect(answers.flatMap(codesOf).toSorted()).toEqual(['PAY_OVER', 'PAY_OVER', 'accepted']);
    });

    test('a sum that was changed by two persons counts from then on', async () => {
      expect(codesOf(await registered({ amount: 80 }))).toEqual(['PAY_OVER']);
      it.bureau.office.now += 1000;
      await it.entered('contract', put('C-1', { ...CONTRACT, sum: '110' }));
      expect(codesOf(await registered({ amount: 80 }))).toEqual(['accepted']);
    });

    test('out of a budget line goes what was granted, less what was spent before', async () => {
      const over = await registered({ line: 'L-1', amount: 91, contract: 'C-1' });
      expect(codesOf(over)).toEqual(['PAY_OVER', 'BUDGET_OVER']);
      expect(over).toMatchObject({
        reasons: [{}, { message: '本件91元，可用预算90元，超出1元。请调整金额或先办理预算调剂。' }],
      });
      expect(codesOf(await registered({ line: 'L-9' }))).toEqual(['BUDGET_NONE']);
    });

    test('a contract that is in no register, or no longer in force, is paid nothing', async () => {
      const unknown = await registered({ contract: 'C-9' });
      expect(codesOf(unknown)).toEqual(['REGISTER_NONE', 'REGISTER_NONE']);
      expect(unknown).toMatchObject({
        reasons: [{ message: '“合同台账”中没有生效的“C-9”。请核对编号，或请项目负责人、基建处长先登记。' }, {}],
      });
      it.bureau.office.now += 1000;
      await it.entered('contract', { change: 'end', id: 'C-1', at: null });
      expect(codesOf(await registered())).toEqual(['REGISTER_NONE', 'REGISTER_NONE']);
    });

    test('money goes to an account of the supplier that is in use on the day', async () => {
      expect(codesOf(await registered({ account: '9999' }))).toEqual(['PAYEE_MISMATCH']);
      expect(codesOf(await registered({ account: ' 1001 ' }))).toEqual(['accepted']);
      it.bureau.office.now += 1000;
      const accounts = [
        { number: '1001', bank: '演示银行', from: null, until: '2026-01-04' },
        { number: '1002', bank: '演示银行', from: '2026-01-05', until: '2026-01-05' },
        { number: '1003', bank: '演示银行', from: '2026-01-06', until: null },
      ];
      await it.entered('supplier', put('S-1', { ...COMPANY, accounts }));
      // 2026-01-05 in China.
      expect(codesOf(await registered({ account: '1001' }))).toEqual(['PAYEE_MISMATCH']);
      expect(codesOf(await registered({ account: '1002' }))).toEqual(['accepted']);
      expect(codesOf(await registered({ account: '1003' }))).toEqual(['PAYEE_MISMATCH']);
      await it.entered('supplier', { change: 'end', id: 'S-1', at: null });
      expect(codesOf(await registered({ account: '1002' }))).toEqual(['PAYEE_MISMATCH']);
    });

    test('nothing is bought from who is not registered or is barred on the day', async () => {
      const { bureau } = it;
      const barred = [
        { from: '2026-01-05', document: '演示处罚1号', until: '2026-01-05' },
        { from: '2026-01-07', document: '演示处罚2号', until: null },
      ];
      const other = { ...COMPANY, creditCode: null, accounts: [] };
      await it.entered('supplier', put('S-2', { ...other, barred }), put('S-3', other));
      const award = async (supplier: string, contract = 'C-1'): Promise<Answer> => {
        const matter = await bureau.start('Buying');
        return bureau.act(bureau.as('pm'), matter, '定标', { variables: { supplier, contract } });
      };
      // 2026-01-05 in China.
      const refused = await award('S-2');
      expect(codesOf(refused)).toEqual(['SUPPLIER_BARRED']);
      expect(refused).toMatchObject({ reasons: [{ parameters: { date: '2026-01-05', document: '演示处罚1号' } }] });
      expect(codesOf(await award('S-9'))).toEqual(['REGISTER_NONE']);
      expect(codesOf(await award(''))).toEqual(['REGISTER_NONE']);
      bureau.office.now += 24 * 3_600_000;
      expect(codesOf(await award('S-2'))).toEqual(['accepted']);
      bureau.office.now += 24 * 3_600_000;
      expect(codesOf(await award('S-2'))).toEqual(['SUPPLIER_BARRED']);
    });

    test('the contract is registered with whoever it was awarded to', async () => {
      const { bureau } = it;
      await it.entered('supplier', put('S-3', { ...COMPANY, creditCode: null, accounts: [] }));
      for (const [supplier, contract, code] of [
        ['S-3', 'C-1', 'SUPPLIER_OTHER'],
        ['S-1', 'C-9', 'REGISTER_NONE'],
        ['S-1', 'C-1', 'accepted'],
      ] as const) {
        const matter = await bureau.start('Buying');
        await bureau.act(bureau.as('pm'), matter, '定标', { variables: { supplier, contract } });
        expect(codesOf(await bureau.act(bureau.as('fauditor'), matter, '登记'))).toEqual([code]);
      }
    });

    test('no job is begun for another account', async () => {
      const { bureau } = it;
      for (const [account, code] of [
        ['9999', 'PAYEE_MISMATCH'],
        ['1001', 'accepted'],
      ] as const) {
        const matter = await bureau.start('ByJob');
        const filled = await bureau.act(bureau.as('pm'), matter, '填写', { variables: { contract: 'C-1', account } });
        expect(codesOf(filled)).toEqual([code]);
        expect(await bureau.jobs(matter)).toEqual(code === 'accepted' ? ['book'] : []);
      }
    });

    test('a limit of its own counts nothing from before where it says so', async () => {
      const { bureau } = it;
      await registered({ amount: 35 });
      const [item] = (await bureau.office.opened.queries.items({ unit: UNIT, box: 'all' }, { limit: 10 })).rows;
      expect(codesOf(await bureau.act(bureau.as('fhead'), item!.instance, '归档'))).toEqual(['accepted']);
    });

    test('no drawing names a record of the product’s own', async () => {
      await it.bureau.office.publish(SNEAKING);
      const { queries } = it.bureau.office.opened;
      const row = await queries.startable(UNIT, 'Sneaking');
      const definition = await it.bureau.office.runtime.catalogue.get(row!.digest);
      expect(policyOf(definition).records).toEqual([]);
    });
  });
}
