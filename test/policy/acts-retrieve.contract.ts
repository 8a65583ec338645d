import type { Command } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, TIMER } from '../contract/office.js';
import { Desk } from './desk.js';

const role = (name: string): string => `<qh:assign role="${name}"/>`;
const task = (id: string, name: string, inside: string): string =>
  `<userTask id="${id}" name="${name}"><extensionElements>${inside}</extensionElements></userTask>`;
const act = (name: string, of: string): string => `<qh:act name="${name}">${role(of)}</qh:act>`;
const PENS = task(
  'Pens',
  '两支笔',
  `<qh:control kind="dualSignature">${act('甲', 'INFRA_HEAD')}${act('乙', 'FIN_HEAD')}</qh:control>`,
);
const ENDS = `<endEvent id="End"/><endEvent id="Refused"/>
  <sequenceFlow id="y" sourceRef="Pens" targetRef="End" qh:outcome="passed"/>
  <sequenceFlow id="n" sourceRef="Pens" targetRef="Refused" qh:outcome="failed"/>`;

/** Filled in, looked at, signed by two pens. */
const PLAIN = bpmn(
  'Plain',
  `<startEvent id="Start"/>${task('Fill', '填写', role('PM'))}${task('Look', '审阅', role('AUDIT'))}${PENS}
   ${flows('Start', 'Fill', 'Look', 'Pens')}${ENDS}`,
);
/** Behind it two sides, of which one waits for a timer. */
const FORKED = bpmn(
  'Forked',
  `<startEvent id="Start"/>${task('Fill', '填写', role('PM'))}<parallelGateway id="Split"/>
   ${task('Look', '审阅', role('AUDIT'))}${task('Book', '记账', role('CASHIER'))}
   <boundaryEvent id="Slow" attachedToRef="Look" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration>
   </timerEventDefinition></boundaryEvent>${task('Urge', '提醒', role('PM'))}<parallelGateway id="Join"/>
   ${task('Seal', '用印', role('PM'))}<endEvent id="End"/><endEvent id="Told"/>
   ${flows('Start', 'Fill', 'Split', 'Look', 'Join', 'Seal', 'End')}${flows('Split', 'Book', 'Join')}${flows('Slow', 'Urge', 'Told')}`,
);
/** Behind it goes on by itself: a job, or something told to others. */
const AUTOMATIC = bpmn(
  'Automatic',
  `<startEvent id="Start"/>${task('Fill', '填写', role('PM'))}<parallelGateway id="Split"/>
   ${task('Look', '审阅', role('AUDIT'))}<serviceTask id="Job" name="登记" qh:handler="register"/><parallelGateway id="Join"/>
   <endEvent id="End"/>${flows('Start', 'Fill', 'Split', 'Look', 'Join', 'End')}${flows('Split', 'Job', 'Join')}`,
);
const TELLING = bpmn(
  'Telling',
  `<startEvent id="Start"/>${task('Fill', '填写', role('PM'))}
   <intermediateThrowEvent id="Tell"><messageEventDefinition messageRef="M"/></intermediateThrowEvent>
   ${task('Look', '审阅', role('AUDIT'))}<endEvent id="End"/>${flows('Start', 'Fill', 'Tell', 'Look', 'End')}`,
  '<message id="M" name="told" qh:correlation="=1"/>',
);
/** Several do it side by side; and a part of its own. */
const MANY = bpmn(
  'Many',
  `<startEvent id="Start"/><userTask id="Fill" name="填写"><extensionElements>${role('PM')}</extensionElements>
   <multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>
   ${task('Look', '审阅', role('AUDIT'))}<endEvent id="End"/>${flows('Start', 'Fill', 'Look', 'End')}`,
);
const INNER = bpmn(
  'Inner',
  `<startEvent id="Start"/><subProcess id="Part"><startEvent id="In"/>${task('Fill', '填写', role('PM'))}
   ${task('Note', '补充', role('PM'))}<endEvent id="Out"/>${flows('In', 'Fill', 'Note', 'Out')}</subProcess>
   ${task('Look', '审阅', role('AUDIT'))}<endEvent id="End"/>${flows('Start', 'Part', 'Look', 'End')}`,
);

