import type { Answer } from '@quanheng/runtime';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, SEED } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';

const NINE = Array.from({ length: 9 }, (_, i) => `m${i + 1}`);
const OFFICE = '<qh:assign role="PM"/>';

function drawing(meeting: string, acts = `<qh:act name="agenda">${OFFICE}</qh:act>`): string {
  return bpmn(
    'Decision',
    `<startEvent id="Start"/><userTask id="Filing" name="报备"><extensionElements><qh:control kind="filing">
       <qh:act name="file">${OFFICE}</qh:act><qh:act name="receive"><qh:assign role="AUDIT"/></qh:act></qh:control>
     </extensionElements></userTask>
     <userTask id="Meeting" name="集体研究"><extensionElements><qh:control kind="collectiveDecision">${acts}
       <qh:property name="body" value="COMMITTEE"/>${meeting}</qh:control></extensionElements></userTask>
     <userTask id="Carry" name="组织实施"/><endEvent id="End"/><endEvent id="Refused"/><endEvent id="Unfiled"/>
     ${flows('Start', 'Filing')}
     <sequenceFlow id="f" sourceRef="Filing" targetRef="Meeting" qh:outcome="passed"/>
     <sequenceFlow id="u" sourceRef="Filing" targetRef="Unfiled" qh:outcome="failed"/>
     <sequenceFlow id="y" sourceRef="Meeting" targetRef="Carry" qh:outcome="passed"/>
     <sequenceFlow id="n" sourceRef="Meeting" targetRef="Refused" qh:outcome="failed"/>
     <sequenceFlow id="e" sourceRef="Carry" targetRef="End"/>`,
  );
}
const OPEN_VOTE = '<qh:property name="ballot" value="open"/>';
const FILED = '<qh:property name="filing" value="Filing"/>';

