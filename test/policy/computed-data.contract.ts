import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, person } from '../contract/office.js';
import { closeReplayed } from './replayed.js';
import { Bureau, codesOf } from './bureau.js';

const task = (id: string, name: string, more = ''): string =>
  `<userTask id="${id}" name="${name}"><extensionElements><qh:assign role="PM" department="INFRA"/>${more}</extensionElements></userTask>`;
const TIER = `<scriptTask id="Tier" name="定级" qh:resultVariable="tier"><script>if amount > 100 then "高" else "低"</script></scriptTask>`;
const DRAWING = bpmn(
  'Tiered',
  `<startEvent id="S"/>${task('Apply', '申请')}${TIER}${task('Check', '审核')}
   <serviceTask id="Book" qh:handler="book"/><intermediateCatchEvent id="Told"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
   ${task('File', '归档')}<endEvent id="E"/>${flows('S', 'Apply', 'Tier', 'Check', 'Book', 'Told', 'File', 'E')}`,
  '<message id="m" name="told" qh:correlation="ref"/>',
);

/** What a decision or a script works out is nobody's to fill in. */
export function describeComputedData(name: string, open: () => Promise<OpenedStore>): void {
  describe(`what the process works out over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
    });
    afterEach(() => closeReplayed(bureau));

    const act = async (matter: string, step: string, variables = {}): Promise<string> =>
      codesOf(await bureau.act(bureau.as('pm'), matter, step, { variables })).join();
    async function begun(): Promise<string> {
      await bureau.office.publish(DRAWING);
      const matter = await bureau.start('Tiered', { ref: '1' });
      expect(await act(matter, '申请', { amount: 500 })).toBe('accepted');
      return matter;
    }

    test('is not carried by whoever starts the matter or does a step, before it is worked out and after', async () => {
      await bureau.office.publish(DRAWING);
      const start = { kind: 'startInstance', process: 'Tiered', variables: { tier: '低' } } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm'), start))).toEqual(['COMPUTED_DATA']);
      const matter = await bureau.start('Tiered');
      expect(await act(matter, '申请', { amount: 500, tier: '低' })).toBe('COMPUTED_DATA');
      expect(await act(matter, '申请', { amount: 500 })).toBe('accepted');
      const refused = await bureau.act(bureau.as('pm'), matter, '审核', { variables: { tier: '低' } });
      expect(refused).toMatchObject({ status: 'refused', reasons: [{ parameters: { field: 'tier', step: '定级' } }] });
    });

    test('may come back with a form as it was shown', async () => {
      const matter = await begun();
      expect(await act(matter, '审核', { tier: '高', note: '已阅' })).toBe('accepted');
    });

    test('is not carried by a job or a message', async () => {
      const matter = await begun();
      expect(await act(matter, '审核')).toBe('accepted');
      const { office } = bureau;
      const request = { unit: null, handlers: ['book'], limit: 1, now: office.now, until: office.now + 1_000 };
      const [job] = await office.opened.workSource.lockJobs({ ...request, token: () => 'L' });
      const handler = { kind: 'system', name: 'job:book' } as const;
      const done = { kind: 'completeJob', instance: matter, job: job?.job ?? -1, lock: 'L' } as const;
      const refused = await office.give(handler, { ...done, variables: { tier: '低' } });
      expect(codesOf(refused)).toEqual(['COMPUTED_DATA']);
      await office.must(handler, { ...done, variables: { booked: true } });
      const message = { kind: 'publishMessage', name: 'told', correlation: '1' } as const;
      await office.must(person('operator'), { ...message, variables: { tier: '低' } });
      await office.carry();
      expect(await bureau.openNames(matter)).toEqual([]);
      await office.must(person('operator'), message);
      await office.carry();
      expect(await bureau.openNames(matter)).toEqual(['归档']);
    });

    test('is mapped where the drawing says so', async () => {
      const mapped = task('Check', '审核', '<qh:output target="tier" source="proposed"/>');
      await bureau.office.publish(
        bpmn(
          'Tiered',
          `<startEvent id="S"/>${task('Apply', '申请')}${TIER}${mapped}<endEvent id="E"/>${flows('S', 'Apply', 'Tier', 'Check', 'E')}`,
        ),
      );
      const matter = await bureau.start('Tiered');
      expect(await act(matter, '申请', { amount: 500 })).toBe('accepted');
      expect(await act(matter, '审核', { proposed: '低' })).toBe('accepted');
    });

    test('of a called process with data of its own is another variable', async () => {
      const inner = bpmn(
        'Inner',
        `<startEvent id="S"/>${TIER}${task('Look', '查看')}<endEvent id="E"/>${flows('S', 'Tier', 'Look', 'E')}`,
      );
      const outer = (data: string): string =>
        bpmn(
          'Outer',
          `<startEvent id="S"/>${task('Apply', '申请')}<callActivity id="Call" calledElement="Inner"><extensionElements>${data}</extensionElements></callActivity>
           <endEvent id="E"/>${flows('S', 'Apply', 'Call', 'E')}`,
        );
      await bureau.office.publish(inner, outer('<qh:input target="amount" source="5"/>'));
      const own = await bureau.start('Outer');
      expect(await act(own, '申请', { tier: '甲' })).toBe('accepted');
      expect(await act(own, '查看', { tier: '高' })).toBe('COMPUTED_DATA');
      await bureau.office.publish(inner, outer(''));
      const shared = await bureau.start('Outer');
      expect(await act(shared, '申请', { tier: '甲' })).toBe('COMPUTED_DATA');
    });

    test('is mended by an operator only where the matter stands still on an incident', async () => {
      const matter = await begun();
      const set = (instance: string) =>
        bureau.office.give(bureau.as('operator'), {
          kind: 'setVariables',
          instance,
          variables: { tier: '低' },
          reason: '改正',
        });
      expect(codesOf(await set(matter))).toEqual(['COMPUTED_DATA']);
      const gateway = `<exclusiveGateway id="Which"/><endEvent id="E"/>
        <sequenceFlow id="Low" sourceRef="Which" targetRef="E"><conditionExpression><![CDATA[=missing < 1]]></conditionExpression></sequenceFlow>
        <sequenceFlow id="High" sourceRef="Which" targetRef="E"><conditionExpression><![CDATA[=missing >= 1]]></conditionExpression></sequenceFlow>`;
      await bureau.office.publish(
        bpmn(
          'Stuck',
          `<startEvent id="S"/>${task('Apply', '申请')}${TIER}${gateway}${flows('S', 'Apply', 'Tier', 'Which')}`,
        ),
      );
      const standing = await bureau.start('Stuck');
      expect(await act(standing, '申请', { amount: 500 })).toBe('accepted');
      expect(codesOf(await set(standing))).toEqual(['accepted']);
    });
  });
}
