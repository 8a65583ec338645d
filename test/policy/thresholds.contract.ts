import type { WireVariables } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, person, SEED, UNIT } from '../contract/office.js';
import { closeReplayed } from './replayed.js';
import { Bureau, codesOf, fact } from './bureau.js';

const THRESHOLD = '<qh:threshold variable="meetingFrom" key="meeting" jurisdiction="local"/>';
const apply = `<userTask id="Apply" name="申请" qh:writes="amount"><extensionElements><qh:assign role="PM" department="INFRA"/></extensionElements></userTask>`;
const DATA = '<qh:protected name="amount" type="money"/>';
/** A gateway that asks right behind the start is answered, too. */
const DRAWING = bpmn(
  'Asked',
  `<extensionElements>${DATA}${THRESHOLD}</extensionElements><startEvent id="S"/>
   <scriptTask id="Read" qh:resultVariable="seen"><script>meetingFrom + 1</script></scriptTask>${apply}<endEvent id="E"/>
   ${flows('S', 'Read', 'Apply', 'E')}`,
);
const meeting = (value: string, from: number) =>
  fact(
    'threshold',
    'meeting:local',
    { name: '上会限额', value, unit: 'CNY', basis: [{ article: '本单位规定', mark: 'D' }] },
    { from },
  );
const DAY = 86_400_000;
/** Monday 2026-01-05, 09:00 in China. */
const MONDAY = Date.UTC(2026, 0, 5, 1);

