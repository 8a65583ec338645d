import type { Answer } from '@quanheng/runtime';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, TIMER, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';

const act = (name: string, role: string): string => `<qh:act name="${name}"><qh:assign role="${role}"/></qh:act>`;
const PUBLICITY = bpmn(
  'Published',
  `<startEvent id="Start"/><userTask id="Control" name="公示"><extensionElements><qh:control kind="publicity">
     ${act('publish', 'PM')}${act('answer', 'AUDIT')}<qh:property name="days" value="5"/></qh:control></extensionElements></userTask>
   <userTask id="Next" name="后续"/><endEvent id="End"/><endEvent id="Upheld"/>${flows('Start', 'Control')}
   <sequenceFlow id="y" sourceRef="Control" targetRef="Next" qh:outcome="passed"/>
   <sequenceFlow id="n" sourceRef="Control" targetRef="Upheld" qh:outcome="failed"/>
   <sequenceFlow id="e" sourceRef="Next" targetRef="End"/>`,
);
const LATE = '公示：处理异议（第1件，逾期由上级决定）';
/** Ten working days after Monday 2026-01-05: Monday 2026-01-19 at 24:00 in China. */
const TERM = Date.UTC(2026, 0, 19, 16);
const REASONED = { opinion: '经核实不成立' };

