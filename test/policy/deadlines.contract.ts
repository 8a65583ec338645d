import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, person, UNIT } from '../contract/office.js';
import { Bureau, codesOf } from './bureau.js';

const LIMITED = bpmn(
  'Limited',
  `<startEvent id="Start"/><userTask id="Check" name="审核"><extensionElements><qh:control kind="check"/><qh:assign role="AUDIT" department="AUDIT"/>
   <qh:limit workingDays="2"/></extensionElements></userTask><endEvent id="End"/><endEvent id="No"/>${flows('Start', 'Check')}
   <sequenceFlow id="y" sourceRef="Check" targetRef="End" qh:outcome="passed"/>
   <sequenceFlow id="n" sourceRef="Check" targetRef="No" qh:outcome="failed"/>`,
);
const TIMER = { kind: 'system', name: 'timer' } as const;
/** Two working days from Monday 2026-01-05: Wednesday at 24:00 in China. */
const DUE = Date.UTC(2026, 0, 7, 16);

/** 时限 (`qh:limit`) through the door. */
export function describeDeadlines(name: string, open: () => Promise<OpenedStore>): void {
  describe(`time limits over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(LIMITED);
      matter = await bureau.start('Limited');
    });
    afterEach(() => bureau.office.close());

    async function timers(): Promise<readonly (readonly [number, string, number])[]> {
      const { rows } = await bureau.office.opened.queries.timers(UNIT, { instance: matter }, { limit: 10 });
      return rows.map(({ subscription, element, due }) => [subscription, element, due]);
    }
    async function fire(subscription = -1): Promise<string> {
      const answer = await bureau.office.give(TIMER, { kind: 'fireTimer', instance: matter, subscription });
      return answer.status === 'rejected' ? answer.code : codesOf(answer).join();
    }

    test('an item says until when it is to be done, and a timer waits for that moment', async () => {
      expect(await bureau.open(matter)).toMatchObject([{ name: '审核', due: DUE }]);
      expect(await timers()).toEqual([[-1, 'Check', DUE]]);
      expect(bureau.office.notices).toContainEqual({ kind: 'timer', due: DUE });
    });

    test('whoever brings it about is told where the calendar of a year is not set', async () => {
      const start = { kind: 'startInstance', process: 'Limited' } as const;
      const { result } = await bureau.office.must(bureau.as('pm'), start);
      expect(result['warnings']).toMatchObject([{ code: 'CALENDAR_NOT_SET', parameters: { years: '2026' } }]);
    });

    test('time is no answer: what is late is still to be done, and by nobody else', async () => {
      bureau.office.now = DUE - 1;
      expect(await fire()).toBe('conflict');
      bureau.office.now = DUE;
      expect(await fire()).toBe('accepted');
      expect(await timers()).toEqual([]);
      expect(await fire()).toBe('conflict');
      expect(await bureau.openNames(matter)).toEqual(['审核']);
      expect(codesOf(await bureau.approve('auditing', matter, '审核'))).toEqual(['accepted']);
      expect(await bureau.office.status(matter)).toBe('completed');
    });

    test('where the drawing says so, the leader above is shown the matter, and does none of it', async () => {
      await bureau.office.publish(LIMITED.replace('workingDays="2"', 'workingDays="2" atEnd="escalate"'));
      matter = await bureau.start('Limited');
      bureau.office.now = DUE;
      expect(await fire()).toBe('accepted');
      const { rows } = await bureau.office.opened.queries.copies(
        { unit: UNIT, person: 'vaudit', isRead: false },
        { limit: 5 },
      );
      expect(rows).toMatchObject([{ instance: matter, by: 'system:timer' }]);
      expect(codesOf(await bureau.approve('vaudit', matter, '审核'))).toEqual(['NOT_OFFERED']);
    });

    test('only the product itself fires it', async () => {
      bureau.office.now = DUE;
      const command = { kind: 'fireTimer', instance: matter, subscription: -1 } as const;
      expect(codesOf(await bureau.office.give(bureau.as('auditing'), command))).toEqual(['SYSTEM_ONLY']);
      expect(codesOf(await bureau.office.give(person('operator'), command))).toEqual(['SYSTEM_ONLY']);
      expect(await timers()).toHaveLength(1);
    });

    test('what is done has no limit any more, and neither has what is cancelled', async () => {
      expect(codesOf(await bureau.approve('auditing', matter, '审核'))).toEqual(['accepted']);
      expect(await timers()).toEqual([]);
      matter = await bureau.start('Limited');
      expect(await timers()).toHaveLength(1);
      await bureau.office.must(bureau.as('pm'), { kind: 'cancelInstance', instance: matter, reason: '重复' });
      expect(await timers()).toEqual([]);
    });

    test('a suspended matter goes on being late', async () => {
      await bureau.office.must(person('operator'), { kind: 'suspendInstance', instance: matter, reason: '核实' });
      bureau.office.now = DUE;
      expect(await fire()).toBe('accepted');
      await bureau.office.must(person('operator'), { kind: 'resumeInstance', instance: matter });
      expect(await timers()).toEqual([]);
      expect(await bureau.openNames(matter)).toEqual(['审核']);
    });
  });
}
