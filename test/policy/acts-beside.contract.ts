import { readSaid } from '@quanheng/runtime';
import type { Answer, Command, InstanceCommand } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { SEED, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { PAYMENT } from './drawings.js';
import { closeReplayed } from './replayed.js';

const HOUR = 3_600_000;

/** 传阅, 催办, 附言 through the door: what is done beside a matter and moves nothing. */
export function describeBeside(name: string, open: () => Promise<OpenedStore>): void {
  describe(`acts beside the matter over ${name}`, () => {
    let bureau: Bureau;
    let payment: string;

    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(PAYMENT);
      payment = await bureau.start('Payment');
    });
    afterEach(() => closeReplayed(bureau));

    const give = (id: string, command: Command): Promise<Answer> => bureau.office.give(bureau.as(id), command);
    const does = async (id: string, command: Command): Promise<string> => {
      const answer = await give(id, command);
      return answer.status === 'rejected' ? answer.code : codesOf(answer).join();
    };
    const copies = async (person: string, isRead: boolean) =>
      (await bureau.office.opened.queries.copies({ unit: UNIT, person, isRead }, { limit: 10 })).rows;
    const copy = (...persons: string[]) => ({ kind: 'copyInstance', instance: payment, persons }) as const;
    const acknowledge = () => ({ kind: 'acknowledgeCopy', instance: payment }) as const;
    const comment = (text = '已电话沟通') => ({ kind: 'commentInstance', instance: payment, text }) as const;
    const urge = async (part = '填写') =>
      ({ kind: 'urgeWork', instance: payment, item: await bureau.item(payment, part) }) as const;
    const flow = async (): Promise<string> => (await bureau.office.opened.queries.instance(payment))!.state.flow;

    test('who is shown a matter finds it among what is to be read, and then among what was', async () => {
      const before = await flow();
      expect(await does('pm', copy('auditing', 'vaudit', 'auditing'))).toBe('accepted');
      const shown = { instance: payment, process: 'Payment', by: 'pm', at: bureau.office.now, readAt: null };
      expect(await copies('auditing', false)).toMatchObject([shown]);
      expect(await copies('vaudit', false)).toMatchObject([shown]);
      bureau.office.now += HOUR;
      expect(await does('auditing', acknowledge())).toBe('accepted');
      expect(await copies('auditing', false)).toEqual([]);
      expect(await copies('auditing', true)).toMatchObject([{ ...shown, readAt: bureau.office.now }]);
      expect(await does('auditing', acknowledge())).toBe('conflict');
      expect(await does('ihead', acknowledge())).toBe('conflict');
      expect(await flow()).toBe(before);
    });

    test('and hears of it at once', async () => {
      bureau.office.notices.length = 0;
      await give('pm', copy('auditing'));
      const told = bureau.office.notices.find(({ kind }) => kind === 'instance');
      expect(told).toMatchObject({ persons: expect.arrayContaining(['auditing']) as unknown });
    });

    test('who has read it may be shown it again, who has not may not', async () => {
      await give('pm', copy('auditing'));
      expect(await does('pm', copy('auditing'))).toBe('conflict');
      await give('auditing', acknowledge());
      bureau.office.now += HOUR;
      expect(await does('pm', copy('auditing'))).toBe('accepted');
      expect(await copies('auditing', false)).toMatchObject([{ at: bureau.office.now, readAt: null }]);
      expect(await copies('auditing', true)).toEqual([]);
    });

    test('reading is no part in the matter: it gives no right, and stands in nobody’s way', async () => {
      await give('pm', copy('cashier', 'ihead'));
      for (const id of ['cashier', 'ihead']) await give(id, acknowledge());
      expect(await does('cashier', copy('auditing'))).toBe('NO_PART');
      expect(await does('cashier', comment())).toBe('NO_PART');
      expect(await does('cashier', await urge())).toBe('NO_PART');
      const file = { name: 'a.txt', digest: 'a'.repeat(64), size: 1, type: 'text/plain' };
      expect(await does('cashier', { kind: 'attachFile', instance: payment, ...file })).toBe('NOT_INVOLVED');
      const item = await bureau.item(payment, '填写');
      expect(await does('cashier', { kind: 'completeWork', instance: payment, item })).toBe('NOT_OFFERED');
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: { amount: 1, payee: '甲' } });
      // The first pen had read it before, and signs.
      expect(codesOf(await bureau.approve('ihead', payment, '项目管理签字'))).toEqual(['accepted']);
    });

    test('a matter is shown by who has a part in it to who does business in the unit', async () => {
      expect(await does('auditing', copy('vaudit'))).toBe('NO_PART');
      expect(await does('operator', copy('vaudit'))).toBe('NO_PART');
      expect(await does('sysadmin', copy('vaudit'))).toBe('ADMINISTRATOR_IN_BUSINESS');
      const refused = await give('pm', copy('vaudit', 'sysadmin', 'nobody-at-all'));
      expect(codesOf(refused)).toEqual(['COPY_REFUSED', 'COPY_REFUSED']);
      expect(refused).toMatchObject({ reasons: [{ parameters: { name: '人员-sysadmin' } }, {}] });
      expect(await copies('vaudit', false)).toEqual([]);
      expect(await does('pm', copy())).toBe('invalid');
      expect(await does('pm', copy('pm'))).toBe('invalid');
      const crowd = Array.from({ length: 51 }, (_, i) => `crowd${i}`);
      const hired = crowd.flatMap((id) => [
        fact('person', id, { name: id }),
        fact('holding', `h-${id}`, { person: id, post: 'checker', kind: 'formal', document: '任〔2020〕1号' }),
      ]);
      await bureau.office.must(SEED, { kind: 'changeOrganisation', changes: hired });
      expect(await does('pm', copy(...crowd))).toBe('invalid');
      expect(await does('pm', copy(...crowd.slice(1)))).toBe('accepted');
    });

    test('the holder is urged, sees by whom and how often, and not more than once in four hours', async () => {
      const before = await flow();
      const item = await bureau.item(payment, '填写');
      expect(await does('pm', { ...(await urge()), text: '请于今日办结' })).toBe('accepted');
      const row = async () => (await bureau.open(payment)).find((each) => each.item === item);
      expect(await row()).toMatchObject({ urges: 1, urgedBy: 'pm', urgedAt: bureau.office.now });
      const first = bureau.office.now;
      bureau.office.now = first + 4 * HOUR - 1;
      const again = await give('pm', await urge());
      expect(codesOf(again)).toEqual(['URGE_TOO_SOON']);
      expect(again).toMatchObject({ reasons: [{ parameters: { time: '2026年1月5日13:00' } }] });
      expect(await row()).toMatchObject({ urges: 1, urgedAt: first });
      bureau.office.now = first + 4 * HOUR;
      bureau.office.notices.length = 0;
      expect(await does('pm', await urge())).toBe('accepted');
      expect(await row()).toMatchObject({ urges: 2, urgedAt: bureau.office.now });
      expect(bureau.office.notices).toContainEqual(
        expect.objectContaining({ kind: 'item', item, offers: expect.arrayContaining(['role:PM']) as unknown }),
      );
      expect(await flow()).toBe(before);
    });

    test('the interval is the unit’s to set', async () => {
      const rule = fact('unitRule', 'urgeHours', {
        value: 24,
        document: '〔2026〕1号',
        basis: [{ article: '本单位规定', mark: null }],
      });
      await bureau.office.must(SEED, { kind: 'changeOrganisation', changes: [rule] });
      expect(await does('pm', await urge())).toBe('accepted');
      bureau.office.now += 23 * HOUR;
      expect(await does('pm', await urge())).toBe('URGE_TOO_SOON');
      bureau.office.now += HOUR;
      expect(await does('pm', await urge())).toBe('accepted');
    });

    test('nobody urges themselves, what is over, or what is held up', async () => {
      expect(await does('auditing', await urge())).toBe('NO_PART');
      const item = await bureau.item(payment, '填写');
      expect(await does('pm', { kind: 'claimWork', instance: payment, item })).toBe('accepted');
      expect(await does('pm', await urge())).toBe('conflict');
      const late = await urge();
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: { amount: 1, payee: '甲' } });
      expect(await does('pm', late)).toBe('conflict');
      await bureau.office.must(bureau.as('operator'), { kind: 'suspendInstance', instance: payment, reason: '核实' });
      expect(await does('pm', await urge('财务审核'))).toBe('conflict');
    });

    test('a comment is kept, and moves nothing', async () => {
      const before = await flow();
      expect(await does('pm', comment('已与供应商电话沟通'))).toBe('accepted');
      expect(await does('auditing', comment())).toBe('NO_PART');
      expect(await does('pm', comment(' \n'))).toBe('invalid');
      expect(await does('pm', comment('长'.repeat(2001)))).toBe('invalid');
      expect(await does('pm', comment('长'.repeat(2000)))).toBe('accepted');
      expect(await flow()).toBe(before);
      await give('pm', { ...(await urge()), text: '请今日办结' });
      const said = await readSaid(bureau.office.opened.queries, UNIT, payment);
      expect(said.map(({ act, person, text }) => [act, person, text])).toEqual([
        ['comment', 'pm', '已与供应商电话沟通'],
        ['comment', 'pm', '长'.repeat(2000)],
        ['urge', 'pm', '请今日办结'],
      ]);
    });

    test('comments, copies and urging count for no control: the initiator who did all of it is separated from nobody by it', async () => {
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: { amount: 1, payee: '甲' } });
      for (const [id, part] of [
        ['ihead', '项目管理签字'],
        ['fauditor', '财务审核'],
      ] as const) {
        // To whom it is offered has a part in it.
        expect(await does(id, comment('请补发票'))).toBe('accepted');
        expect(await does(id, copy('vaudit'))).toMatch(/accepted|conflict/);
        expect(codesOf(await bureau.approve(id, payment, part))).toEqual(['accepted']);
      }
      expect(codesOf(await bureau.approve('fhead', payment, '财务签字'))).toEqual(['accepted']);
      expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
    });

    test('"may I?" says the same, and leaves nothing behind', async () => {
      const asked: readonly (readonly [string, InstanceCommand])[] = [
        ['pm', copy('auditing')],
        ['auditing', copy('vaudit')],
        ['pm', comment()],
        ['cashier', comment()],
        ['pm', await urge()],
        ['cashier', await urge()],
        ['pm', acknowledge()],
      ];
      for (const [id, command] of asked) {
        const entries = await bureau.office.entries(`instance:${payment}`);
        const principal = bureau.as(id);
        const answer = await bureau.office.runtime.ask({ unit: UNIT, principal, command });
        expect(await bureau.office.entries(`instance:${payment}`)).toBe(entries);
        expect(codesOf(await bureau.office.give(principal, command))).toEqual(codesOf(answer));
      }
    });
  });
}