/** 长期未决的异议 through the door (domain §6.6): somebody else answers in time, then the leader above; only discipline inspection freezes, to a day. */
export function describeObjections(name: string, open: () => Promise<OpenedStore>): void {
  describe(`an objection that never ends, over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.change(
        fact('post', 'disc', { name: '纪检监察室主任', department: 'LEADERS', roles: ['DISC'] }),
        fact('person', 'disc', { name: '人员-disc' }),
        fact('holding', 'h-disc', { person: 'disc', post: 'disc', kind: 'formal', document: '任' }),
      );
      await bureau.office.publish(PUBLICITY);
      matter = await bureau.start('Published');
      expect(codesOf(await bureau.approve('pm', matter, '发布公示'))).toEqual(['accepted']);
    });
    afterEach(() => bureau.office.close());

    async function object(by = 'cashier'): Promise<void> {
      const command = {
        kind: 'objectToPublicity',
        instance: matter,
        activity: 'Control',
        reason: '与事实不符',
      } as const;
      expect(codesOf(await bureau.office.give(bureau.as(by), command))).toEqual(['accepted']);
    }
    async function answer(by: string, outcome: string, opinion = REASONED.opinion): Promise<readonly string[]> {
      return codesOf(await bureau.act(bureau.as(by), matter, '第1件', { outcome, opinion }));
    }
    async function timers(): Promise<readonly { readonly subscription: number; readonly due: number }[]> {
      return (await bureau.office.opened.queries.timers(UNIT, { instance: matter }, { limit: 10 })).rows;
    }
    async function fireAll(): Promise<readonly string[]> {
      const due = (await timers()).filter((timer) => timer.due <= bureau.office.now);
      const answers: string[] = [];
      for (const { subscription } of due) {
        const given = { kind: 'fireTimer', instance: matter, subscription } as const;
        answers.push(...codesOf(await bureau.office.give(TIMER, given)));
      }
      return answers;
    }
    const freeze = (by: string, workingDays = 3, reason = '核实举报'): Promise<Answer> =>
      bureau.office.give(bureau.as(by), { kind: 'freezeInstance', instance: matter, workingDays, reason });
    const unfreeze = (by: string, reason = '已核实'): Promise<Answer> =>
      bureau.office.give(bureau.as(by), { kind: 'unfreezeInstance', instance: matter, reason });

    test('in time it is for those who answer, with reasons whatever they say', async () => {
      await object();
      expect((await timers()).map(({ due }) => due)).toEqual([TERM]);
      bureau.office.now = TERM - 1;
      expect(await answer('auditing', 'disapprove', ' ')).toEqual(['OPINION_MISSING']);
      expect(await answer('auditing', 'approve', ' ')).toEqual(['OPINION_MISSING']);
      expect(await answer('auditing', 'disapprove')).toEqual(['accepted']);
      expect(await timers()).toEqual([]);
    });

    test('when the time is over the leader above decides, and nobody else', async () => {
      await object();
      bureau.office.now = TERM;
      // The clock is late: whoever let the time pass does not decide any more all the same.
      const late = await bureau.act(bureau.as('auditing'), matter, '第1件', { outcome: 'disapprove', ...REASONED });
      expect(codesOf(late)).toEqual(['OBJECTION_OVERDUE']);
      expect(late).toMatchObject({ reasons: [{ message: expect.stringContaining('分管审计领导') }] });
      expect(await fireAll()).toEqual(['accepted']);
      expect(await timers()).toEqual([]);
      expect(await bureau.openNames(matter)).toEqual([LATE, '公示：结束公示']);
      expect(await answer('auditing', 'disapprove')).toEqual(['NOT_OFFERED']);
      expect(await answer('vfin', 'disapprove')).toEqual(['NOT_OFFERED']);
      expect(codesOf(await bureau.approve('pm', matter, '结束公示'))).toEqual(['OBJECTION_OPEN']);
      expect(await answer('vaudit', 'disapprove', ' ')).toEqual(['OPINION_MISSING']);
      expect(await answer('vaudit', 'disapprove')).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('pm', matter, '结束公示'))).toEqual(['accepted']);
      expect(await bureau.openNames(matter)).toEqual(['后续']);
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      const trail = JSON.parse(state.trail) as { act: string; person: string; outcome?: string }[];
      expect(trail).toContainEqual(
        expect.objectContaining({ act: 'superior', person: 'vaudit', outcome: 'disapprove' }),
      );
    });

    test('nor does the leader above decide on an objection or a publicity of their own', async () => {
      await object('vaudit');
      bureau.office.now = TERM;
      expect(await fireAll()).toEqual(['accepted']);
      expect(await answer('vaudit', 'disapprove')).toEqual(['SOD_SAME_PERSON']);
      await bureau.change(
        fact('holding', 'h-pm-above', { person: 'pm', post: 'vice-audit', kind: 'formal', document: '任' }),
      );
      expect(await answer('pm', 'disapprove')).toEqual(['SOD_SAME_PERSON']);
    });

    test('each objection has a time of its own', async () => {
      await object();
      bureau.office.now = TERM - 1;
      await object('pm');
      bureau.office.now = TERM;
      expect(await fireAll()).toEqual(['accepted']);
      expect(await bureau.openNames(matter)).toEqual([LATE, '公示：处理异议（第2件）', '公示：结束公示']);
      expect((await timers()).map(({ due }) => due)).toEqual([Date.UTC(2026, 1, 2, 16)]);
    });

    test('without a leader on record it stays with those who answer', async () => {
      await bureau.office.must(
        { kind: 'system', name: 'seed' },
        {
          kind: 'changeOrganisation',
          changes: [{ change: 'end', kind: 'leaderLine', id: 'line-AUDIT', at: bureau.office.now }],
        },
      );
      await object();
      bureau.office.now = TERM;
      expect(await fireAll()).toEqual(['accepted']);
      expect(await answer('auditing', 'disapprove')).toEqual(['accepted']);
    });

    test('the unit says how many days that are', async () => {
      await bureau.change(
        fact(
          'unitRule',
          'objectionDays',
          { value: 2, document: '规〔2026〕1号', basis: [{ article: '单位规定', mark: 'D' }] },
          {
            from: bureau.office.now,
          },
        ),
      );
      await object();
      expect((await timers()).map(({ due }) => due)).toEqual([Date.UTC(2026, 0, 7, 16)]);
    });

    test('only discipline inspection freezes, with a reason, and not for longer than the unit allows', async () => {
      for (const id of ['pm', 'auditing', 'vaudit', 'operator']) {
        expect(codesOf(await freeze(id))).toEqual(['DISCIPLINE_ONLY']);
      }
      expect(await freeze('pm')).toMatchObject({ reasons: [{ message: expect.stringContaining('纪检监察室主任') }] });
      expect(codesOf(await freeze('sysadmin'))).toEqual(['ADMINISTRATOR_IN_BUSINESS']);
      expect(codesOf(await freeze('disc', 3, ' '))).toEqual(['REASON_MISSING']);
      expect(codesOf(await freeze('disc', 31))).toEqual(['FREEZE_TOO_LONG']);
      expect(await freeze('disc', 0)).toMatchObject({ status: 'rejected', code: 'invalid' });
      expect(await freeze('disc', 1.5)).toMatchObject({ status: 'rejected', code: 'invalid' });
      expect(await bureau.office.status(matter)).toBe('active');
      expect(codesOf(await freeze('disc'))).toEqual(['accepted']);
      expect(await freeze('disc')).toMatchObject({ status: 'rejected', code: 'conflict' });
    });

    test('a frozen matter stands still for everybody, and goes on by itself on its day', async () => {
      expect(codesOf(await freeze('disc'))).toEqual(['accepted']);
      expect(await bureau.office.status(matter)).toBe('suspended');
      const closing = await bureau.approve('pm', matter, '结束公示');
      expect(codesOf(closing)).toEqual(['INSTANCE_FROZEN', 'PUBLICITY_SHORT']);
      expect(closing).toMatchObject({ reasons: [{ parameters: { name: '纪检监察室主任' } }, {}] });
      const operator = bureau.as('operator');
      expect(codesOf(await bureau.office.give(operator, { kind: 'resumeInstance', instance: matter }))).toEqual([
        'INSTANCE_FROZEN',
      ]);
      const ending = { instance: matter, reason: '作废' } as const;
      const cancel = await bureau.office.give(operator, { kind: 'cancelInstance', ...ending });
      expect(codesOf(cancel)).toEqual(['INSTANCE_FROZEN', 'ENDING_TWO']);
      const termination = await bureau.office.give(operator, { kind: 'askTermination', ...ending });
      expect(codesOf(termination)).toEqual(['INSTANCE_FROZEN']);
      expect(codesOf(await unfreeze('operator'))).toEqual(['DISCIPLINE_ONLY']);
      bureau.office.now = Date.UTC(2026, 0, 8, 16) - 1;
      expect(await fireAll()).toEqual([]);
      bureau.office.now += 1;
      expect(await fireAll()).toEqual(['accepted']);
      expect(await bureau.office.status(matter)).toBe('active');
      expect(await timers()).toEqual([]);
      expect(codesOf(await bureau.approve('pm', matter, '结束公示'))).toEqual(['PUBLICITY_SHORT']);
    });

    test('discipline inspection lifts it earlier, and what an operator holds goes on being held', async () => {
      const operator = bureau.as('operator');
      await bureau.office.must(operator, { kind: 'suspendInstance', instance: matter, reason: '核查' });
      expect(codesOf(await freeze('disc'))).toEqual(['accepted']);
      expect(codesOf(await unfreeze('disc', ' '))).toEqual(['REASON_MISSING']);
      expect(codesOf(await unfreeze('disc'))).toEqual(['accepted']);
      expect(await timers()).toEqual([]);
      expect(await bureau.office.status(matter)).toBe('suspended');
      expect(await unfreeze('disc')).toMatchObject({ status: 'rejected', code: 'conflict' });
      await bureau.office.must(operator, { kind: 'resumeInstance', instance: matter });
      expect(await bureau.office.status(matter)).toBe('active');
    });

    test('“may I?” says the same and leaves nothing', async () => {
      const entries = await bureau.office.entries(`instance:${matter}`);
      const command = { kind: 'freezeInstance', instance: matter, workingDays: 3, reason: '核实举报' } as const;
      const asked = (id: string) => bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as(id), command });
      expect(codesOf(await asked('pm'))).toEqual(['DISCIPLINE_ONLY']);
      expect(codesOf(await asked('disc'))).toEqual(['accepted']);
      expect(await bureau.office.entries(`instance:${matter}`)).toBe(entries);
      expect(await bureau.office.status(matter)).toBe('active');
    });
  });
}
