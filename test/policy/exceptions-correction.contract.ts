import type { Answer, Command, TrailRecord, WireVariables } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, SEED, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';
import { KEY_ELEMENTS } from './drawings.js';

const REQUEST = bpmn(
  'Request',
  `${KEY_ELEMENTS.replace('</extensionElements>', '<qh:constraint kind="separation" between="Fill Approve"/></extensionElements>')}
   <startEvent id="s"/><userTask id="Fill" name="填写申请" qh:writes="amount payee"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
   <exclusiveGateway id="g" default="small"/>
   <userTask id="Approve" name="审批"><extensionElements><qh:assign role="PM"/><qh:assign role="FIN_HEAD"/></extensionElements></userTask>
   <userTask id="Book" name="登记"><extensionElements><qh:assign role="CASHIER"/></extensionElements></userTask>
   <endEvent id="e"/><endEvent id="e2"/>${flows('s', 'Fill', 'g')}
   <sequenceFlow id="big" sourceRef="g" targetRef="Approve"><conditionExpression>=urgent = true or true</conditionExpression></sequenceFlow>
   <sequenceFlow id="small" sourceRef="g" targetRef="e2"/>${flows('Approve', 'Book', 'e').replaceAll('id="f', 'id="h')}`,
);
const FILLED = { amount: 100, payee: '甲账户', purpose: '购置投影义', urgent: false };
const RIGHT = { name: 'purpose', value: '购置投影仪' } as const;

