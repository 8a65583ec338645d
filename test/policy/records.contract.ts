import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, person, UNIT } from '../contract/office.js';
import { Bureau, codesOf } from './bureau.js';

const DATA = `<qh:protected name="contract" type="text"/><qh:protected name="amount" type="money"/><qh:protected name="total" type="money"/>
  <qh:record kind="contract" of="contract"/><qh:record kind="project" of="contract"/>`;
const task = (id: string, name: string, role: string, department: string, more = ''): string =>
  `<userTask id="${id}" name="${name}" ${more}><extensionElements><qh:assign role="${role}" department="${department}"/></extensionElements></userTask>`;
const FILL = task('Fill', '填写', 'PM', 'INFRA', 'qh:writes="contract amount total"');

/** Who carries a project out, and who accepts it. */
const EXECUTING = bpmn(
  'Executing',
  `<extensionElements>${DATA}</extensionElements><startEvent id="S"/>${FILL}${task('Carry', '实施', 'AUDIT', 'AUDIT', 'qh:duty="PROJECT_EXECUTE"')}
   <endEvent id="E"/>${flows('S', 'Fill', 'Carry', 'E')}`,
);
const ACCEPTING = bpmn(
  'Accepting',
  `<extensionElements>${DATA}</extensionElements><startEvent id="S"/>${FILL}${task('Accept', '验收', 'AUDIT', 'AUDIT', 'qh:duty="PROJECT_ACCEPT"')}
   <endEvent id="E"/>${flows('S', 'Fill', 'Accept', 'E')}`,
);
/** What is counted against the contract, by the amount that it is about. */
const SPENDING = bpmn(
  'Spending',
  `<extensionElements>${DATA}<qh:constraint kind="limit" name="合同累计" between="Register" extent="contract">
     <qh:property name="of" value="amount"/><qh:property name="most" value="total"/></qh:constraint></extensionElements>
   <startEvent id="S"/>${FILL}${task('Register', '登记', 'FIN_AUDITOR', 'FIN')}${task('After', '归档', 'FIN_HEAD', 'FIN')}
   <endEvent id="E"/>${flows('S', 'Fill', 'Register', 'After', 'E')}`.replace(
    '<userTask id="After"',
    '<userTask id="After" qh:phase="supervise"',
  ),
  '',
);

