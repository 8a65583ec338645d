import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import { fact } from './bureau.js';
import { Desk } from './desk.js';

const role = (name: string): string => `<qh:assign role="${name}"/>`;
const task = (id: string, name: string, inside: string): string =>
  `<userTask id="${id}" name="${name}"><extensionElements>${inside}</extensionElements></userTask>`;

/** Filled in, looked at by 审计岗, sealed by 审计岗: the last two by two persons; then two pens. */
const DRAWING = bpmn(
  'Passing',
  `<extensionElements><qh:constraint kind="separation" between="Look Seal"/></extensionElements>
   <startEvent id="Start"/>${task('Fill', '填写', role('PM'))}${task('Look', '审阅', role('AUDIT'))}
   ${task('Seal', '用印', role('AUDIT'))}${task(
     'Pens',
     '两支笔',
     `<qh:control kind="dualSignature"><qh:act name="甲">${role('AUDIT')}</qh:act><qh:act name="乙">${role('FIN_HEAD')}</qh:act></qh:control>`,
   )}<endEvent id="End"/><endEvent id="Refused"/>${flows('Start', 'Fill', 'Look', 'Seal', 'Pens')}
   <sequenceFlow id="y" sourceRef="Pens" targetRef="End" qh:outcome="passed"/>
   <sequenceFlow id="n" sourceRef="Pens" targetRef="Refused" qh:outcome="failed"/>`,
);
const WHY = { reason: '外出开会' } as const;

