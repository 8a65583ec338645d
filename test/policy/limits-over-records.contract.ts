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
      await it.bureau.office.publish(CHANGE, PAY, RETURN);
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

    test('of a contract that is in no register nothing can be worked out', async () => {
      expect(codesOf(await registered('Change', 1, 'C-9'))).toEqual(['REGISTER_NONE']);
      expect(codesOf(await registered('Return', 1, 'C-9'))).toEqual(['REGISTER_NONE']);
    });
  });
}
