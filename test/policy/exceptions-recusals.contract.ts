import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';

const SEVEN = Array.from({ length: 7 }, (_, i) => `m${i + 1}`);

function meeting(
  properties: string,
  referred = '<sequenceFlow id="r" sourceRef="Meeting" targetRef="Above" qh:outcome="referred"/>',
) {
  return bpmn(
    'Decision',
    `<startEvent id="Start"/><userTask id="Draft" name="起草"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
     <userTask id="Meeting" name="集体研究"><extensionElements><qh:control kind="collectiveDecision">
       <qh:act name="agenda"><qh:assign role="PM"/></qh:act><qh:property name="body" value="COMMITTEE"/>
       <qh:property name="ballot" value="open"/>${properties}</qh:control></extensionElements></userTask>
     <userTask id="Carry" name="组织实施"/><userTask id="Above" name="报上级决定"/><endEvent id="End"/><endEvent id="Refused"/><endEvent id="Told"/>
     ${flows('Start', 'Draft', 'Meeting')}
     <sequenceFlow id="y" sourceRef="Meeting" targetRef="Carry" qh:outcome="passed"/>
     <sequenceFlow id="n" sourceRef="Meeting" targetRef="Refused" qh:outcome="failed"/>${referred}
     <sequenceFlow id="e" sourceRef="Carry" targetRef="End"/><sequenceFlow id="t" sourceRef="Above" targetRef="Told"/>`,
  );
}
const TWO_THIRDS = '<qh:property name="majority" value="twoThirds"/>';

interface Kept {
  readonly act: string;
  readonly person: string;
  readonly outcome?: string;
  readonly attendance?: string;
}

