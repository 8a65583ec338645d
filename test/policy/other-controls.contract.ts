import { stateFromJson, type StateJson } from '@quanheng/engine';
import { stepView, type Work } from '@quanheng/policy';
import { DefinitionCatalogue, NODE_HASHING, OrganisationCache } from '@quanheng/runtime';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, SEED, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';

/** start, the control, what follows when it passed; the end when it did not. */
function drawing(control: string): string {
  return bpmn(
    'Controlled',
    `<startEvent id="Start"/><userTask id="Control" name="环节"><extensionElements>${control}<qh:assign role="AUDIT"/></extensionElements>
     </userTask><userTask id="Next" name="后续"/><endEvent id="End"/><endEvent id="Refused"/>${flows('Start', 'Control')}
     <sequenceFlow id="y" sourceRef="Control" targetRef="Next" qh:outcome="passed"/>
     <sequenceFlow id="n" sourceRef="Control" targetRef="Refused" qh:outcome="failed"/>
     <sequenceFlow id="e" sourceRef="Next" targetRef="End"/>`,
  );
}
const act = (name: string, role: string, rest = ''): string =>
  `<qh:act name="${name}"><qh:assign role="${role}"/>${rest}</qh:act>`;

/** 检查, 会签, 公示, 书面征求意见 through the door. */
export function describeOtherControls(name: string, open: () => Promise<OpenedStore>): void {
  describe(`checks, countersignatures, publicity and opinions over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
    });
    afterEach(() => bureau.office.close());

    async function begin(control: string): Promise<string> {
      await bureau.office.publish(drawing(control));
      return bureau.start('Controlled');
    }
    async function says(id: string, instance: string, part: string, outcome: string, opinion = ''): Promise<string> {
      return codesOf(await bureau.act(bureau.as(id), instance, part, { outcome, opinion })).join();
    }
    /** What those who are asked are told of it that nobody may answer. */
    async function silenceOf(instance: string): Promise<readonly unknown[]> {
      const { queries } = bureau.office.opened;
      const row = (await queries.instance(instance))!;
      const flow = stateFromJson(JSON.parse(row.state.flow) as StateJson);
      const definition = await new DefinitionCatalogue(queries).get(row.definition);
      const view = { definition, flow, work: JSON.parse(row.state.work) as Work };
      const organisation = await new OrganisationCache(queries).view(UNIT, await queries.organisationVersion(UNIT));
      const around = { organisation, at: bureau.office.now, digest: (text: string) => NODE_HASHING.text(text) };
      return (await bureau.open(instance)).map((item) => stepView(view, item, around)?.silence);
    }
    const NO = ['disapprove', '不符合规定'] as const;

    test('a check demands that what is to be looked at was ticked', async () => {
      const matter = await begin(
        '<qh:control kind="check"><qh:property name="verify" value="合同 发票"/></qh:control>',
      );
      expect(await says('auditing', matter, '环节', 'approve')).toBe('OPINION_MISSING');
      const half = { outcome: 'approve', verified: ['合同'] };
      expect(codesOf(await bureau.act(bureau.as('auditing'), matter, '环节', half))).toEqual(['OPINION_MISSING']);
      const all = { outcome: 'approve', verified: ['发票', '合同'] };
      expect(codesOf(await bureau.act(bureau.as('auditing'), matter, '环节', all))).toEqual(['accepted']);
      expect(await bureau.openNames(matter)).toEqual(['后续']);
    });

    test('a check that said no leads where the drawing says, or nowhere', async () => {
      const matter = await begin('<qh:control kind="check"/>');
      expect(await says('auditing', matter, '环节', ...NO)).toBe('accepted');
      expect(await bureau.office.status(matter)).toBe('completed');
      await bureau.office.publish(
        bpmn(
          'NoWayOut',
          `<startEvent id="s"/><userTask id="c" name="环节"><extensionElements><qh:control kind="check"/></extensionElements></userTask>
           <endEvent id="e"/>${flows('s', 'c', 'e')}`,
        ),
      );
      const other = await bureau.start('NoWayOut');
      expect(await says('auditing', other, '环节', ...NO)).toBe('OUTCOME_NOT_DRAWN');
      expect(await says('auditing', other, '环节', 'approve')).toBe('accepted');
    });

    test('a countersignature by a part of those asked', async () => {
      const three = act('甲', 'INFRA_HEAD') + act('乙', 'FIN_AUDITOR') + act('丙', 'AUDIT');
      const ratio = '<qh:property name="mode" value="ratio"/><qh:property name="ratio" value="2/3"/>';
      const control = `<qh:control kind="countersign">${three}${ratio}</qh:control>`;
      const passed = await begin(control);
      expect(await says('ihead', passed, '甲', ...NO)).toBe('accepted');
      expect(await says('fauditor', passed, '乙', 'approve')).toBe('accepted');
      expect(await bureau.openNames(passed)).toEqual(['环节：丙']);
      expect(await says('auditing', passed, '丙', 'approve')).toBe('accepted');
      expect(await bureau.openNames(passed)).toEqual(['后续']);

      const failed = await bureau.start('Controlled');
      expect(await says('ihead', failed, '甲', ...NO)).toBe('accepted');
      expect(await says('auditing', failed, '丙', ...NO)).toBe('accepted');
      expect(await bureau.office.status(failed)).toBe('completed');
    });

    test('a countersignature of one after the other', async () => {
      const two = act('甲', 'INFRA_HEAD') + act('乙', 'FIN_AUDITOR');
      const matter = await begin(
        `<qh:control kind="countersign">${two}<qh:property name="mode" value="sequential"/></qh:control>`,
      );
      expect(await bureau.openNames(matter)).toEqual(['环节：甲']);
      expect(await says('ihead', matter, '甲', 'approve')).toBe('accepted');
      expect(await bureau.openNames(matter)).toEqual(['环节：乙']);
      expect(await says('fauditor', matter, '乙', 'approve')).toBe('accepted');
      expect(await bureau.openNames(matter)).toEqual(['后续']);
    });

    test('acceptance 5: five working days of publicity from Friday 2026-11-20 end on Friday 2026-11-27 at 24:00', async () => {
      bureau.office.now = Date.UTC(2026, 10, 20, 2);
      const acts = act('publish', 'PM') + act('answer', 'AUDIT');
      const matter = await begin(
        `<qh:control kind="publicity">${acts}<qh:property name="days" value="5"/></qh:control>`,
      );
      expect(await says('pm', matter, '发布公示', 'approve')).toBe('accepted');
      // 23:59:59.999 of the last day in China.
      bureau.office.now = Date.UTC(2026, 10, 27, 16) - 1;
      const early = await bureau.approve('pm', matter, '结束公示');
      expect(codesOf(early)).toEqual(['PUBLICITY_SHORT']);
      expect(early).toMatchObject({ reasons: [{ message: expect.stringContaining('2026年11月27日') }] });
      bureau.office.now += 1;
      expect(await says('pm', matter, '结束公示', 'approve')).toBe('accepted');
      expect(await bureau.openNames(matter)).toEqual(['后续']);
    });

    test('an objection stops the exit until somebody else has dealt with it', async () => {
      const acts = act('publish', 'PM') + act('answer', 'AUDIT');
      const matter = await begin(
        `<qh:control kind="publicity">${acts}<qh:property name="days" value="5"/></qh:control>`,
      );
      const object = {
        kind: 'objectToPublicity',
        instance: matter,
        activity: 'Control',
        reason: '与事实不符',
      } as const;
      const early = await bureau.office.give(bureau.as('cashier'), object);
      expect(early).toMatchObject({ status: 'rejected', code: 'conflict' });
      expect(await says('pm', matter, '发布公示', 'approve')).toBe('accepted');
      expect(codesOf(await bureau.office.give(bureau.as('cashier'), { ...object, reason: ' ' }))).toEqual([
        'REASON_MISSING',
      ]);
      expect(codesOf(await bureau.office.give(bureau.as('sysadmin'), object))).toEqual(['ADMINISTRATOR_IN_BUSINESS']);
      expect(codesOf(await bureau.office.give(bureau.as('cashier'), object))).toEqual(['accepted']);
      expect(codesOf(await bureau.office.give(bureau.as('auditing'), object))).toEqual(['accepted']);
      bureau.office.now += 9 * 86_400_000;
      const closing = await bureau.approve('pm', matter, '结束公示');
      expect(codesOf(closing)).toEqual(['OBJECTION_OPEN']);
      expect(closing).toMatchObject({ reasons: [{ parameters: { n: 2 } }] });
      // Not upheld, with a reason; and never by whoever objected.
      expect(await says('auditing', matter, '第1件', 'disapprove', '经核实不成立')).toBe('SOD_SAME_PERSON');
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: [
          fact('holding', 'h-fhead-audit', { person: 'fhead', post: 'checker', kind: 'formal', document: '任' }),
        ],
      });
      expect(await says('fhead', matter, '第1件', 'disapprove', '经核实不成立')).toBe('accepted');
      expect(codesOf(await bureau.approve('pm', matter, '结束公示'))).toEqual(['OBJECTION_OPEN']);
      expect(await says('fhead', matter, '第2件', 'disapprove', '经核实不成立')).toBe('accepted');
      expect(await says('pm', matter, '结束公示', 'approve')).toBe('accepted');
      expect(await bureau.openNames(matter)).toEqual(['后续']);
      expect(await bureau.office.give(bureau.as('cashier'), object)).toMatchObject({
        status: 'rejected',
        code: 'conflict',
      });
    });

    test('an objection that is upheld ends the publicity', async () => {
      const acts = act('publish', 'PM') + act('answer', 'AUDIT');
      const matter = await begin(
        `<qh:control kind="publicity">${acts}<qh:property name="days" value="5"/></qh:control>`,
      );
      expect(await says('pm', matter, '发布公示', 'approve')).toBe('accepted');
      const object = {
        kind: 'objectToPublicity',
        instance: matter,
        activity: 'Control',
        reason: '与事实不符',
      } as const;
      expect(codesOf(await bureau.office.give(bureau.as('cashier'), object))).toEqual(['accepted']);
      expect(await says('auditing', matter, '第1件', 'approve', '反映属实')).toBe('accepted');
      expect(await bureau.office.status(matter)).toBe('completed');
    });

    test('a written opinion: silence is consent where the drawing names the days and the article, and not a moment earlier', async () => {
      bureau.office.now = Date.UTC(2026, 10, 20, 2);
      const two = act('组织', 'AUDIT') + act('协管方', 'FIN_HEAD');
      const said = '<qh:property name="silenceDays" value="31"/><qh:basis article="第34条" mark="C:CADRE14"/>';
      const matter = await begin(`<qh:control kind="writtenOpinion">${two}${said}</qh:control>`);
      // 31 days after Friday 2026-11-20 are over with Monday 2026-12-21 in China.
      const due = Date.UTC(2026, 11, 21, 16);
      expect((await bureau.open(matter)).map((item) => item.due)).toEqual([due, due]);
      expect(await silenceOf(matter)).toEqual(['approve', 'approve']);
      expect(await says('auditing', matter, '组织', 'approve')).toBe('accepted');
      const { rows } = await bureau.office.opened.queries.timers(UNIT, { instance: matter }, { limit: 10 });
      const [timer] = rows;
      const fire = { kind: 'fireTimer', instance: matter, subscription: timer?.subscription ?? 0 } as const;
      const system = { kind: 'system', name: 'timer' } as const;
      bureau.office.now = due - 1;
      expect(await bureau.office.give(system, fire)).toMatchObject({ status: 'rejected', code: 'conflict' });
      expect(await bureau.openNames(matter)).toEqual(['环节：协管方']);
      bureau.office.now = due;
      await bureau.office.must(system, fire);
      expect(await bureau.openNames(matter)).toEqual(['后续']);
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      const records = JSON.parse(state.trail) as readonly { readonly act: string }[];
      expect(records.filter(({ act: done }) => done === 'deemed')).toMatchObject([
        { person: 'system:timer', adviceOn: '协管方', outcome: 'approve', documents: ['第34条'], activity: 'Control' },
      ]);
    });

    test('a written opinion: who has said no in time is not taken to agree later', async () => {
      const said = '<qh:property name="silenceDays" value="31"/><qh:basis article="第34条" mark="C:CADRE14"/>';
      const matter = await begin(`<qh:control kind="writtenOpinion">${act('协管方', 'FIN_HEAD')}${said}</qh:control>`);
      expect(await says('fhead', matter, '协管方', ...NO)).toBe('accepted');
      expect(await bureau.office.status(matter)).toBe('completed');
      expect((await bureau.office.opened.queries.timers(UNIT, { instance: matter }, { limit: 10 })).rows).toEqual([]);
    });

    test('a written opinion: everybody is heard, and silence is no consent', async () => {
      const two = act('纪检', 'AUDIT') + act('财务', 'FIN_HEAD');
      const matter = await begin(`<qh:control kind="writtenOpinion">${two}</qh:control>`);
      expect(await silenceOf(matter)).toEqual([null, null]);
      expect(await says('auditing', matter, '纪检', ...NO)).toBe('accepted');
      bureau.office.now += 365 * 86_400_000;
      expect(await bureau.openNames(matter)).toEqual(['环节：财务']);
      expect(await says('fhead', matter, '财务', 'approve')).toBe('accepted');
      expect(await bureau.office.status(matter)).toBe('completed');
      expect(await bureau.openNames(matter)).toEqual([]);
    });
  });
}
