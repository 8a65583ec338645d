import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, UNIT } from '../contract/office.js';
import { fact } from './bureau.js';
import { Desk } from './desk.js';

const role = (name: string): string => `<qh:assign role="${name}"/>`;
const task = (id: string, name: string, inside: string): string =>
  `<userTask id="${id}" name="${name}"><extensionElements>${inside}</extensionElements></userTask>`;
const check = (of: string): string => `<qh:control kind="check"><qh:act name="甲">${role(of)}</qh:act></qh:control>`;

const DRAWING = bpmn(
  'Honest',
  `<startEvent id="Start"/>${task('Fill', '填写', role('PM'))}${task('Look', '审阅', role('AUDIT'))}
   ${task('Check', '检查', check('AUDIT'))}<endEvent id="End"/><endEvent id="Refused"/>${flows('Start', 'Fill', 'Look', 'Check')}
   <sequenceFlow id="y" sourceRef="Check" targetRef="End" qh:outcome="passed"/>
   <sequenceFlow id="n" sourceRef="Check" targetRef="Refused" qh:outcome="failed"/>`,
);
const RENAMED = DRAWING.replaceAll('"Look"', '"Review"');
const MEETING = bpmn(
  'Body',
  `<startEvent id="Start"/>${task(
    'Meet',
    '集体决策',
    `<qh:control kind="collectiveDecision"><qh:property name="body" value="board"/><qh:property name="ballot" value="open"/>
     <qh:act name="agenda">${role('PM')}</qh:act></qh:control>`,
  )}<endEvent id="End"/><endEvent id="Refused"/>${flows('Start', 'Meet')}
   <sequenceFlow id="y" sourceRef="Meet" targetRef="End" qh:outcome="passed"/>
   <sequenceFlow id="n" sourceRef="Meet" targetRef="Refused" qh:outcome="failed"/>`,
);

