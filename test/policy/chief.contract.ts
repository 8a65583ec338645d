import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import { binding, Bureau, codesOf, fact } from './bureau.js';

/** A purchase that somebody approves alone, without any duty drawn: only the profile says that it is one. */
const approval = (control: string): string =>
  bpmn(
    'Purchase',
    `<startEvent id="Start"/><userTask id="Approve" name="采购审批" qh:phase="decide"><extensionElements>${control}</extensionElements></userTask>
     <endEvent id="End"/>${flows('Start', 'Approve')}<sequenceFlow id="y" sourceRef="Approve" targetRef="End" qh:outcome="passed"/>`,
  );
const CHECK = `<qh:control kind="check"><qh:act name="审批"><qh:assign post="principal"/><qh:assign role="VICE_FIN"/></qh:act></qh:control>`;
const MEETING = `<qh:control kind="collectiveDecision"><qh:act name="agenda"><qh:assign role="PM"/></qh:act>
  <qh:property name="body" value="COMMITTEE"/><qh:property name="ballot" value="open"/></qh:control>`;

/** 主要领导不直接分管 (domain §0.4, T2 and T3) through the door. */
export function describeChief(name: string, open: () => Promise<OpenedStore>): void {
  describe(`the chief over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.change(
        fact('person', 'chief', { name: '人员-chief' }),
        fact('post', 'principal', { name: '校长', department: 'LEADERS', roles: ['CHIEF'] }),
        fact('holding', 'h-chief', { person: 'chief', post: 'principal', kind: 'formal', document: '任〔2020〕1号' }),
        fact('body', 'COMMITTEE', {
          name: '校长办公会',
          members: [
            { person: 'chief', role: 'chair' },
            { person: 'vfin', role: 'member' },
            { person: 'vinfra', role: 'member' },
          ],
        }),
      );
    });
    afterEach(() => bureau.office.close());

    test('acceptance 13: as approver of a purchase -> CHIEF_RESTRICTED, with the leader who can', async () => {
      await bureau.change(binding('Purchase', 'small-purchase'));
      await bureau.office.publish(approval(CHECK));
      const instance = await bureau.start('Purchase');
      const answer = await bureau.approve('chief', instance, '审批');
      expect(codesOf(answer)).toEqual(['CHIEF_RESTRICTED']);
      expect(answer).toMatchObject({
        reasons: [
          {
            message: expect.stringContaining('请分管财务领导(人员-vfin)办理'),
            parameters: { line: '物资采购' },
          },
        ],
      });
      expect(codesOf(await bureau.approve('vfin', instance, '审批'))).toEqual(['accepted']);
    });

    test('the lines are those of the profile: bound to nothing, or to another power, the chief may', async () => {
      await bureau.office.publish(approval(CHECK));
      expect(codesOf(await bureau.approve('chief', await bureau.start('Purchase'), '审批'))).toEqual(['accepted']);
      await bureau.change(binding('Purchase', 'asset-disposal', {}, { from: bureau.office.now }));
      expect(codesOf(await bureau.approve('chief', await bureau.start('Purchase'), '审批'))).toEqual(['accepted']);
    });

    test('acceptance 13: as chair of the meeting -> allowed, and speaks last -> CHAIR_LAST', async () => {
      await bureau.change(binding('Purchase', 'small-purchase'));
      await bureau.office.publish(approval(MEETING));
      const instance = await bureau.start('Purchase');
      const by = async (id: string, title: string): Promise<readonly string[]> => {
        const items = (await bureau.open(instance)).filter(
          ({ name: each, offers }) => each.endsWith(`：${title}`) && offers.includes(`person:${id}`),
        );
        expect(items).toHaveLength(1);
        const rest = { item: items[0]?.item ?? '', outcome: 'approve' };
        return codesOf(await bureau.office.give(bureau.as(id), { kind: 'completeWork', instance, ...rest }));
      };
      expect(codesOf(await bureau.approve('pm', instance, '议题确定'))).toEqual(['accepted']);
      for (const id of ['chief', 'vfin', 'vinfra']) expect(await by(id, '签到')).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('pm', instance, '开会'))).toEqual(['accepted']);
      expect(await by('chief', '发表意见')).toEqual(['CHAIR_LAST']);
      for (const id of ['vfin', 'vinfra', 'chief']) expect(await by(id, '发表意见')).toEqual(['accepted']);
      for (const id of ['vfin', 'vinfra', 'chief']) expect(await by(id, '表决')).toEqual(['accepted']);
      expect(await bureau.office.status(instance)).toBe('completed');
    });
  });
}