/** 转办 through the door. */
export function describeTransfers(name: string, open: () => Promise<OpenedStore>): void {
  describe(`transfers over ${name}`, () => {
    let desk: Desk;
    let matter: string;

    beforeEach(async () => {
      const colleagues = ['audit2', 'audit3', 'audit4'].map((id) => [id, 'checker'] as const);
      desk = await Desk.open(await open(), DRAWING, ...colleagues);
      matter = await desk.start('Passing');
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
    });
    afterEach(() => desk.close());

    async function passes(from: string, part: string, to: string, why: string = WHY.reason): Promise<string> {
      const item = await desk.bureau.item(matter, part);
      return desk.does(from, { kind: 'transferWork', instance: matter, item, to, reason: why });
    }

    test('a colleague of the same post does it, and it counts for both', async () => {
      expect(await passes('auditing', '审阅', 'audit2')).toBe('accepted');
      expect(await desk.row(matter, '审阅')).toMatchObject({ assignee: 'audit2' });
      expect(await desk.completes('auditing', matter, '审阅')).toBe('ITEM_TAKEN');
      expect(await desk.completes('audit2', matter, '审阅')).toBe('accepted');
      const trail = await desk.trail(matter);
      expect(trail.at(-2)).toMatchObject({ act: 'transfer', person: 'auditing', to: 'audit2', post: 'checker' });
      expect(trail.at(-1)).toMatchObject({ act: 'complete', person: 'audit2', alsoFor: ['auditing'] });
      expect(await desk.completes('auditing', matter, '用印')).toBe('SOD_SAME_PERSON');
      expect(await desk.completes('audit2', matter, '用印')).toBe('SOD_SAME_PERSON');
      expect(await desk.completes('audit3', matter, '用印')).toBe('accepted');
    });

    test('what was passed on is passed on again, and counts for everybody it went through', async () => {
      expect(await passes('auditing', '审阅', 'audit2')).toBe('accepted');
      expect(await passes('audit2', '审阅', 'audit3')).toBe('accepted');
      expect(await desk.completes('audit3', matter, '审阅')).toBe('accepted');
      for (const each of ['auditing', 'audit2', 'audit3']) {
        expect(await desk.completes(each, matter, '用印')).toBe('SOD_SAME_PERSON');
        // Nor does it come back to one of them by way of somebody who could.
        expect(await passes('audit4', '用印', each)).toBe('TRANSFER_REFUSED');
      }
      expect(await desk.completes('audit4', matter, '用印')).toBe('accepted');
    });

    test('giving it back and taking it again is no way out of the chain; somebody else takes it for themselves', async () => {
      expect(await passes('auditing', '审阅', 'audit2')).toBe('accepted');
      const item = await desk.bureau.item(matter, '审阅');
      expect(await desk.does('audit2', { kind: 'releaseWork', instance: matter, item })).toBe('accepted');
      expect(await desk.row(matter, '审阅')).toMatchObject({ assignee: null });
      expect(await desk.does('audit2', { kind: 'claimWork', instance: matter, item })).toBe('accepted');
      expect(await desk.completes('audit2', matter, '审阅')).toBe('accepted');
      expect((await desk.trail(matter)).at(-1)).toMatchObject({ alsoFor: ['auditing'] });

      matter = await desk.start('Passing');
      expect(await desk.completes('pm', matter, '填写')).toBe('accepted');
      expect(await passes('auditing', '审阅', 'audit2')).toBe('accepted');
      const again = await desk.bureau.item(matter, '审阅');
      expect(await desk.does('audit2', { kind: 'releaseWork', instance: matter, item: again })).toBe('accepted');
      expect(await desk.completes('audit3', matter, '审阅')).toBe('accepted');
      expect((await desk.trail(matter)).at(-1)).not.toHaveProperty('alsoFor');
      expect(await desk.completes('auditing', matter, '用印')).toBe('accepted');
    });

    test('nobody of another post or department, and the refusal names who can', async () => {
      const item = await desk.bureau.item(matter, '审阅');
      for (const to of ['fhead', 'pm', 'vaudit', 'sysadmin', 'nobody-known']) {
        const answer = await desk.give(desk.bureau.as('auditing'), {
          ...{ kind: 'transferWork', instance: matter, item, to },
          ...WHY,
        });
        expect(answer).toMatchObject({ status: 'refused', reasons: [{ code: 'TRANSFER_REFUSED' }] });
        expect(JSON.stringify(answer)).toMatch(/可转交范围：审计岗\([^)]*人员-audit2、人员-audit3、人员-audit4\)/);
      }
      // The same role in another department is another post.
      await desk.bureau.change(
        fact('post', 'audit-fin', { name: '财务内审岗', department: 'FIN', roles: ['AUDIT'] }),
        fact('holding', 'h-cashier-audit', {
          ...{ person: 'cashier', post: 'audit-fin', kind: 'formal', document: '任〔2020〕1号' },
        }),
      );
      expect(await passes('auditing', '审阅', 'cashier')).toBe('TRANSFER_REFUSED');
    });

    test('whoever has no right to the work passes nothing on, nor who acts for another', async () => {
      expect(await passes('pm', '审阅', 'audit2')).toBe('NOT_OFFERED');
      expect(await passes('audit2', '审阅', 'audit2')).toBe('rejected');
      const from = desk.bureau.office.now;
      await desk.bureau.change(
        fact(
          'delegation',
          'd',
          { from: 'auditing', to: 'pm', processes: [], document: '委1' },
          { from, to: from + 9e7 },
        ),
      );
      expect(await passes('pm', '审阅', 'audit2')).toBe('TRANSFER_REFUSED');
      expect(await passes('auditing', '审阅', 'audit2', '  ')).toBe('REASON_MISSING');
      expect(await desk.row(matter, '审阅')).toMatchObject({ assignee: null });
    });

    test('whoever cannot do it any more passes it to nobody either', async () => {
      expect(await desk.completes('auditing', matter, '审阅')).toBe('accepted');
      expect(await passes('auditing', '用印', 'audit2')).toBe('SOD_SAME_PERSON');
      expect(await passes('auditing', '用印', 'audit2', ' ')).toBe('SOD_SAME_PERSON,REASON_MISSING');
    });

    test('pens are not passed on', async () => {
      expect(await desk.completes('auditing', matter, '审阅')).toBe('accepted');
      expect(await desk.completes('audit2', matter, '用印')).toBe('accepted');
      expect(await passes('auditing', '甲', 'audit3')).toBe('TRANSFER_REFUSED');
    });

    test('what is gone is passed on by nobody', async () => {
      const item = await desk.bureau.item(matter, '审阅');
      expect(await desk.completes('auditing', matter, '审阅')).toBe('accepted');
      const command = { kind: 'transferWork', instance: matter, item, to: 'audit2', ...WHY } as const;
      expect(await desk.does('auditing', command)).toBe('rejected');
    });
  });
}
