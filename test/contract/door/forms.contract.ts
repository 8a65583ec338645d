import type { Answer, WireVariables } from '@quanheng/runtime';
import { bpmn, flows, person, TWO_TASKS, UNIT } from '../office.js';
import { Office, type OpenedStore } from './office.js';

const AMOUNT = { id: 'Amount', type: 'number', key: 'amount', label: '金额', validate: { required: true, max: 1000 } };
const PAYEE = { id: 'Payee', type: 'textfield', key: 'payee', label: '收款人', validate: { required: true } };
const form = (...components: readonly object[]): string => JSON.stringify({ type: 'default', components });

const task = (process: string, named: string): string =>
  bpmn(process, `<startEvent id="S"/><userTask id="T" qh:form="${named}"/><endEvent id="E"/>${flows('S', 'T', 'E')}`);
const CALLING = bpmn(
  'Outer',
  `<startEvent id="S"/><callActivity id="C" calledElement="Inner"/><endEvent id="E"/>${flows('S', 'C', 'E')}`,
);

/** What is filled in is judged where it is kept, whoever sends it. */
export function describeForms(open: () => Promise<OpenedStore>): void {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open(await open());
  });
  afterEach(() => office.close());

  const completing = async (instance: string, variables?: WireVariables) => ({
    ...({ kind: 'completeWork', instance, item: await office.item(instance) } as const),
    ...(variables === undefined ? {} : { variables }),
  });
  const complete = async (by: string, instance: string, variables?: WireVariables): Promise<Answer> =>
    office.give(person(by), await completing(instance, variables));

  test.each(['pay', 'pay.form'])(
    'what does not fit the form %s of the step is turned down, all of it at once',
    async (named) => {
      await office.publishAll([
        { name: 'p.bpmn', text: task('Pay', named) },
        { name: 'pay.form', text: form(AMOUNT, PAYEE) },
      ]);
      const instance = await office.start('Pay');
      const before = await office.entries(`instance:${instance}`);
      for (const variables of [undefined, {}, { amount: 1001 }]) {
        const answer = await complete('clerk', instance, variables);
        expect(answer).toMatchObject({ status: 'rejected', code: 'invalid-input' });
        expect(answer).toMatchObject({
          details: [
            { key: 'amount', message: variables?.amount === 1001 ? '“金额”不得大于 1000。' : '“金额”须填写。' },
            { key: 'payee', message: '“收款人”须填写。' },
          ],
        });
      }
      expect(await office.entries(`instance:${instance}`)).toBe(before);
      expect(await complete('clerk', instance, { amount: 1000, payee: '甲' })).toMatchObject({ status: 'accepted' });
      expect(await office.status(instance)).toBe('completed');
    },
  );

  test('what was known before counts, and what nobody has filled in yet is no fault of who asks', async () => {
    await office.publishAll([
      { name: 'p.bpmn', text: task('Pay', 'pay') },
      { name: 'pay.form', text: form(AMOUNT, PAYEE) },
    ]);
    const instance = await office.start('Pay', { amount: 5 });
    const ask = async (variables?: WireVariables): Promise<Answer> =>
      office.runtime.ask({ unit: UNIT, principal: person('clerk'), command: await completing(instance, variables) });
    expect(await ask()).toMatchObject({ status: 'accepted' });
    expect(await ask({})).toMatchObject({ status: 'rejected', code: 'invalid-input' });
    expect(await ask({ payee: '甲' })).toMatchObject({ status: 'accepted' });
    expect(await complete('clerk', instance, { payee: '甲' })).toMatchObject({ status: 'accepted' });
  });

  test('a called process has the forms that were deployed with it', async () => {
    await office.publishAll([
      { name: 'inner.bpmn', text: task('Inner', 'pay') },
      { name: 'pay.form', text: form(PAYEE) },
    ]);
    await office.publishAll([
      { name: 'outer.bpmn', text: CALLING },
      { name: 'pay.form', text: form(AMOUNT) },
    ]);
    const instance = await office.start('Outer');
    expect(await complete('clerk', instance, { amount: 5 })).toMatchObject({ details: [{ key: 'payee' }] });
    expect(await complete('clerk', instance, { payee: '甲' })).toMatchObject({ status: 'accepted' });
  });

  test('a form that was not deployed asks for nothing', async () => {
    await office.publish(TWO_TASKS.replace('id="apply"', 'id="apply" qh:form="lost"'));
    expect(await complete('clerk', await office.start('Two'))).toMatchObject({ status: 'accepted' });
  });
}