/** 取回 through the door. */
export function describeRetrievals(name: string, open: () => Promise<OpenedStore>): void {
  describe(`retrievals over ${name}`, () => {
    let desk: Desk;
    let matter: string;

    async function begin(drawing: string, process: string): Promise<void> {
      desk = await Desk.open(await open(), drawing, ['pm2', 'pm'], ['audit2', 'checker']);
      matter = await desk.start(process);
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
    }
    afterEach(() => desk.close());

    const back = (activity: string, why = '金额有误'): Command => ({
      ...{ kind: 'retrieveWork', instance: matter, activity, reason: why },
    });

    test('the last step comes back to whoever did it, as long as nobody has opened what came of it', async () => {
      await begin(PLAIN, 'Plain');
      expect(await desk.does('pm', back('Fill', ' '))).toBe('REASON_MISSING');
      expect(await desk.does('pm2', back('Fill'))).toBe('WITHDRAW_REFUSED');
      expect(await desk.does('pm', back('Look'))).toBe('WITHDRAW_REFUSED');
      expect(await desk.does('pm', back('Fill'))).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['填写']);
      expect(await desk.row(matter, '填写')).toMatchObject({ assignee: 'pm' });
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
      expect((await desk.trail(matter)).at(-1)).toMatchObject({ act: 'retrieve', activity: 'Fill', person: 'pm' });
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('accepted');
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
    });

    test('once it was opened it is not taken back, also if it was given back; the refusal names who has it', async () => {
      await begin(PLAIN, 'Plain');
      const item = await desk.bureau.item(matter, '审阅');
      expect(await desk.does('auditing', { kind: 'claimWork', instance: matter, item })).toBe('accepted');
      const answer = await desk.give(desk.bureau.as('pm'), back('Fill'));
      expect(answer).toMatchObject({ reasons: [{ code: 'WITHDRAW_REFUSED', parameters: { name: '人员-auditing' } }] });
      expect(await desk.does('auditing', { kind: 'releaseWork', instance: matter, item })).toBe('accepted');
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
    });

    test('a step before a control comes back until its first act, and no act of a control does', async () => {
      await begin(PLAIN, 'Plain');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('accepted');
      expect(await desk.does('auditing', back('Look'))).toBe('accepted');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('accepted');
      expect(await desk.completes('ihead', matter, '甲', { outcome: 'approve' })).toBe('accepted');
      expect(await desk.does('auditing', back('Look'))).toBe('WITHDRAW_REFUSED');
      expect(await desk.does('ihead', back('Pens'))).toBe('WITHDRAW_REFUSED');
      expect(await desk.completes('fhead', matter, '乙', { outcome: 'approve' })).toBe('accepted');
      expect(await desk.does('fhead', back('Pens'))).toBe('WITHDRAW_REFUSED');
    });

    test('both sides of a fork come back; not when one of them was begun, nor over the join', async () => {
      await begin(FORKED, 'Forked');
      expect(await desk.does('pm', back('Fill'))).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['填写']);
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
      expect(await desk.completes('cashier', matter, '记账')).toBe('accepted');
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
      // It waits at the join for the other side: nobody has anything of it yet.
      expect(await desk.does('cashier', back('Book'))).toBe('WITHDRAW_REFUSED');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('accepted');
      const answer = await desk.give(desk.bureau.as('auditing'), back('Look'));
      expect(answer).toMatchObject({ status: 'rejected', code: 'conflict' });
      expect(JSON.stringify(answer)).toContain('退回');
      expect(await desk.names(matter)).toEqual(['用印']);
    });

    test('not after a timer has done something', async () => {
      await begin(FORKED, 'Forked');
      const { office } = desk.bureau;
      const { rows } = await office.opened.queries.timers('u1', { instance: matter }, { limit: 5 });
      office.now = rows[0]!.due + 1;
      await office.must(TIMER, { kind: 'fireTimer', instance: matter, subscription: rows[0]!.subscription });
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
    });

    test('not when a job may be under way, nor when others were told', async () => {
      await begin(AUTOMATIC, 'Automatic');
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
      await desk.bureau.office.publish(TELLING);
      matter = await desk.start('Telling');
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
    });

    test('not what an operator has changed something in since', async () => {
      await begin(PLAIN, 'Plain');
      const { office } = desk.bureau;
      await office.must(desk.bureau.as('operator'), {
        kind: 'setVariables',
        instance: matter,
        variables: { x: 1 },
        reason: '修复',
      });
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
    });

    test('one of several that did it side by side takes nothing back; within a part it works, out of it not', async () => {
      await begin(MANY, 'Many');
      expect(await desk.completes('pm2', matter, '填写')).toBe('accepted');
      expect(await desk.does('pm2', back('Fill'))).toBe('WITHDRAW_REFUSED');
      await desk.bureau.office.publish(INNER);
      matter = await desk.start('Inner');
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
      expect(await desk.does('pm', back('Fill'))).toBe('accepted');
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
      expect(await desk.completes('pm', matter, '补充')).toBe('accepted');
      expect(await desk.give(desk.bureau.as('pm'), back('Note'))).toMatchObject({
        status: 'rejected',
        code: 'conflict',
      });
      expect(await desk.names(matter)).toEqual(['审阅']);
    });

    test('nothing comes back of what has ended', async () => {
      await begin(
        bpmn(
          'Short',
          `<startEvent id="s"/>${task('Fill', '填写', role('PM'))}<endEvent id="e"/>${flows('s', 'Fill', 'e')}`,
        ),
        'Short',
      );
      expect(await desk.does('pm', back('Fill'))).toBe('WITHDRAW_REFUSED');
    });
  });
}
