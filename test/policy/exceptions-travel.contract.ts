import type { Answer, OrganisationChange, TrailRecord } from '@quanheng/runtime/ports';
import { readActivityHistory } from '@quanheng/runtime';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, person, SEED, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';
import { PAYMENT } from './drawings.js';

const DAY = 86_400_000;
const AMOUNTS = { amount: 300_000, payee: '甲账户' };
const DEPUTY = { from: 'fhead', to: 'cashier', processes: ['Payment'], document: 'AB角〔2026〕1号' };
const FIVE = ['m1', 'm2', 'm3', 'm4', 'm5'];
const DECISION = bpmn(
  'Decision',
  `<startEvent id="s"/><userTask id="Meeting" name="集体研究"><extensionElements><qh:control kind="collectiveDecision">
     <qh:act name="agenda"><qh:assign role="PM"/></qh:act><qh:property name="body" value="COMMITTEE"/>
     <qh:property name="ballot" value="open"/></qh:control></extensionElements></userTask>
   <userTask id="Carry" name="组织实施"/><endEvent id="e"/><endEvent id="r"/>${flows('s', 'Meeting')}
   <sequenceFlow id="y" sourceRef="Meeting" targetRef="Carry" qh:outcome="passed"/>
   <sequenceFlow id="n" sourceRef="Meeting" targetRef="r" qh:outcome="failed"/><sequenceFlow id="d" sourceRef="Carry" targetRef="e"/>`,
);