/** 限额: variables that a process reads and nobody writes. */
export function describeThresholds(name: string, open: () => Promise<OpenedStore>): void {
  describe(`thresholds in a process over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(DRAWING);
    });
    afterEach(() => closeReplayed(bureau));

    const set = async (value: string, from: number): Promise<void> => {
      await bureau.office.must(SEED, { kind: 'changeOrganisation', changes: [meeting(value, from)] });
    };
    const start = (variables = {}) =>
      bureau.office.give(bureau.as('pm'), { kind: 'startInstance', process: 'Asked', variables });
    const seen = async (instance: string): Promise<unknown> => {
      const { state } = (await bureau.office.opened.queries.instance(instance))!;
      const { elements } = JSON.parse(state.flow) as { elements: { id: number; variables: WireVariables }[] };
      const { variables } = elements.find(({ id }) => id === 0)!;
      return [variables['meetingFrom'], variables['seen']];
    };

    test('a matter whose threshold nobody has set is not begun', async () => {
      const answer = await start();
      expect(codesOf(answer)).toEqual(['RULE_NOT_CONFIGURED']);
    });

    test('has the value of the day it began, from the first step on, and keeps it', async () => {
      await set('100', MONDAY - DAY);
      const first = await bureau.start('Asked');
      bureau.office.now += 2 * DAY;
      await set('60', bureau.office.now);
      const second = await bureau.start('Asked');
      expect([await seen(first), await seen(second)]).toEqual([
        [100, 101],
        [60, 61],
      ]);
    });

    test('is written by nobody: not at the start, not with a step, not by an operator', async () => {
      await set('100', MONDAY - DAY);
      expect(codesOf(await start({ meetingFrom: 1_000_000 }))).toEqual(['THRESHOLD_FIXED']);
      const matter = await bureau.start('Asked');
      const filled = await bureau.act(bureau.as('pm'), matter, '申请', { variables: { amount: 1, meetingFrom: 5 } });
      expect(codesOf(filled)).toEqual(['THRESHOLD_FIXED']);
      const command = {
        kind: 'setVariables',
        instance: matter,
        variables: { meetingFrom: 5 },
        reason: '改正',
      } as const;
      expect(codesOf(await bureau.office.give(bureau.as('operator'), command))).toEqual(['THRESHOLD_FIXED']);
      expect(await seen(matter)).toEqual([100, 101]);
    });

    test('is read by a called process, too, that is given nothing else but its inputs', async () => {
      await set('100', MONDAY - DAY);
      const called = bpmn(
        'Inner',
        `<extensionElements>${THRESHOLD}</extensionElements><startEvent id="S"/>
         <scriptTask id="Read" qh:resultVariable="seen"><script>if outer = null then meetingFrom + given else 0</script></scriptTask>
         <endEvent id="E"/>${flows('S', 'Read', 'E')}`,
      );
      const calling = bpmn(
        'Outer',
        `<extensionElements>${DATA}</extensionElements><startEvent id="S"/>
         <callActivity id="Call" calledElement="Inner"><extensionElements><qh:input target="given" source="5"/></extensionElements></callActivity>
         ${apply}<endEvent id="E"/>${flows('S', 'Call', 'Apply', 'E')}`,
      );
      await bureau.office.publish(called, calling);
      expect(await seen(await bureau.start('Outer', { outer: 1 }))).toEqual([100, 105]);
    });

    test.each([
      ['nobody has set', [THRESHOLD], 'P05-threshold-unset'],
      ['is also filled in', [THRESHOLD.replace('meetingFrom', 'amount')], 'threshold-protected'],
      ['is declared twice', [THRESHOLD, THRESHOLD], 'threshold-twice'],
      ['has a colon in its name', [THRESHOLD.replace('"meeting"', '"meeting:local"')], 'threshold-name'],
      [
        'is another one in the called process',
        [THRESHOLD, THRESHOLD.replace('"meeting"', '"other"')],
        'threshold-differs',
      ],
    ])('a drawing whose threshold %s is not published', async (what, declared, code) => {
      await closeReplayed(bureau);
      bureau = await Bureau.open(await open(), { isJudged: true });
      if (code !== 'P05-threshold-unset') await set('100', MONDAY - DAY);
      const isCall = code === 'threshold-differs';
      const inner = bpmn(
        'Inner',
        `<extensionElements>${declared[1] ?? ''}</extensionElements><startEvent id="S"/>${apply.replace('qh:writes="amount"', '')}<endEvent id="E"/>
         ${flows('S', 'Apply', 'E')}`,
      );
      const outer = bpmn(
        'Outer',
        `<extensionElements>${DATA}${isCall ? THRESHOLD : declared.join('')}</extensionElements><startEvent id="S"/>
         ${isCall ? '<callActivity id="Apply" calledElement="Inner"/>' : apply}<endEvent id="E"/>${flows('S', 'Apply', 'E')}`,
      );
      const resources = [...(isCall ? [inner] : []), outer].map((text, i) => ({ name: `p${i}.bpmn`, text }));
      const deployed = await bureau.office.must(person('designer'), { kind: 'deploy', name: what, resources });
      const deployment = deployed.result['deployment'] as string;
      const answer = await bureau.office.give(person('publisher'), { kind: 'publish', deployment });
      expect(codesOf(answer)).toEqual(['PUBLISH_FINDINGS']);
      expect(answer).toMatchObject({ reasons: [{ message: expect.stringContaining(`[${code}]`) }] });
    });

    test('comes with a version that a matter goes over to, as it was when the matter began', async () => {
      const before = DRAWING.replace(THRESHOLD, '').replace('meetingFrom + 1', '0');
      await bureau.office.publish(before);
      const matter = await bureau.start('Asked');
      bureau.office.now += 2 * DAY;
      await bureau.office.publish(DRAWING.replace('<endEvent id="E"/>', '<endEvent id="E" name="办结"/>'));
      const { digest: definition } = (await bureau.office.opened.queries.startable(UNIT, 'Asked'))!;
      const migrate = { kind: 'migrateInstance', instance: matter, definition } as const;
      expect(codesOf(await bureau.office.give(bureau.as('operator'), migrate))).toEqual(['RULE_NOT_CONFIGURED']);
      await set('100', MONDAY - DAY);
      expect(codesOf(await bureau.office.give(bureau.as('operator'), migrate))).toEqual(['accepted']);
      expect(await seen(matter)).toEqual([100, 0]);
    });
  });
}