/** 勘误: two persons, the old text kept, those who signed told. */
export function describeCorrection(name: string, open: () => Promise<OpenedStore>): void {
  describe(`correcting a form, over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      const post = 'pm';
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: ['pm2', 'pm3'].flatMap((id) => [
          fact('person', id, { name: `人员-${id}` }),
          fact('holding', `h-${id}`, { person: id, post, kind: 'formal', document: '任' }),
        ]),
      });
      await bureau.office.publish(REQUEST);
      matter = await bureau.start('Request');
      await accepted(bureau.act(bureau.as('pm'), matter, '填写', { variables: FILLED }));
    });
    afterEach(() => closeReplayed(bureau));

    async function accepted(answer: Promise<Answer>): Promise<void> {
      expect(codesOf(await answer)).toEqual(['accepted']);
    }
    function propose(by: string, change: object = RIGHT, rest: object = {}): Promise<Answer> {
      const command = {
        kind: 'proposeCorrection',
        instance: matter,
        activity: 'Fill',
        change,
        reason: '错别字',
        ...rest,
      };
      return bureau.office.give(bureau.as(by), command as Command);
    }
    function decide(by: string, correction = 1, rest: object = {}): Promise<Answer> {
      const command = { kind: 'decideCorrection', instance: matter, correction, agree: true, ...rest } as const;
      return bureau.office.give(bureau.as(by), command);
    }
    interface Kept {
      readonly corrections: readonly Record<string, unknown>[];
      readonly copies?: Record<string, unknown>;
    }
    async function kept(): Promise<Kept & { variables: WireVariables; trail: readonly TrailRecord[] }> {
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      const flow = JSON.parse(state.flow) as { elements: { id: number; variables: WireVariables }[] };
      const trail = JSON.parse(state.trail) as readonly TrailRecord[];
      return {
        ...(JSON.parse(state.work) as Kept),
        variables: flow.elements.find(({ id }) => id === 0)!.variables,
        trail,
      };
    }

    test('an operator sets nothing that was filled in, and nothing without a reason; what is set is told to those who acted', async () => {
      const set = (variables: WireVariables, reason: string): Promise<Answer> =>
        bureau.office.give(bureau.as('operator'), { kind: 'setVariables', instance: matter, variables, reason });
      const filled = await set({ purpose: '购置投影仪' }, '修复');
      expect(codesOf(filled)).toEqual(['FILLED_BY_OTHERS']);
      expect(filled).toMatchObject({ reasons: [{ message: expect.stringContaining('“填写申请”') }] });
      expect(codesOf(await set({ retry: true }, ' '))).toEqual(['REASON_MISSING']);
      await accepted(set({ retry: true }, '接口参数缺失'));
      const { copies, variables, trail } = await kept();
      expect(variables).toMatchObject({ retry: true, purpose: '购置投影义' });
      expect(Object.keys(copies ?? {})).toEqual(['pm']);
      expect(trail.at(-1)).toMatchObject({ act: 'setVariables', person: 'operator' });
      // It is no hand in any step.
      await accepted(bureau.act(bureau.as('fhead'), matter, '审批'));
    });

    test('whoever took the matter over proposes for those before them, who therefore do not confirm', async () => {
      const list = { from: 'pm', to: 'pm2', witness: 'ihead', document: '交接〔2026〕1号' };
      for (const by of ['pm', 'pm2', 'ihead']) {
        await accepted(bureau.office.give(bureau.as(by), { kind: 'handOver', instance: matter, ...list }));
      }
      await accepted(propose('pm2'));
      expect(codesOf(await decide('pm'))).toEqual(['CORRECTION_SELF']);
      await accepted(decide('pm3'));
    });

    test('one proposes, another confirms: the old text is kept, both are named, those who signed since are told', async () => {
      await accepted(bureau.act(bureau.as('fhead'), matter, '审批'));
      await accepted(propose('pm'));
      expect((await kept()).variables).toMatchObject({ purpose: '购置投影义' });
      await accepted(decide('pm2'));
      const { corrections, copies, variables, trail } = await kept();
      expect(variables).toMatchObject({ purpose: '购置投影仪', payee: '甲账户' });
      expect(corrections).toMatchObject([
        {
          ...{ number: 1, activity: 'Fill', change: RIGHT, before: '购置投影义', reason: '错别字' },
          ...{ proposed: { person: 'pm' }, decided: { person: 'pm2', agreed: true } },
        },
      ]);
      expect(Object.keys(copies ?? {})).toEqual(['fhead']);
      expect(trail.slice(-2).map(({ act, person }) => [act, person])).toEqual([
        ['proposeCorrection', 'pm'],
        ['confirmCorrection', 'pm2'],
      ]);
      // What was signed stands: nothing that was signed on has changed.
      expect(await bureau.openNames(matter)).toEqual(['登记']);
    });

    test('never one person alone, by whatever account, and not as somebody’s delegate', async () => {
      await accepted(propose('pm'));
      const refusal = await decide('pm');
      expect(codesOf(refusal)).toEqual(['CORRECTION_SELF']);
      expect(refusal).toMatchObject({ reasons: [{ message: expect.stringContaining('项目负责人') }] });
      const other = { kind: 'decideCorrection', instance: matter, correction: 1, agree: true } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm', 'a-second'), other))).toEqual(['CORRECTION_SELF']);
      const week = { from: bureau.office.now, to: bureau.office.now + 7 * 86_400_000 };
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: [fact('delegation', 'd', { from: 'pm', to: 'auditing', processes: [], document: '委' }, week)],
      });
      // Whoever stands in for the proposer is the proposer.
      expect(codesOf(await decide('auditing'))).toContain('CORRECTION_SELF');
      await accepted(decide('vinfra'));
    });

    test('by those who may answer for the step, and against whom nothing stands', async () => {
      const stranger = await propose('cashier');
      expect(codesOf(stranger)).toEqual(['CORRECTION_NOT_THEIRS']);
      expect(stranger).toMatchObject({ reasons: [{ message: expect.stringContaining('人员-vinfra') }] });
      expect(codesOf(await propose('operator'))).toEqual(['CORRECTION_NOT_THEIRS']);
      await accepted(bureau.act(bureau.as('pm2'), matter, '审批'));
      // Who approved it does not answer for what was filled in, and who corrected it does not approve.
      expect(codesOf(await propose('pm2'))).toEqual(['SOD_SAME_PERSON']);
      await accepted(propose('pm'));
      expect(codesOf(await decide('pm2'))).toEqual(['SOD_SAME_PERSON']);
      expect(codesOf(await decide('fhead'))).toEqual(['CORRECTION_NOT_THEIRS']);
      await accepted(decide('pm3'));
    });

    test('who confirmed a correction has had a hand in the step', async () => {
      await accepted(propose('pm'));
      await accepted(decide('pm2'));
      expect(codesOf(await bureau.act(bureau.as('pm2'), matter, '审批'))).toEqual(['SOD_SAME_PERSON']);
      await accepted(bureau.act(bureau.as('pm3'), matter, '审批'));
    });

    test('key elements, what decides the way, and what was not filled in there are out of reach', async () => {
      const key = await propose('pm', { name: 'payee', value: '乙账户' });
      expect(codesOf(key)).toEqual(['PROTECTED_DATA']);
      expect(key).toMatchObject({ reasons: [{ message: expect.stringContaining('请在“填写申请”修改') }] });
      expect(codesOf(await propose('pm', { name: 'urgent', value: true }))).toEqual(['CORRECTION_DECISIVE']);
      for (const change of [
        { name: 'other', value: 1 },
        { name: 'purpose', value: FILLED.purpose },
      ]) {
        expect(await propose('pm', change)).toMatchObject({ status: 'rejected' });
      }
      expect(await propose('pm', RIGHT, { activity: 'Book' })).toMatchObject({ status: 'refused' });
      expect(codesOf(await propose('pm', RIGHT, { reason: ' ' }))).toEqual(['REASON_MISSING']);
      expect((await kept()).variables).toMatchObject({ purpose: FILLED.purpose, payee: '甲账户', urgent: false });
    });

    test('is rejected with a reason, proposed once at a time, decided once', async () => {
      await accepted(propose('pm'));
      expect(await propose('pm3')).toMatchObject({ status: 'rejected', code: 'conflict' });
      expect(codesOf(await decide('pm2', 1, { agree: false }))).toEqual(['REASON_MISSING']);
      await accepted(decide('pm2', 1, { agree: false, reason: '原文无误' }));
      expect(await decide('pm3')).toMatchObject({ status: 'rejected', code: 'conflict' });
      expect((await kept()).variables).toMatchObject({ purpose: FILLED.purpose });
      expect(await decide('pm3', 7)).toMatchObject({ status: 'rejected', code: 'conflict' });
      const entries = await bureau.office.entries(`instance:${matter}`);
      const command = {
        kind: 'proposeCorrection',
        instance: matter,
        activity: 'Fill',
        change: RIGHT,
        reason: '错别字',
      } as const;
      const asked = await bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as('pm3'), command });
      expect(codesOf(asked)).toEqual(['accepted']);
      expect(await bureau.office.entries(`instance:${matter}`)).toBe(entries);
    });

    test('minutes get a correction page beside them; the file stays', async () => {
      const [minutes, page] = ['a'.repeat(64), 'b'.repeat(64)];
      const attach = (file: string, digest: string): Promise<Answer> =>
        bureau.office.give(bureau.as('pm'), {
          kind: 'attachFile',
          instance: matter,
          name: file,
          digest,
          size: 4,
          type: 'application/pdf',
        });
      const change = { file: '纪要.pdf', page };
      expect(await propose('pm', change)).toMatchObject({ status: 'rejected', code: 'not-found' });
      await accepted(attach('纪要.pdf', minutes));
      expect(await propose('pm', change)).toMatchObject({ status: 'rejected', code: 'not-found' });
      expect(await propose('pm', { ...change, page: minutes })).toMatchObject({
        status: 'rejected',
        code: 'not-found',
      });
      await accepted(attach('更正页.pdf', page));
      await accepted(propose('pm', change));
      await accepted(decide('pm2'));
      expect((await kept()).corrections).toMatchObject([{ change, decided: { agreed: true } }]);
      const files = await bureau.office.opened.queries.attachments(matter);
      expect(files.map(({ name: file }) => file).sort()).toEqual(['更正页.pdf', '纪要.pdf'].sort());
    });
  });
}