/** 领导出差: another device, a deputy fixed beforehand (AB 角), an acting chair. */
export function describeTravel(name: string, open: () => Promise<OpenedStore>): void {
  describe(`leaders travelling over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
    });
    afterEach(() => closeReplayed(bureau));

    function organise(by: Parameters<typeof bureau.office.give>[0], ...changes: OrganisationChange[]): Promise<Answer> {
      return bureau.office.give(by, { kind: 'changeOrganisation', changes });
    }
    async function accepted(answer: Promise<Answer>): Promise<void> {
      expect(codesOf(await answer)).toEqual(['accepted']);
    }
    async function trailOf(instance: string): Promise<readonly TrailRecord[]> {
      const { state } = (await bureau.office.opened.queries.instance(instance))!;
      return JSON.parse(state.trail) as readonly TrailRecord[];
    }

    describe('signing', () => {
      let payment: string;
      beforeEach(async () => {
        await bureau.office.publish(PAYMENT);
        payment = await bureau.start('Payment');
        await accepted(bureau.act(bureau.as('pm'), payment, '填写', { variables: AMOUNTS }));
        await accepted(bureau.approve('fauditor', payment, '财务审核'));
      });
      const soon = (): { from: number; to: number } => ({ from: bureau.office.now, to: bureau.office.now + 7 * DAY });

      test('from another device, by another account, is the same act of the same person', async () => {
        const phone = bureau.as('fhead', 'a-fhead-phone');
        await accepted(bureau.act(phone, payment, '财务签字', { outcome: 'approve' }));
        await accepted(bureau.approve('ihead', payment, '项目管理签字'));
        expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
        const signed = (await trailOf(payment)).find(({ act }) => act === '财务签字');
        expect(signed).toMatchObject({ person: 'fhead', account: 'a-fhead-phone', post: 'fin-head' });
        expect(signed).not.toHaveProperty('onBehalfOf');
      });

      test('a deputy fixed beforehand by document signs with both names', async () => {
        await accepted(organise(SEED, fact('delegation', 'ab', DEPUTY, soon())));
        await accepted(bureau.approve('cashier', payment, '财务签字'));
        const signed = (await trailOf(payment)).find(({ act }) => act === '财务签字');
        expect(signed).toMatchObject({ person: 'cashier', onBehalfOf: 'fhead', documents: ['AB角〔2026〕1号'] });
        const history = await readActivityHistory(bureau.office.opened.queries, UNIT, payment);
        const pens = history.activities.find(({ activity }) => activity === 'Pens');
        expect(pens?.persons).toEqual(['fauditor', 'cashier']);
        expect(pens?.standIns).toEqual([{ person: 'cashier', onBehalfOf: 'fhead' }]);
      });

      test('a deputy is not made afterwards, not for good, and not outside what the document says', async () => {
        const before = { from: bureau.office.now - DAY, to: bureau.office.now + DAY };
        const backdated = await organise(SEED, fact('delegation', 'ab', DEPUTY, before));
        expect(backdated).toMatchObject({ details: [{ code: 'delegation-backdated' }] });
        const endless = await organise(SEED, fact('delegation', 'ab', DEPUTY, { from: bureau.office.now }));
        expect(endless).toMatchObject({ details: [{ code: 'delegation-without-end' }] });
        await accepted(organise(SEED, fact('delegation', 'ab', { ...DEPUTY, processes: ['Other'] }, soon())));
        expect(codesOf(await bureau.approve('cashier', payment, '财务签字'))).toEqual(['DELEGATION_INVALID']);
        await accepted(organise(SEED, fact('delegation', 'ab', DEPUTY, soon())));
        bureau.office.now += 7 * DAY;
        expect(codesOf(await bureau.approve('cashier', payment, '财务签字'))).toEqual(['NOT_OFFERED']);
      });

      test('a deputy from the other side stays away from the pen, and counts for both (⑤)', async () => {
        await accepted(organise(SEED, fact('delegation', 'ab', { ...DEPUTY, to: 'pm' }, soon())));
        expect(codesOf(await bureau.approve('pm', payment, '财务签字'))).toContain('DUAL_CROSS_DELEGATE');
        await accepted(organise(SEED, fact('delegation', 'ab', { ...DEPUTY, to: 'both' }, soon())));
        await accepted(bureau.approve('both', payment, '项目管理签字'));
        expect(codesOf(await bureau.approve('both', payment, '财务签字'))).toContain('SOD_SAME_PERSON');
      });
    });

    describe('an acting chair', () => {
      let matter: string;
      beforeEach(async () => {
        const members = FIVE.map((id, i) => ({ person: id, role: i === 0 ? ('chair' as const) : ('member' as const) }));
        await bureau.office.must(SEED, {
          kind: 'changeOrganisation',
          changes: [
            ...FIVE.map((id) => fact('person', id, { name: `委员-${id}` })),
            ...FIVE.map((id) =>
              fact('holding', `h-${id}`, { person: id, post: 'vice-audit', kind: 'formal', document: '任' }),
            ),
            fact('body', 'COMMITTEE', {
              name: '校长办公会',
              members: [...members, { person: 'fauditor', role: 'secretary' }],
            }),
          ],
        });
        await bureau.office.publish(DECISION);
        matter = await bureau.start('Decision');
        await accepted(bureau.approve('pm', matter, '议题确定'));
      });
      const week = (): { from: number; to: number } => ({ from: bureau.office.now, to: bureau.office.now + 7 * DAY });
      const acting = (id: string, span = week()): OrganisationChange =>
        fact('actingChair', 'COMMITTEE', { person: id, document: '办〔2026〕3号' }, span);
      async function by(id: string, title: string): Promise<Answer> {
        const item = (await bureau.open(matter)).find(
          (each) => each.name.endsWith(`：${title}`) && each.offers.includes(`person:${id}`),
        );
        const { item: open = '' } = item ?? {};
        return bureau.office.give(bureau.as(id), {
          kind: 'completeWork',
          instance: matter,
          item: open,
          outcome: 'approve',
        });
      }
      async function come(...ids: readonly string[]): Promise<void> {
        for (const id of ids) await accepted(by(id, '签到'));
      }

      test('chairs while the chair is away: the meeting opens, the acting chair speaks last, the trail has the document', async () => {
        await come('m2', 'm3', 'm4');
        const alone = await bureau.approve('pm', matter, '开会');
        expect(codesOf(alone)).toEqual(['CHAIR_ABSENT']);
        expect(alone).toMatchObject({ reasons: [{ message: expect.stringContaining('委员-m1') }] });
        await accepted(organise(person('secadmin'), acting('m2')));
        await accepted(bureau.approve('pm', matter, '开会'));
        expect(codesOf(await by('m2', '发表意见'))).toEqual(['CHAIR_LAST']);
        for (const id of ['m3', 'm4', 'm2']) await accepted(by(id, '发表意见'));
        for (const id of ['m2', 'm3', 'm4']) await accepted(by(id, '表决'));
        expect(await bureau.openNames(matter)).toEqual(['组织实施']);
        const spoken = (await trailOf(matter)).filter(({ act }) => act === 'speak');
        expect(spoken.filter(({ as }) => as === 'actingChair')).toMatchObject([
          { person: 'm2', documents: ['办〔2026〕3号'] },
        ]);
      });

      test('is nobody in particular once the chair has come', async () => {
        await accepted(organise(person('secadmin'), acting('m2')));
        await come('m1', 'm2', 'm3');
        await accepted(bureau.approve('pm', matter, '开会'));
        await accepted(by('m2', '发表意见'));
        expect(codesOf(await by('m1', '发表意见'))).toEqual(['CHAIR_LAST']);
      });

      test('has to be there, and within the time of the document', async () => {
        await accepted(organise(person('secadmin'), acting('m2')));
        await come('m3', 'm4', 'm5');
        expect(codesOf(await bureau.approve('pm', matter, '开会'))).toEqual(['CHAIR_ABSENT']);
        await come('m2');
        bureau.office.now += 7 * DAY;
        expect(codesOf(await bureau.approve('pm', matter, '开会'))).toEqual(['CHAIR_ABSENT']);
      });

      test('is another member with a vote, named beforehand, until a day, by whom holdings are kept', async () => {
        const cases: readonly (readonly [OrganisationChange, string])[] = [
          [acting('m1'), 'acting-chair-not-member'],
          [acting('fauditor'), 'acting-chair-not-member'],
          [acting('vfin'), 'acting-chair-not-member'],
          [acting('m2', { from: bureau.office.now - DAY, to: bureau.office.now + DAY }), 'acting-chair-backdated'],
          [
            fact('actingChair', 'COMMITTEE', { person: 'm2', document: '办' }, { from: bureau.office.now }),
            'acting-chair-without-end',
          ],
        ];
        for (const [change, code] of cases) {
          expect(await organise(person('secadmin'), change)).toMatchObject({ status: 'rejected', details: [{ code }] });
        }
        expect(codesOf(await organise(bureau.as('m2'), acting('m2')))).toEqual(['ROLE_REQUIRED']);
        expect(codesOf(await organise(person('sysadmin'), acting('m2')))).toEqual(['ROLE_REQUIRED']);
      });
    });
  });
}
