import type { Answer, OrganisationChange, TrailRecord } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { person } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';
import { PAYMENT } from './drawings.js';

const DAY = 86_400_000;
const DOCUMENT = '临时任〔2026〕5号';

/** 病假、空缺: a post is held by somebody who presides or stands in, by document, and the trail says how. */
export function describeVacancy(name: string, open: () => Promise<OpenedStore>): void {
  describe(`illness and vacancy over ${name}`, () => {
    let bureau: Bureau;
    let payment: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(PAYMENT);
      payment = await bureau.start('Payment');
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: { amount: 300_000, payee: '甲账户' } });
      const { now: at } = bureau.office;
      await accepted(
        organise(
          { change: 'end', kind: 'holding', id: 'h-fhead-fin-head', at },
          { change: 'end', kind: 'holding', id: 'h-both-fin-head', at },
        ),
      );
      await accepted(bureau.approve('fauditor', payment, '财务审核'));
    });
    afterEach(() => closeReplayed(bureau));

    function organise(...changes: OrganisationChange[]): Promise<Answer> {
      return bureau.office.give(person('secadmin'), { kind: 'changeOrganisation', changes });
    }
    async function accepted(answer: Promise<Answer>): Promise<void> {
      expect(codesOf(await answer)).toEqual(['accepted']);
    }
    function held(kind: 'presiding' | 'temporary', to?: number, id = 'cashier'): OrganisationChange {
      const span = { from: bureau.office.now, ...(to === undefined ? {} : { to }) };
      return fact('holding', `h-${id}-fin-head`, { person: id, post: 'fin-head', kind, document: DOCUMENT }, span);
    }
    async function signed(): Promise<TrailRecord | undefined> {
      const { state } = (await bureau.office.opened.queries.instance(payment))!;
      return (JSON.parse(state.trail) as readonly TrailRecord[]).find(({ act }) => act === '财务签字');
    }

    test('a vacant post keeps its work, and says who leads it; leading it is not holding it', async () => {
      for (const id of ['cashier', 'vfin']) {
        const answer = await bureau.approve(id, payment, '财务签字');
        expect(codesOf(answer)).toEqual(['POST_VACANT']);
        expect(answer).toMatchObject({ reasons: [{ parameters: { post: '财务处长', name: '人员-vfin' } }] });
      }
      const item = await bureau.item(payment, '财务签字');
      const claim = { kind: 'claimWork', instance: payment, item } as const;
      const entries = await bureau.office.entries(`instance:${payment}`);
      const asked = await bureau.office.runtime.ask({ unit: 'u1', principal: bureau.as('vfin'), command: claim });
      expect(codesOf(asked)).toEqual(['POST_VACANT']);
      expect(await bureau.office.entries(`instance:${payment}`)).toBe(entries);
    });

    test('who stands in until a day signs as such, and not after it', async () => {
      await accepted(organise(held('temporary', bureau.office.now + 3 * DAY)));
      bureau.office.now += 3 * DAY;
      expect(codesOf(await bureau.approve('cashier', payment, '财务签字'))).toEqual(['POST_VACANT']);
      await accepted(organise(held('temporary', bureau.office.now + DAY)));
      await accepted(bureau.approve('cashier', payment, '财务签字'));
      expect(await signed()).toMatchObject({ post: 'fin-head', holding: 'temporary', documents: [DOCUMENT] });
    });

    test('who presides signs as such, by document', async () => {
      await accepted(organise(held('presiding')));
      await accepted(bureau.approve('cashier', payment, '财务签字'));
      expect(await signed()).toMatchObject({ holding: 'presiding', documents: [DOCUMENT] });
    });

    test('standing in for good is refused, and standing in lifts nothing', async () => {
      expect(await organise(held('temporary'))).toMatchObject({ details: [{ code: 'holding-without-end' }] });
      // The head of the works cannot be the other pen, whatever post they are given.
      await accepted(organise(held('temporary', bureau.office.now + DAY, 'ihead')));
      await accepted(bureau.approve('ihead', payment, '项目管理签字'));
      expect(codesOf(await bureau.approve('ihead', payment, '财务签字'))[0]).toBe('SOD_SAME_PERSON');
    });
  });
}
