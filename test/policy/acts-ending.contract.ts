import type { Answer, Command } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { SEED, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { PAYMENT } from './drawings.js';
import { closeReplayed } from './replayed.js';

/** 挂起、终止 through the door: with a reason, and not by one person alone once something of power was done. */
export function describeEnding(name: string, open: () => Promise<OpenedStore>): void {
  describe(`the end of a matter over ${name}`, () => {
    let bureau: Bureau;
    let payment: string;

    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(PAYMENT);
      payment = await bureau.start('Payment');
      await change(
        ['person', 'disc', { name: '人员-disc' }],
        ['post', 'disc', { name: '纪检监察岗', department: 'AUDIT', roles: ['DISC'] }],
        ['holding', 'h-disc', { person: 'disc', post: 'disc', kind: 'formal', document: '任〔2020〕3号' }],
      );
    });
    afterEach(() => closeReplayed(bureau));

    const give = (id: string, command: Command): Promise<Answer> => bureau.office.give(bureau.as(id), command);
    const does = async (id: string, command: Command): Promise<string> => {
      const answer = await give(id, command);
      return answer.status === 'rejected' ? answer.code : codesOf(answer).join();
    };
    const cancel = (reason = '重复申请') => ({ kind: 'cancelInstance', instance: payment, reason }) as const;
    const ask = (reason = '申请有误，经核实作废') => ({ kind: 'askTermination', instance: payment, reason }) as const;
    const decide = async (id: string, outcome?: string, opinion?: string): Promise<string> => {
      const rest = { ...(outcome === undefined ? {} : { outcome }), ...(opinion === undefined ? {} : { opinion }) };
      return does(id, {
        kind: 'completeWork',
        instance: payment,
        item: await bureau.item(payment, '终止确认'),
        ...rest,
      });
    };
    const change = (...changes: Parameters<typeof fact>[]) =>
      bureau.office.must(SEED, { kind: 'changeOrganisation', changes: changes.map((each) => fact(...each)) });
    const signed = async (): Promise<void> => {
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: { amount: 1, payee: '甲' } });
      await bureau.approve('ihead', payment, '项目管理签字');
      await bureau.approve('fauditor', payment, '财务审核');
      await bureau.approve('fhead', payment, '财务签字');
      expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
    };

    test('whoever started it ends it alone as long as nothing of power was done, with a reason', async () => {
      expect(await does('pm', cancel(' \n'))).toBe('REASON_MISSING');
      expect(await does('ihead', cancel())).toBe('ENDING_TWO');
      expect(await does('operator', cancel())).toBe('ENDING_TWO');
      expect(await bureau.office.status(payment)).toBe('active');
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: { amount: 1, payee: '甲' } });
      await bureau.approve('ihead', payment, '项目管理签字');
      expect(await does('pm', cancel())).toBe('accepted');
      expect(await bureau.office.status(payment)).toBe('cancelled');
      expect(await bureau.open(payment)).toEqual([]);
      expect(await does('pm', cancel())).toBe('conflict');
    });

    test('and no longer once a control has ended, or money is on its way', async () => {
      await signed();
      const refused = await give('pm', cancel());
      expect(codesOf(refused)).toEqual(['ENDING_TWO']);
      expect(refused).toMatchObject({ reasons: [{ parameters: { posts: '分管基建领导' } }] });
      const { state } = (await bureau.office.opened.queries.instance(payment))!;
      expect((JSON.parse(state.work) as { powerUsed: unknown }).powerUsed).toEqual(['Pay']);
      expect(await bureau.office.status(payment)).toBe('active');
    });

    test('an operator asks, a leader of the department it was started in confirms', async () => {
      await signed();
      expect(await does('pm', ask())).toBe('ENDING_OPERATOR');
      expect(await does('operator', ask(' '))).toBe('REASON_MISSING');
      expect(await does('operator', ask())).toBe('accepted');
      expect(await does('operator', ask())).toBe('conflict');
      expect(await bureau.office.status(payment)).toBe('active');
      const [item] = await bureau.open(payment);
      expect(item).toMatchObject({ name: '终止确认', offers: ['post:vice-infra'], activity: 'Payment' });
      for (const id of ['operator', 'vfin', 'pm', 'cashier'])
        expect(await decide(id, 'approve')).toMatch(/^NOT_OFFERED/);
      expect(await decide('vinfra')).toBe('invalid');
      expect(await decide('vinfra', 'defer')).toBe('invalid');
      expect(await decide('vinfra', 'approve')).toBe('accepted');
      expect(await bureau.office.status(payment)).toBe('cancelled');
      expect(await bureau.jobs(payment)).toEqual([]);
      const { state } = (await bureau.office.opened.queries.instance(payment))!;
      const acts = (JSON.parse(state.trail) as { act: string; person: string }[]).slice(-2);
      expect(acts).toMatchObject([
        { act: 'askTermination', person: 'operator' },
        { act: 'terminate', person: 'vinfra', outcome: 'approve' },
      ]);
    });

    test('the leader may say no, with a reason, and it goes on; it may be asked again', async () => {
      await give('operator', ask());
      expect(await decide('vinfra', 'disapprove', ' ')).toBe('OPINION_MISSING');
      expect(await decide('vinfra', 'disapprove', '应继续办理')).toBe('accepted');
      expect(await bureau.office.status(payment)).toBe('active');
      expect(await bureau.openNames(payment)).toEqual(['填写付款申请']);
      expect(await does('operator', ask())).toBe('accepted');
      const items = await bureau.office.opened.queries.itemsOf(payment);
      expect(items.filter(({ name: each }) => each === '终止确认').map(({ status }) => status)).toEqual([
        ...['completed', 'open'],
      ]);
    });

    test('the same person is never both, by another post, another account or a delegation', async () => {
      await change([
        'holding',
        'h-op',
        { person: 'operator', post: 'vice-infra', kind: 'formal', document: '任〔2026〕2号' },
      ]);
      await give('operator', ask());
      expect(await decide('operator', 'approve')).toBe('ENDING_SAME_PERSON');
      const week = { from: bureau.office.now, to: bureau.office.now + 7 * 86_400_000 };
      await change([
        'delegation',
        'd1',
        { from: 'operator', to: 'auditing', processes: [], document: '委〔2026〕1号' },
        week,
      ]);
      expect(await decide('auditing', 'approve')).toBe('ENDING_SAME_PERSON');
      expect(await decide('vinfra', 'approve')).toBe('accepted');
    });

    test('nor does whoever started the matter confirm its end', async () => {
      await change([
        'holding',
        'h-pm',
        { person: 'pm', post: 'vice-infra', kind: 'formal', document: '任〔2026〕2号' },
      ]);
      await give('operator', ask());
      expect(await decide('pm', 'approve')).toBe('ENDING_SAME_PERSON');
    });

    test('the question goes with the matter, and can be taken no other way', async () => {
      await give('operator', ask());
      const item = await bureau.item(payment, '终止确认');
      const back = { kind: 'returnWork', instance: payment, item, target: 'Fill', reason: '退回' } as const;
      expect((await give('vinfra', back)).status).toBe('rejected');
      expect(await bureau.office.status(payment)).toBe('active');
      expect(await does('pm', cancel())).toBe('accepted');
      expect(await bureau.open(payment)).toEqual([]);
      expect(await does('vinfra', { kind: 'completeWork', instance: payment, item, outcome: 'approve' })).toBe(
        'conflict',
      );
    });

    test('it is asked for and confirmed while the matter is held up', async () => {
      await bureau.office.must(bureau.as('operator'), { kind: 'suspendInstance', instance: payment, reason: '核实' });
      expect(await does('operator', ask())).toBe('accepted');
      expect(await decide('vinfra', 'approve')).toBe('accepted');
      expect(await bureau.office.status(payment)).toBe('cancelled');
    });

    test('without a leader on record nobody could confirm, and it is said who can put that right', async () => {
      const lines = ['INFRA', 'FIN', 'AUDIT'].map(
        (id) => ({ change: 'end', kind: 'leaderLine', id: `line-${id}`, at: 0 }) as const,
      );
      await bureau.office.must(SEED, { kind: 'changeOrganisation', changes: lines });
      expect(await does('operator', ask())).toBe('ENDING_NO_APPROVER');
    });

    test('the end of what is of high risk is shown to discipline inspection', async () => {
      const end = { change: 'end', kind: 'holding', id: 'h-disc', at: 0 } as const;
      await bureau.office.must(SEED, { kind: 'changeOrganisation', changes: [end] });
      expect(await does('pm', cancel())).toBe('ENDING_UNSEEN');
      expect(await does('operator', ask())).toBe('ENDING_UNSEEN');
      await change(['holding', 'h-disc', { person: 'disc', post: 'disc', kind: 'formal', document: '任〔2020〕3号' }]);
      await give('operator', ask());
      expect(await decide('vinfra', 'approve')).toBe('accepted');
      const box = { unit: UNIT, person: 'disc', isRead: false };
      const { rows } = await bureau.office.opened.queries.copies(box, { limit: 5 });
      expect(rows).toMatchObject([{ instance: payment, by: 'vinfra' }]);
      expect(await does('disc', { kind: 'acknowledgeCopy', instance: payment })).toBe('accepted');
    });

    test('what is let wait says why', async () => {
      const suspend = (reason: string) => ({ kind: 'suspendInstance', instance: payment, reason }) as const;
      expect(await does('operator', suspend(' '))).toBe('REASON_MISSING');
      expect(await does('pm', suspend('核实'))).toBe('ROLE_REQUIRED');
      expect(await does('operator', suspend('核实'))).toBe('accepted');
    });

    test('what is let go on says why, also to a client that leaves the reason out', async () => {
      const release = { kind: 'releaseInstance', instance: payment } as const;
      expect(await does('operator', { ...release, reason: ' ' })).toBe('REASON_MISSING');
      expect(await does('operator', release as unknown as Command)).toBe('REASON_MISSING');
      // It is in no quarantine.
      expect(await does('operator', { ...release, reason: '已修复' })).toBe('conflict');
    });

    test('"may I?" says the same, and leaves nothing behind', async () => {
      for (const [id, command] of [
        ['vinfra', cancel()],
        ['pm', ask()],
        ['operator', ask()],
        ['operator', cancel()],
        ['pm', cancel()],
      ] as const) {
        const entries = await bureau.office.entries(`instance:${payment}`);
        const principal = bureau.as(id);
        const answer = await bureau.office.runtime.ask({ unit: UNIT, principal, command });
        expect(await bureau.office.entries(`instance:${payment}`)).toBe(entries);
        expect(codesOf(await bureau.office.give(principal, command))).toEqual(codesOf(answer));
      }
    });
  });
}