/** 申请回避, 重新分派 through the door. */
export function describeRecusals(name: string, open: () => Promise<OpenedStore>): void {
  describe(`recusals over ${name}`, () => {
    let desk: Desk;
    let matter: string;

    beforeEach(async () => {
      desk = await Desk.open(await open(), DRAWING, ['audit2', 'checker']);
      matter = await desk.start('Honest');
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
    });
    afterEach(() => desk.close());

    async function recuses(id: string, part: string, why = '本人近亲属为供应商'): Promise<string> {
      return desk.does(id, {
        ...{ kind: 'recuseWork', instance: matter, item: await desk.bureau.item(matter, part), reason: why },
      });
    }
    async function reoffers(id: string, part: string): Promise<string> {
      const item = await desk.bureau.item(matter, part);
      return desk.does(id, { kind: 'reofferWork', instance: matter, item });
    }

    /** Somebody of another department is there for the time being. */
    async function standsIn(): Promise<void> {
      const data = { person: 'fauditor', post: 'checker', kind: 'temporary', document: '任3' } as const;
      await desk.bureau.change(fact('holding', 'h-fauditor-checker', data, { to: desk.bureau.office.now + 9e9 }));
    }

    test('whoever had taken it gives it back, and does it never more: not after a return, nor as anybody’s delegate', async () => {
      const item = await desk.bureau.item(matter, '审阅');
      expect(await desk.does('auditing', { kind: 'claimWork', instance: matter, item })).toBe('accepted');
      expect(await recuses('auditing', '审阅')).toBe('accepted');
      expect(await desk.row(matter, '审阅')).toMatchObject({ assignee: null, offers: ['role:AUDIT'] });
      expect(await recuses('auditing', '审阅')).toBe('rejected');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('RECUSE_REQUIRED');
      expect(await desk.does('auditing', { kind: 'claimWork', instance: matter, item })).toBe('RECUSE_REQUIRED');

      const from = desk.bureau.office.now;
      const span = { from, to: from + 9e7 };
      await desk.bureau.change(
        fact('delegation', 'd1', { from: 'audit2', to: 'auditing', processes: [], document: '委1' }, span),
        fact('delegation', 'd2', { from: 'auditing', to: 'cashier', processes: [], document: '委2' }, span),
        // In no post of that kind any more: what is left is acting for the colleague.
        { change: 'end', kind: 'holding', id: 'h-auditing-checker', at: from },
        fact('post', 'desk', { name: '内勤', department: 'AUDIT', roles: ['DESK'] }),
        fact('holding', 'h-desk', { person: 'auditing', post: 'desk', kind: 'formal', document: '任1' }, { from }),
      );
      expect(await desk.completes('auditing', matter, '审阅')).toBe('RECUSE_REQUIRED');
      expect(await desk.completes('cashier', matter, '审阅')).toBe('NOT_OFFERED');
      await desk.bureau.change(
        fact(
          'holding',
          'h-auditing-checker',
          { person: 'auditing', post: 'checker', kind: 'formal', document: '任2' },
          { from },
        ),
      );
      expect(await desk.completes('cashier', matter, '审阅')).toBe('RECUSE_REQUIRED');
      expect(await desk.completes('audit2', matter, '审阅')).toBe('accepted');
    });

    test('whoever recused themselves finds it in their inbox no longer, others do; nor when it comes to them anew', async () => {
      const inbox = async (id: string): Promise<readonly string[]> => {
        const filter = { unit: UNIT, box: 'open', person: id, offers: ['role:AUDIT', `person:${id}`] } as const;
        const { rows } = await desk.bureau.office.opened.queries.items(filter, { limit: 10 });
        return rows.map(({ activity }) => activity);
      };
      expect([await inbox('auditing'), await inbox('audit2')]).toEqual([['Look'], ['Look']]);
      expect(await recuses('auditing', '审阅')).toBe('accepted');
      expect([await inbox('auditing'), await inbox('audit2')]).toEqual([[], ['Look']]);
      const item = await desk.bureau.item(matter, '审阅');
      expect(await desk.does('audit2', { kind: 'claimWork', instance: matter, item })).toBe('accepted');
      expect(await desk.does('audit2', { kind: 'releaseWork', instance: matter, item })).toBe('accepted');
      expect([await inbox('auditing'), await inbox('audit2')]).toEqual([[], ['Look']]);
      expect(await desk.completes('audit2', matter, '审阅')).toBe('accepted');
      // Another activity is another matter of interests; back at this one it is the same.
      expect([await inbox('auditing'), await inbox('audit2')]).toEqual([['Check'], ['Check']]);
      const check = await desk.bureau.item(matter, '检查');
      const back = { kind: 'returnWork', instance: matter, item: check, target: 'Look', reason: '请重审' } as const;
      expect(await desk.does('audit2', back)).toBe('accepted');
      expect([await inbox('auditing'), await inbox('audit2')]).toEqual([[], ['Look']]);
    });

    test('a delegate of whoever recused themselves is refused, and the refusal names who can act', async () => {
      const from = desk.bureau.office.now;
      await desk.bureau.change(
        fact(
          'delegation',
          'd2',
          { from: 'auditing', to: 'cashier', processes: [], document: '委2' },
          { from, to: from + 9e7 },
        ),
      );
      expect(await recuses('auditing', '审阅')).toBe('accepted');
      const item = await desk.bureau.item(matter, '审阅');
      const answer = await desk.give(desk.bureau.as('cashier'), { kind: 'claimWork', instance: matter, item });
      expect(answer).toMatchObject({ status: 'refused', reasons: [{ code: 'RECUSE_REQUIRED' }] });
      expect(JSON.stringify(answer)).toContain('可由审计岗(人员-audit2)办理。');
      expect(await desk.completes('audit2', matter, '审阅')).toBe('accepted');
      // It is about that activity: the next one is another matter.
      expect(await desk.completes('auditing', matter, '检查', { outcome: 'approve' })).toBe('accepted');
    });

    test('it holds when the step is done again after a return, and under another key', async () => {
      expect(await recuses('auditing', '审阅')).toBe('accepted');
      expect(await desk.completes('audit2', matter, '审阅')).toBe('accepted');
      const check2 = await desk.bureau.item(matter, '检查');
      const back = { kind: 'returnWork', instance: matter, item: check2, target: 'Look', reason: '重看' } as const;
      expect(await desk.does('audit2', back)).toBe('accepted');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('RECUSE_REQUIRED');
      const { office } = desk.bureau;
      await office.publish(RENAMED);
      const { rows } = await office.opened.queries.definitions('u1', { process: 'Honest' }, { limit: 5 });
      const definition = rows.find(({ version }) => version === 2)?.digest ?? '';
      await office.must(desk.bureau.as('operator'), {
        ...{ kind: 'migrateInstance', instance: matter, definition, keys: { Look: 'Review' } },
      });
      expect(await desk.completes('auditing', matter, '审阅')).toBe('RECUSE_REQUIRED');
      expect(await desk.completes('audit2', matter, '审阅')).toBe('accepted');
      const again = await desk.bureau.item(matter, '检查');
      expect(await desk.does('audit2', { ...back, item: again, target: 'Review' })).toBe('accepted');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('RECUSE_REQUIRED');
    });

    test('when nobody is left it is offered to nobody, until there is somebody again', async () => {
      expect(await recuses('auditing', '审阅')).toBe('accepted');
      expect(await recuses('audit2', '审阅')).toBe('accepted');
      expect(await desk.row(matter, '审阅')).toMatchObject({ assignee: null, offers: [] });
      expect(await desk.completes('audit2', matter, '审阅')).toBe('NOT_OFFERED');
      expect(await reoffers('operator', '审阅')).toBe('rejected');
      expect(await reoffers('audit2', '审阅')).toBe('ROLE_REQUIRED');
      await standsIn();
      expect(await reoffers('operator', '审阅')).toBe('accepted');
      expect(await desk.row(matter, '审阅')).toMatchObject({ assignee: null, offers: ['role:AUDIT'] });
      expect(await reoffers('operator', '审阅')).toBe('rejected');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('RECUSE_REQUIRED');
      expect(await desk.completes('fauditor', matter, '审阅')).toBe('accepted');
    });

    test('of an act of a control too', async () => {
      expect(await desk.completes('auditing', matter, '审阅')).toBe('accepted');
      expect(await recuses('auditing', '检查')).toBe('accepted');
      expect(await recuses('audit2', '检查')).toBe('accepted');
      expect(await desk.row(matter, '检查')).toMatchObject({ offers: [] });
      await standsIn();
      expect(await reoffers('operator', '检查')).toBe('accepted');
      expect(await desk.completes('fauditor', matter, '检查', { outcome: 'approve' })).toBe('accepted');
      expect(await desk.bureau.office.status(matter)).toBe('completed');
    });

    test('who asked for opinions and has an interest is given none; who was asked and has one gives none', async () => {
      const item = await desk.bureau.item(matter, '审阅');
      const add = { kind: 'addSigner', instance: matter, item, mode: 'before', reason: '请核' } as const;
      expect(await desk.does('auditing', { ...add, person: 'vinfra' })).toBe('accepted');
      expect(await recuses('auditing', '加签')).toBe('NOT_OFFERED');
      expect(await desk.does('auditing', { kind: 'recuseWork', instance: matter, item, reason: '亲属' })).toBe(
        'accepted',
      );
      expect(await desk.names(matter)).toEqual(['审阅']);
      expect(await desk.does('audit2', { ...add, person: 'vinfra' })).toBe('accepted');
      expect(await recuses('vinfra', '加签')).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['审阅']);
      expect(await desk.does('audit2', { ...add, person: 'vinfra' })).toBe('ADD_SIGN_REFUSED');
      expect(await desk.does('audit2', { ...add, person: 'auditing' })).toBe('ADD_SIGN_REFUSED');
      expect(await desk.completes('audit2', matter, '审阅')).toBe('accepted');
    });

    test('nobody recuses themselves from what is not theirs, or without a reason; a member does so at sign-in', async () => {
      expect(await recuses('pm', '审阅')).toBe('NOT_OFFERED');
      expect(await recuses('auditing', '审阅', ' ')).toBe('REASON_MISSING');
      const members = ['vinfra', 'vfin', 'vaudit'].map((person, i) => ({
        ...{ person, role: i === 0 ? ('chair' as const) : ('member' as const) },
      }));
      await desk.bureau.change(fact('body', 'board', { name: '校长办公会', members }));
      await desk.bureau.office.publish(MEETING);
      matter = await desk.start('Body');
      expect(await desk.completes('pm', matter, '议题', { outcome: 'approve' })).toBe('accepted');
      const mine = (await desk.bureau.open(matter)).find(({ offers }) => offers.join() === 'person:vfin');
      const item = mine?.item ?? '';
      expect(await desk.does('vfin', { kind: 'recuseWork', instance: matter, item, reason: '亲属' })).toBe('rejected');
      const said = { kind: 'completeWork', instance: matter, item, outcome: 'recuse', opinion: '亲属' } as const;
      expect(await desk.does('vfin', said)).toBe('accepted');
    });
  });
}