/** 回避过多 through the door (domain §6.6): the matter is referred to the superior, neither hanging nor failing. */
export function describeRecusals(name: string, open: () => Promise<OpenedStore>): void {
  describe(`too many recusals over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      const members = SEVEN.map((person, i) => ({ person, role: i === 0 ? ('chair' as const) : ('member' as const) }));
      await bureau.change(
        ...SEVEN.map((id) => fact('person', id, { name: `委员-${id}` })),
        ...SEVEN.map((id) =>
          fact('holding', `h-${id}`, { person: id, post: 'vice-audit', kind: 'formal', document: '任' }),
        ),
        fact('body', 'COMMITTEE', { name: '党委会', members }),
      );
    });
    afterEach(() => bureau.office.close());

    async function convene(text: string): Promise<void> {
      await bureau.office.publish(text);
      matter = await bureau.start('Decision');
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '起草'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('pm', matter, '议题确定'))).toEqual(['accepted']);
    }
    async function signIn(id: string, rest: object): Promise<string> {
      const mine = (await bureau.open(matter)).filter(({ offers }) => offers.includes(`person:${id}`));
      expect(mine.map(({ name: title }) => title)).toEqual(['集体研究：签到']);
      const command = {
        kind: 'completeWork',
        instance: matter,
        item: mine[0]!.item,
        outcome: 'approve',
        ...rest,
      } as const;
      const answer = await bureau.office.give(bureau.as(id), command);
      return answer.status === 'rejected' ? answer.code : codesOf(answer).join();
    }
    async function recuse(...ids: readonly string[]): Promise<void> {
      for (const id of ids) expect(await signIn(id, { outcome: 'recuse', opinion: '系申请人亲属' })).toBe('accepted');
    }
    async function trail(): Promise<readonly Kept[]> {
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      return JSON.parse(state.trail) as readonly Kept[];
    }

    test('without a quorum left the matter goes to the superior, with who recused and why on record', async () => {
      await convene(meeting(''));
      await recuse('m2', 'm3', 'm4');
      // Four of seven could still come, which is the quorum, and agree.
      expect(await bureau.openNames(matter)).toContain('集体研究：签到');
      expect(await signIn('m5', { outcome: 'recuse' })).toBe('OPINION_MISSING');
      await recuse('m5');
      expect(await bureau.openNames(matter)).toEqual(['报上级决定']);
      const recused = (await trail()).filter(({ outcome }) => outcome === 'recuse').map(({ person }) => person);
      expect(recused).toEqual(['m2', 'm3', 'm4', 'm5']);
      const entries = await bureau.office.opened.queries.entries('u1', `instance:${matter}`, 1, 100);
      expect(entries.filter(({ content }) => JSON.stringify(content).includes('系申请人亲属'))).toHaveLength(4);
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      expect(JSON.parse(state.work)).toMatchObject({ ended: { Meeting: { outcome: 'referred' } } });
    });

    test('nor where those who are left could not agree by the majority that is asked for', async () => {
      await convene(meeting(TWO_THIRDS));
      await recuse('m2', 'm3');
      expect(await bureau.openNames(matter)).not.toContain('报上级决定');
      await recuse('m4');
      expect(await bureau.openNames(matter)).toEqual(['报上级决定']);
    });

    test('unless the unit says that the recused leave the base of the vote', async () => {
      const rule = { value: 'leave', document: '规〔2026〕1号', basis: [{ article: '议事规则', mark: 'D' }] };
      await bureau.change(fact('unitRule', 'recusalDenominator', rule, { from: bureau.office.now }));
      await convene(meeting(TWO_THIRDS));
      await recuse('m2', 'm3', 'm4');
      expect(await bureau.openNames(matter)).not.toContain('报上级决定');
      for (const id of ['m1', 'm5', 'm6', 'm7']) expect(await signIn(id, {})).toBe('accepted');
      expect(codesOf(await bureau.approve('pm', matter, '开会'))).toEqual(['accepted']);
    });

    test('who merely stays away refers nothing', async () => {
      await convene(meeting(''));
      expect(await signIn('m1', {})).toBe('accepted');
      expect(codesOf(await bureau.approve('pm', matter, '开会'))).toEqual(['QUORUM_NOT_MET']);
      expect(await bureau.openNames(matter)).not.toContain('报上级决定');
    });

    test('where the drawing knows no superior nobody is kept from recusing, and it can be returned', async () => {
      await convene(meeting('', '<sequenceFlow id="r" sourceRef="Meeting" targetRef="Above" qh:outcome="failed"/>'));
      await recuse('m2', 'm3', 'm4', 'm5');
      const opening = await bureau.approve('pm', matter, '开会');
      expect(codesOf(opening)).toEqual(['TOO_MANY_RECUSED', 'CHAIR_ABSENT']);
      expect(opening).toMatchObject({ reasons: [{ parameters: { n: 4, p: 3 } }, {}] });
      const item = await bureau.item(matter, '开会');
      const back = { kind: 'returnWork', instance: matter, item, target: 'Draft', reason: '报上级决定' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm'), back))).toEqual(['accepted']);
      expect(await bureau.openNames(matter)).toEqual(['起草']);
    });

    test('what was referred is no decision: nothing rests on it', async () => {
      const around = meeting('').replace(
        '<userTask id="Above" name="报上级决定"/>',
        '<serviceTask id="Above" qh:handler="treasury-payment"/>',
      );
      await bureau.change(fact('processBinding', 'Decision', await paying()));
      await convene(around);
      await recuse('m2', 'm3', 'm4');
      expect(await signIn('m5', { outcome: 'recuse', opinion: '系申请人亲属' })).toBe('DUAL_MISSING');
    });
    /** What another process that pays is bound to. */
    async function paying() {
      const rows = await bureau.office.opened.queries.facts('u1', 0, 100);
      const bound = rows.map(({ fact: each }) => each).find((each) => each.kind === 'processBinding');
      if (bound?.kind !== 'processBinding') throw new Error('no process is bound');
      return bound.data;
    }

    test('attendance by video is on record, of a sign-in and of nothing else', async () => {
      await convene(meeting(''));
      expect(await signIn('m1', { attendance: 'inPerson' })).toBe('accepted');
      expect(await signIn('m2', { attendance: 'video' })).toBe('accepted');
      expect((await trail()).filter(({ act }) => act === 'present')).toEqual([
        expect.objectContaining({ person: 'm1', attendance: 'inPerson' }),
        expect.objectContaining({ person: 'm2', attendance: 'video' }),
      ]);
      for (const id of ['m3', 'm4']) expect(await signIn(id, {})).toBe('accepted');
      const odd = await bureau.act(bureau.as('pm'), matter, '开会', { outcome: 'approve', attendance: 'video' });
      expect(odd).toMatchObject({ status: 'rejected', code: 'invalid' });
    });
  });
}