/** 三重一大集体决策 through the door (domain §2.d). */
export function describeMeetings(name: string, open: () => Promise<OpenedStore>): void {
  describe(`meetings over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;

    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      const members = NINE.map((person, i) => ({ person, role: i === 0 ? ('chair' as const) : ('member' as const) }));
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: [
          ...NINE.map((id) => fact('person', id, { name: `委员-${id}` })),
          ...NINE.map((id) =>
            fact('holding', `h-${id}`, { person: id, post: 'vice-audit', kind: 'formal', document: '任' }),
          ),
          fact('body', 'COMMITTEE', { name: '党委会', members }),
        ],
      });
    });
    afterEach(() => bureau.office.close());

    async function begin(text: string): Promise<void> {
      await bureau.office.publish(text);
      matter = await bureau.start('Decision');
      await accepted(bureau.approve('pm', matter, '报备'));
      await accepted(bureau.approve('auditing', matter, '接收报备'));
    }
    function scanned(): Promise<Answer> {
      const file = {
        name: '选票.pdf',
        digest: 'b'.repeat(64),
        size: 3,
        type: 'application/pdf',
        evidence: '选票扫描件',
      };
      return bureau.office.give(bureau.as('fhead'), { kind: 'attachFile', instance: matter, ...file });
    }
    async function accepted(answer: Promise<Answer>): Promise<void> {
      expect(codesOf(await answer)).toEqual(['accepted']);
    }
    /** The item of one member's act. */
    async function by(id: string, title: string, outcome = 'approve', opinion = ''): Promise<Answer> {
      const items = (await bureau.open(matter)).filter(
        (item) => item.name.endsWith(`：${title}`) && item.offers.includes(`person:${id}`),
      );
      expect(items).toHaveLength(1);
      const command = { kind: 'completeWork', instance: matter, item: items[0]!.item, outcome, opinion } as const;
      return bureau.office.give(bureau.as(id), command);
    }
    async function convene(present: readonly string[]): Promise<void> {
      await accepted(bureau.approve('pm', matter, '议题确定'));
      for (const member of present) await accepted(by(member, '签到'));
      await accepted(bureau.approve('pm', matter, '开会'));
      for (const member of [...present].reverse()) await accepted(by(member, '发表意见'));
    }
    async function vote(yes: readonly string[], no: readonly string[]): Promise<void> {
      for (const member of yes) await accepted(by(member, '表决'));
      for (const member of no) await accepted(by(member, '表决', 'disapprove'));
    }

    test('acceptance 4: 9 members, 6 present, 5 yes: passes by a majority of the members', async () => {
      await begin(drawing(OPEN_VOTE));
      await convene(NINE.slice(0, 6));
      await vote(NINE.slice(0, 5), NINE.slice(5, 6));
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
    });

    test('nobody goes back over a vote to vote again', async () => {
      await begin(drawing(OPEN_VOTE));
      await convene(NINE.slice(0, 6));
      await vote(NINE.slice(0, 5), NINE.slice(5, 6));
      const item = await bureau.item(matter, '组织实施');
      for (const target of ['Meeting', 'Filing']) {
        const command = { kind: 'returnWork', instance: matter, item, target, reason: '重新表决' } as const;
        expect(codesOf(await bureau.office.give(bureau.as('pm'), command))).toEqual(['RETURN_REFUSED']);
      }
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
    });

    test('acceptance 4: 9 members, 6 present, 5 yes: fails where two thirds are asked for', async () => {
      await begin(drawing(`${OPEN_VOTE}<qh:property name="majority" value="twoThirds"/>`));
      await convene(NINE.slice(0, 6));
      await vote(NINE.slice(0, 5), NINE.slice(5, 6));
      expect(await bureau.office.status(matter)).toBe('completed');
      expect(await bureau.openNames(matter)).toEqual([]);
    });

    test('a tie is no majority, and who stays away has not agreed', async () => {
      await begin(drawing(OPEN_VOTE));
      await convene(NINE.slice(0, 5));
      await vote(NINE.slice(0, 4), NINE.slice(4, 5));
      expect(await bureau.openNames(matter)).toEqual([]);
    });

    test('an absent member has no vote: not on their own item, which is gone, nor on that of another', async () => {
      await begin(drawing(OPEN_VOTE));
      await accepted(bureau.approve('pm', matter, '议题确定'));
      const [signIn] = (await bureau.open(matter)).filter(({ offers }) => offers.includes('person:m9'));
      for (const member of NINE.slice(0, 5)) await accepted(by(member, '签到'));
      await accepted(bureau.approve('pm', matter, '开会'));
      for (const member of [...NINE.slice(0, 5)].reverse()) await accepted(by(member, '发表意见'));
      const tries = (item: string) =>
        bureau.office.give(bureau.as('m9'), { kind: 'completeWork', instance: matter, item, outcome: 'approve' });
      expect(await tries(signIn!.item)).toMatchObject({ status: 'rejected', code: 'conflict' });
      const ballots = (await bureau.open(matter)).filter((item) => item.name.endsWith('：表决'));
      expect(ballots.map(({ offers }) => offers)).toEqual(NINE.slice(0, 5).map((member) => [`person:${member}`]));
      for (const { item } of ballots) expect(codesOf(await tries(item))).toEqual(['NOT_OFFERED']);
    });

    test('acceptance 4: 9 members, 5 present for a cadre matter: no quorum', async () => {
      await begin(drawing(`${OPEN_VOTE}<qh:property name="quorum" value="2/3"/>`));
      await accepted(bureau.approve('pm', matter, '议题确定'));
      for (const member of NINE.slice(0, 5)) await accepted(by(member, '签到'));
      const opened = await bureau.approve('pm', matter, '开会');
      expect(codesOf(opened)).toEqual(['QUORUM_NOT_MET']);
      expect(opened).toMatchObject({ reasons: [{ parameters: { p: 5, q: 6 } }] });
      await accepted(by('m6', '签到'));
      await accepted(bureau.approve('pm', matter, '开会'));
    });

    test('the chair speaks last', async () => {
      await begin(drawing(OPEN_VOTE));
      await accepted(bureau.approve('pm', matter, '议题确定'));
      for (const member of NINE.slice(0, 5)) await accepted(by(member, '签到'));
      await accepted(bureau.approve('pm', matter, '开会'));
      const early = await by('m1', '发表意见');
      expect(codesOf(early)).toEqual(['CHAIR_LAST']);
      expect(early).toMatchObject({ reasons: [{ parameters: { n: 4 } }] });
      for (const member of NINE.slice(1, 5)) await accepted(by(member, '发表意见'));
      await accepted(by('m1', '发表意见'));
    });

    test('an objection to the procedure lets the meeting stand still until whoever set the agenda has answered it', async () => {
      const object = (person: string, reason = '议题材料未提前发给成员') =>
        bureau.office.give(bureau.as(person), {
          kind: 'objectToPublicity',
          instance: matter,
          activity: 'Meeting',
          reason,
        });
      await begin(drawing(OPEN_VOTE + '<qh:property name="observer" value="audit-head"/>'));
      expect(await object('m2')).toMatchObject({ status: 'rejected', code: 'conflict' });
      await accepted(bureau.approve('pm', matter, '议题确定'));
      for (const member of NINE.slice(0, 6)) await accepted(by(member, '签到'));
      expect(codesOf(await object('cashier'))).toEqual(['OBJECTION_NOT_THEIRS']);
      expect(codesOf(await object('m2', ' '))).toEqual(['REASON_MISSING']);
      await accepted(object('m2'));
      expect(await object('m3')).toMatchObject({ status: 'rejected', code: 'conflict' });
      expect(codesOf(await bureau.approve('pm', matter, '开会'))).toEqual(['PROCEDURE_OBJECTED']);
      const answer = '答复程序异议（第1次）';
      expect(codesOf(await bureau.approve('pm', matter, answer))).toEqual(['OPINION_MISSING']);
      const words = { outcome: 'approve', opinion: '已补发，会议顺延一日' };
      await accepted(bureau.act(bureau.as('pm'), matter, answer, words));
      await accepted(bureau.approve('pm', matter, '开会'));
      for (const member of NINE.slice(1, 6)) await accepted(by(member, '发表意见'));
      await accepted(object('m3', '主持人引导表态'));
      expect(codesOf(await by('m1', '发表意见'))).toEqual(['PROCEDURE_OBJECTED']);
      await accepted(bureau.act(bureau.as('pm'), matter, '答复程序异议（第2次）', words));
      await accepted(by('m1', '发表意见'));
      await vote(NINE.slice(0, 5), NINE.slice(5, 6));
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
    });

    test('who recuses themselves has no vote and stays in the base; an objection needs a reason', async () => {
      await begin(drawing(OPEN_VOTE));
      await accepted(bureau.approve('pm', matter, '议题确定'));
      expect(codesOf(await by('m9', '签到', 'recuse'))).toEqual(['OPINION_MISSING']);
      await accepted(by('m9', '签到', 'recuse', '申请人系近亲属'));
      for (const member of NINE.slice(0, 6)) await accepted(by(member, '签到'));
      await accepted(bureau.approve('pm', matter, '开会'));
      expect(codesOf(await by('m2', '发表意见', 'disapprove'))).toEqual(['OPINION_MISSING']);
      for (const member of NINE.slice(1, 6)) await accepted(by(member, '发表意见', 'defer', '再议'));
      await accepted(by('m1', '发表意见'));
      expect((await bureau.open(matter)).some(({ offers }) => offers.includes('person:m9'))).toBe(false);
      await vote(NINE.slice(0, 5), NINE.slice(5, 6));
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
    });

    test('nobody votes for another', async () => {
      const week = { from: bureau.office.now, to: bureau.office.now + 7 * 86_400_000 };
      const delegation = { from: 'm1', to: 'pm', processes: [], document: '委〔2026〕1号' };
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: [fact('delegation', 'd1', delegation, week)],
      });
      await begin(drawing(OPEN_VOTE));
      await accepted(bureau.approve('pm', matter, '议题确定'));
      const [item] = (await bureau.open(matter)).filter(({ offers }) => offers.includes('person:m1'));
      const command = { kind: 'completeWork', instance: matter, item: item!.item, outcome: 'approve' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm'), command))).toEqual(['IN_PERSON']);
    });

    test('acceptance 3: filed on Monday: refused on Tuesday, allowed on Wednesday', async () => {
      bureau.office.now = Date.UTC(2026, 10, 16, 1);
      await begin(drawing(OPEN_VOTE + FILED));
      await accepted(bureau.approve('pm', matter, '议题确定'));
      for (const member of NINE.slice(0, 5)) await accepted(by(member, '签到'));
      bureau.office.now = Date.UTC(2026, 10, 17, 6);
      const tuesday = await bureau.approve('pm', matter, '开会');
      expect(codesOf(tuesday)).toEqual(['FILING_TOO_LATE']);
      expect(tuesday).toMatchObject({ reasons: [{ message: expect.stringContaining('2026年11月18日') }] });
      bureau.office.now = Date.UTC(2026, 10, 18, 1);
      await accepted(bureau.approve('pm', matter, '开会'));
    });

    test.each([
      ['across 国庆', '2026-09-30', '2026-10-08', '2026-10-09'],
      ['up to a Saturday that is worked', '2026-10-08', '2026-10-09', '2026-10-10'],
      ['across a Saturday that is worked', '2026-10-09', '2026-10-10', '2026-10-12'],
    ])('acceptance 3: filed %s on %s: refused on %s, allowed on %s', async (_what, filed, early, allowed) => {
      const china = (day: string): number => Date.parse(`${day}T10:00+08:00`);
      const holidays = Array.from({ length: 7 }, (_, i) => `2026-10-0${i + 1}`);
      await bureau.change(
        fact('calendar', 'statutory:2026', { holidays, workdays: ['2026-10-10'], document: '放假通知' }),
      );
      bureau.office.now = china(filed);
      await begin(drawing(OPEN_VOTE + FILED));
      await accepted(bureau.approve('pm', matter, '议题确定'));
      for (const member of NINE.slice(0, 5)) await accepted(by(member, '签到'));
      bureau.office.now = china(early);
      const refused = await bureau.approve('pm', matter, '开会');
      expect(codesOf(refused)).toEqual(['FILING_TOO_LATE']);
      const [year, month, day] = allowed.split('-').map(Number);
      expect(refused).toMatchObject({
        reasons: [{ parameters: { n: 1, date: expect.stringContaining(`${year}年${month}月${day}日`) } }],
      });
      bureau.office.now = china(allowed);
      await accepted(bureau.approve('pm', matter, '开会'));
    });

    test('a paper ballot is counted by one and witnessed by another, and both say the same', async () => {
      const counters = `<qh:act name="agenda">${OFFICE}</qh:act><qh:act name="count"><qh:assign role="FIN_HEAD"/></qh:act>
        <qh:act name="witness"><qh:assign role="FIN_HEAD"/><qh:evidence name="选票扫描件"/></qh:act>`;
      await begin(drawing('<qh:property name="ballot" value="secret"/>', counters));
      await convene(NINE.slice(0, 6));
      const tally = { approve: 5, disapprove: 1, defer: 0 };
      const count = (id: string, title: string, votes: typeof tally) =>
        bureau.act(bureau.as(id), matter, title, { outcome: 'approve', tally: votes });
      expect(await count('fhead', '计票', { ...tally, approve: 6 })).toMatchObject({
        status: 'rejected',
        code: 'invalid',
      });
      expect(await bureau.approve('fhead', matter, '计票')).toMatchObject({ status: 'rejected', code: 'invalid' });
      await accepted(count('fhead', '计票', tally));
      expect(codesOf(await count('fhead', '监票', tally))[0]).toBe('SOD_SAME_PERSON');
      expect(await count('both', '监票', tally)).toMatchObject({
        reasons: [{ code: 'EVIDENCE_MISSING', parameters: { list: '选票扫描件' } }],
      });
      await accepted(scanned());
      const other = await count('both', '监票', { ...tally, approve: 4, defer: 1 });
      expect(other).toMatchObject({ status: 'rejected', message: expect.stringContaining('不一致') });
      await accepted(count('both', '监票', tally));
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
    });
  });
}