/** Facts that span instances: separation and limits over a contract. */
export function describeRecords(name: string, open: () => Promise<OpenedStore>): void {
  describe(`scope records over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(EXECUTING, ACCEPTING, SPENDING);
    });
    afterEach(() => bureau.office.close());

    async function filled(process: string, contract: string, amount = 1, total = 100): Promise<string> {
      const matter = await bureau.start(process);
      const answer = await bureau.act(bureau.as('pm'), matter, '填写', { variables: { contract, amount, total } });
      expect(codesOf(answer)).toEqual(['accepted']);
      return matter;
    }
    const done = async (who: string, matter: string, part: string): Promise<string> =>
      codesOf(await bureau.act(bureau.as(who), matter, part)).join();

    test('who carried a project out does not accept it, in whichever matter', async () => {
      const executing = await filled('Executing', 'C-1');
      expect(await done('auditing', executing, '实施')).toBe('accepted');
      expect(await bureau.office.status(executing)).toBe('completed');
      const accepting = await filled('Accepting', 'C-1');
      expect(await done('auditing', accepting, '验收')).toBe('SOD_SAME_PERSON');
      expect(await done('auditing', await filled('Accepting', 'C-2'), '验收')).toBe('accepted');
    });

    test('nobody carries out what does not say which project it is', async () => {
      const executing = await bureau.start('Executing');
      expect(codesOf(await bureau.act(bureau.as('pm'), executing, '填写', { variables: { amount: 1 } }))).toEqual([
        'accepted',
      ]);
      expect(await done('auditing', executing, '实施')).toBe('RECORD_UNKNOWN');
    });

    test('what is counted against a contract is counted over all its matters', async () => {
      const first = await filled('Spending', 'C-1', 60);
      expect(await done('fauditor', first, '登记')).toBe('accepted');
      const second = await filled('Spending', 'C-1', 41);
      const answer = await bureau.act(bureau.as('fauditor'), second, '登记');
      expect(codesOf(answer)).toEqual(['LIMIT_OVER']);
      expect(answer).toMatchObject({
        reasons: [{ parameters: { name: '合同累计', sum: '101', limit: '100', x: '1' } }],
      });
      expect(await done('fauditor', await filled('Spending', 'C-1', 40), '登记')).toBe('accepted');
      expect(await done('fauditor', await filled('Spending', 'C-1', 0), '登记')).toBe('accepted');
      expect(await done('fauditor', await filled('Spending', 'C-2', 41), '登记')).toBe('accepted');
    });

    test('what the last step of a matter uses is counted too', async () => {
      const last = SPENDING.replace(/<userTask id="After"[^]*?<\/userTask>/, '').replace(
        flows('S', 'Fill', 'Register', 'After', 'E'),
        flows('S', 'Fill', 'Register', 'E'),
      );
      await bureau.office.publish(last);
      const first = await filled('Spending', 'C-1', 60);
      expect(await done('fauditor', first, '登记')).toBe('accepted');
      expect(await bureau.office.status(first)).toBe('completed');
      expect(await done('fauditor', await filled('Spending', 'C-1', 41), '登记')).toBe('LIMIT_OVER');
      expect(await done('fauditor', await filled('Spending', 'C-1', 40), '登记')).toBe('accepted');
    });

    describe('a job uses its amount when it begins', () => {
      const WORKER = { kind: 'system', name: 'job:transfer' } as const;
      beforeEach(() =>
        bureau.office.publish(
          SPENDING.replace(
            /<userTask id="Register"[^]*?<\/userTask>/,
            '<serviceTask id="Register" name="划款" qh:handler="transfer" qh:retries="2"/>',
          ),
        ),
      );
      async function begun(amount: number | null): Promise<{ readonly matter: string; readonly codes: string }> {
        const matter = await bureau.start('Spending');
        const answer = await bureau.act(bureau.as('pm'), matter, '填写', {
          variables: { contract: 'C-1', amount, total: 100 },
        });
        return { matter, codes: codesOf(answer).join() };
      }
      async function told(matter: string, rest: { readonly error?: string }): Promise<string> {
        const [job] = await bureau.office.opened.workSource.lockJobs({
          ...{ unit: null, handlers: ['transfer'], limit: 1, now: bureau.office.now },
          ...{ until: bureau.office.now + 60_000, token: () => 'L' },
        });
        expect(job?.instance).toBe(matter);
        const about = { instance: matter, job: job!.job, lock: 'L' } as const;
        const { error } = rest;
        return codesOf(
          await bureau.office.give(
            WORKER,
            error === undefined ? { kind: 'completeJob', ...about } : { kind: 'throwJobError', ...about, code: error },
          ),
        ).join();
      }

      test('so that two under way cannot go over the most together', async () => {
        const first = await begun(60);
        expect(first.codes).toBe('accepted');
        const second = await begun(41);
        expect(second.codes).toBe('LIMIT_OVER');
        expect(await bureau.openNames(second.matter)).toEqual(['填写']);
        expect((await begun(40)).codes).toBe('accepted');
        expect(await told(first.matter, {})).toBe('accepted');
        expect((await begun(1)).codes).toBe('LIMIT_OVER');
      });

      test('and what the worker says was not done is given back', async () => {
        const first = await begun(60);
        expect(await told(first.matter, { error: 'closed' })).toBe('accepted');
        expect((await begun(100)).codes).toBe('accepted');
      });

      test('without an amount it does not begin', async () => {
        expect((await begun(null)).codes).toBe('LIMIT_NO_AMOUNT');
      });
    });

    test('two matters of one contract in one batch see each other', async () => {
      const matters = await Promise.all([60, 60, 60].map((amount) => filled('Spending', 'C-1', amount)));
      const answers = await Promise.all(matters.map((matter) => done('fauditor', matter, '登记')));
      expect(answers.toSorted()).toEqual(['LIMIT_OVER', 'LIMIT_OVER', 'accepted']);
    });

    test('what was finished stays used, and what was given up is given back', async () => {
      const first = await filled('Spending', 'C-1', 60);
      expect(await done('fauditor', first, '登记')).toBe('accepted');
      expect(await done('fhead', first, '归档')).toBe('accepted');
      expect(await bureau.office.status(first)).toBe('completed');
      const second = await filled('Spending', 'C-1', 40);
      expect(await done('fauditor', second, '登记')).toBe('accepted');
      const third = await filled('Spending', 'C-1', 40);
      expect(await done('fauditor', third, '登记')).toBe('LIMIT_OVER');
      await bureau.office.must(bureau.as('pm'), { kind: 'cancelInstance', instance: second, reason: '不再办理' });
      expect(await done('fauditor', third, '登记')).toBe('accepted');
    });

    test('of a matter that is over no record is asked, whatever a command names', async () => {
      const matter = await filled('Executing', 'C-1');
      expect(await done('auditing', matter, '实施')).toBe('accepted');
      const set = { kind: 'setVariables', instance: matter, variables: { contract: 'C-9' }, reason: '修复' } as const;
      const answer = await bureau.office.give(person('operator'), set);
      expect(answer).toMatchObject({ status: 'rejected', code: 'conflict' });
    });

    test('an amount that is none cannot be checked, and is refused', async () => {
      const matter = await bureau.start('Spending');
      const variables = { contract: 'C-1', amount: '六十', total: 100 };
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '填写', { variables }))).toEqual(['accepted']);
      expect(await done('fauditor', matter, '登记')).toBe('LIMIT_NO_AMOUNT');
    });

    test('the record is kept once for its people and its sums, and every matter names it', async () => {
      for (const amount of [10, 20]) {
        const matter = await filled('Spending', 'C-1', amount);
        expect(await done('fauditor', matter, '登记')).toBe('accepted');
        expect(await done('fhead', matter, '归档')).toBe('accepted');
      }
      const { records } = await bureau.office.opened.store.transact((transaction) =>
        transaction.load({ unit: UNIT, records: [{ kind: 'contract', id: 'C-1' }] }),
      );
      expect(records).toHaveLength(1);
      expect(JSON.parse(records[0]?.value ?? '{}')).toMatchObject({ used: { 合同累计: { closed: '30', open: {} } } });
    });
  });
}
