import type { Command } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { AMENDED_PAYMENT, PAYMENT, REGISTERED_PAYMENT } from './drawings.js';

const AMOUNTS = { amount: 300_000, payee: '甲账户' };

/** 两支笔会签 through the door: the ten invariants of domain §2.c, each as an attempt to break it. */
export function describeTwoPens(name: string, open: () => Promise<OpenedStore>): void {
  describe(`acceptance 1: two pens over ${name}`, () => {
    let bureau: Bureau;
    let payment: string;

    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(PAYMENT);
      payment = await bureau.start('Payment');
      expect(codesOf(await bureau.act(bureau.as('pm'), payment, '填写', { variables: AMOUNTS }))).toEqual(['accepted']);
    });
    afterEach(() => bureau.office.close());

    async function signedByInfrastructure(): Promise<void> {
      expect(codesOf(await bureau.approve('ihead', payment, '项目管理签字'))).toEqual(['accepted']);
    }
    async function signedByFinance(): Promise<void> {
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('fhead', payment, '财务签字'))).toEqual(['accepted']);
    }

    test('pays when both have signed, in either order', async () => {
      expect(await bureau.openNames(payment)).toEqual(['两支笔会签：财务审核', '两支笔会签：项目管理签字']);
      await signedByFinance();
      expect(await bureau.jobs(payment)).toEqual([]);
      await signedByInfrastructure();
      expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
      expect(await bureau.open(payment)).toEqual([]);
    });

    test('① the pens are two natural persons, whatever posts one of them holds', async () => {
      expect(codesOf(await bureau.approve('both', payment, '项目管理签字'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('both', payment, '财务签字'))[0]).toBe('SOD_SAME_PERSON');
      const byOtherAccount = await bureau.act(bureau.as('both', 'a-second'), payment, '财务签字', {
        outcome: 'approve',
      });
      expect(codesOf(byOtherAccount)[0]).toBe('SOD_SAME_PERSON');
      expect(await bureau.jobs(payment)).toEqual([]);
    });

    test('② two departments', async () => {
      await bureau.office.must(
        { kind: 'system', name: 'seed' },
        {
          kind: 'changeOrganisation',
          changes: [
            fact('post', 'fin-head', { name: '财务处长', department: 'INFRA', roles: ['FIN_HEAD', 'INFRA_HEAD'] }),
          ],
        },
      );
      await signedByInfrastructure();
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
      // What was offered to the head of finance is offered to nobody who sits in the other department.
      expect(codesOf(await bureau.approve('fhead', payment, '财务签字'))).toEqual(['NOT_OFFERED']);
      // Nor does a drawing that offers it without naming the department let them.
      await bureau.office.publish(PAYMENT.replaceAll(/ department="[A-Z]+"/g, ''));
      payment = await bureau.start('Payment');
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: AMOUNTS });
      await signedByInfrastructure();
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('fhead', payment, '财务签字'))).toEqual(['SOD_SAME_DEPT', 'SOD_SAME_LEADER']);
      expect(await bureau.jobs(payment)).toEqual([]);
    });

    test('③ two leader lines', async () => {
      await bureau.office.must(
        { kind: 'system', name: 'seed' },
        {
          kind: 'changeOrganisation',
          changes: [fact('leaderLine', 'line-FIN', { leader: 'vice-infra', departments: ['FIN'] })],
        },
      );
      await signedByInfrastructure();
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('fhead', payment, '财务签字'))).toEqual(['SOD_SAME_LEADER']);
    });

    test('④ the same contents: going back to change them voids what was signed', async () => {
      await signedByInfrastructure();
      const pens = await bureau.item(payment, '财务审核');
      const back = { kind: 'returnWork', instance: payment, item: pens, target: 'Fill', reason: '账户有误' } as const;
      const unreasoned = { ...back, reason: ' \n' };
      expect(codesOf(await bureau.office.give(bureau.as('fauditor'), unreasoned))).toEqual(['REASON_MISSING']);
      const { reason: _reason, ...without } = back;
      // Clients that are no TypeScript leave it out: a refusal like any other, and nothing the matter is put aside for.
      const bare = await bureau.office.give(bureau.as('fauditor'), without as Command);
      expect(codesOf(bare)).toEqual(['REASON_MISSING']);
      expect(codesOf(await bureau.office.give(bureau.as('fauditor'), back))).toEqual(['accepted']);
      expect(await bureau.openNames(payment)).toEqual(['填写付款申请']);
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: { amount: 300_000, payee: '乙账户' } });
      await signedByFinance();
      expect(await bureau.jobs(payment)).toEqual([]);
      await signedByInfrastructure();
      expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
    });

    test('acceptance 14: another payee after the first pen, and after both -> every signature is void', async () => {
      const hands = [
        ['ihead', '项目管理签字'],
        ['fauditor', '财务审核'],
        ['fhead', '财务签字'],
      ] as const;
      let amended = '';
      const does = async (id: string, part: string, rest: object): Promise<void> => {
        expect(codesOf(await bureau.act(bureau.as(id), amended, part, rest))).toEqual(['accepted']);
      };
      const sign = async (count: number): Promise<void> => {
        for (const [id, pen] of hands.slice(0, count)) await does(id, pen, { outcome: 'approve' });
      };
      const amend = (): Promise<void> => does('pm', '更正账户', { variables: { payee: '乙账户' } });
      await bureau.office.publish(AMENDED_PAYMENT);
      for (const count of [1, 2]) {
        amended = await bureau.start('Payment');
        await does('pm', '填写', { variables: AMOUNTS });
        await sign(count);
        await amend();
        expect(await bureau.openNames(amended)).toEqual(['两支笔会签：财务审核', '两支笔会签：项目管理签字']);
      }
      await sign(hands.length);
      await does('pm', '登记', {});
      expect(await bureau.jobs(amended)).toEqual(['treasury-payment']);

      amended = await bureau.start('Payment');
      await does('pm', '填写', { variables: AMOUNTS });
      await sign(hands.length);
      await amend();
      const register = await bureau.act(bureau.as('pm'), amended, '登记');
      expect(codesOf(register)).toEqual(['DUAL_CONTENT_CHANGED']);
      const row = (await bureau.office.opened.queries.instance(amended))!;
      const { ended } = JSON.parse(row.state.work) as { ended: Record<string, object> };
      expect(ended['Pens']).toMatchObject({ voided: { why: 'content' } });
      expect(await bureau.jobs(amended)).toEqual([]);
    });

    test('⑤ neither signs for the other side', async () => {
      const week = { from: bureau.office.now, to: bureau.office.now + 7 * 86_400_000 };
      const delegation = { from: 'fhead', to: 'pm', processes: [], document: '委〔2026〕1号' };
      const others = { from: 'fhead', to: 'auditing', processes: [], document: '委〔2026〕2号' };
      await bureau.office.must(
        { kind: 'system', name: 'seed' },
        {
          kind: 'changeOrganisation',
          changes: [fact('delegation', 'd1', delegation, week), fact('delegation', 'd2', others, week)],
        },
      );
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('pm', payment, '财务签字'))).toEqual(['DUAL_CROSS_DELEGATE']);
      expect(codesOf(await bureau.approve('auditing', payment, '财务签字'))).toEqual(['accepted']);
    });

    test('⑥ both alive: one taken back voids both, until the payment has begun', async () => {
      const withdraw = { kind: 'withdrawSignature', instance: payment, activity: 'Pens', reason: '合同有误' } as const;
      const give = async (id: string, reason: string = withdraw.reason): Promise<readonly string[]> =>
        codesOf(await bureau.office.give(bureau.as(id), { ...withdraw, reason }));
      expect(await give('ihead')).toEqual(['NOT_SIGNED']);
      await signedByInfrastructure();
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
      expect(await give('fhead')).toEqual(['NOT_SIGNED']);
      expect(await give('ihead', ' ')).toEqual(['REASON_MISSING']);
      expect(await give('ihead')).toEqual(['accepted']);
      expect(await bureau.openNames(payment)).toEqual(['两支笔会签：财务审核', '两支笔会签：项目管理签字']);
      await signedByFinance();
      expect(await bureau.jobs(payment)).toEqual([]);
      await signedByInfrastructure();
      expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
      expect(await give('fhead')).toEqual(['WITHDRAW_PAID']);
    });

    test('⑥ and after both, when something still lies before the payment', async () => {
      await bureau.office.publish(REGISTERED_PAYMENT);
      const registered = await bureau.start('Registered');
      await bureau.act(bureau.as('pm'), registered, '填写', { variables: AMOUNTS });
      await bureau.approve('ihead', registered, '项目管理签字');
      await bureau.approve('fauditor', registered, '财务审核');
      await bureau.approve('fhead', registered, '财务签字');
      expect(await bureau.openNames(registered)).toEqual(['登记']);
      const withdraw = {
        kind: 'withdrawSignature',
        instance: registered,
        activity: 'Pens',
        reason: '合同有误',
      } as const;
      expect(codesOf(await bureau.office.give(bureau.as('fhead'), withdraw))).toEqual(['accepted']);
      expect(codesOf(await bureau.act(bureau.as('auditing'), registered, '登记'))).toEqual(['DUAL_CONTENT_CHANGED']);
      const item = await bureau.item(registered, '登记');
      const back = { kind: 'returnWork', instance: registered, item, target: 'Pens', reason: '合同有误' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('auditing'), back))).toEqual(['accepted']);
      expect(await bureau.openNames(registered)).toHaveLength(2);
    });

    test('⑥ and while the payment lies before whoever pays, until they have paid', async () => {
      const drawn = REGISTERED_PAYMENT.replace('name="登记"', 'name="出纳" qh:duty="PAY_EXECUTE"');
      await bureau.office.publish(drawn);
      const paid = await bureau.start('Registered');
      await bureau.act(bureau.as('pm'), paid, '填写', { variables: AMOUNTS });
      const sign = async (): Promise<void> => {
        await bureau.approve('ihead', paid, '项目管理签字');
        await bureau.approve('fauditor', paid, '财务审核');
        expect(codesOf(await bureau.approve('fhead', paid, '财务签字'))).toEqual(['accepted']);
      };
      const withdraw = { kind: 'withdrawSignature', instance: paid, activity: 'Pens', reason: '合同有误' } as const;
      await sign();
      expect(await bureau.openNames(paid)).toEqual(['出纳']);
      expect(codesOf(await bureau.office.give(bureau.as('ihead'), withdraw))).toEqual(['accepted']);
      expect(codesOf(await bureau.act(bureau.as('cashier'), paid, '出纳'))).toEqual(['DUAL_CONTENT_CHANGED']);
      const item = await bureau.item(paid, '出纳');
      const back = { kind: 'returnWork', instance: paid, item, target: 'Pens', reason: '签字已撤回' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('cashier'), back))).toEqual(['accepted']);
      await sign();
      expect(codesOf(await bureau.act(bureau.as('cashier'), paid, '出纳'))).toEqual(['accepted']);
      expect(codesOf(await bureau.office.give(bureau.as('ihead'), withdraw))).toEqual(['WITHDRAW_PAID']);
    });

    test('⑦ one pen alone reaches nothing, and a no ends it', async () => {
      await signedByInfrastructure();
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
      const no = await bureau.act(bureau.as('fhead'), payment, '财务签字', { outcome: 'disapprove' });
      expect(codesOf(no)).toEqual(['OPINION_MISSING']);
      const reasoned = { outcome: 'disapprove', opinion: '发票与合同不符' };
      expect(codesOf(await bureau.act(bureau.as('fhead'), payment, '财务签字', reasoned))).toEqual(['accepted']);
      expect(await bureau.jobs(payment)).toEqual([]);
      expect(await bureau.office.status(payment)).toBe('completed');
    });

    test('⑧ nobody completes it for them', async () => {
      const instance = payment;
      const item = await bureau.item(payment, '项目管理签字');
      const around = [
        { kind: 'completeWork', instance, item, outcome: 'approve' },
        { kind: 'setVariables', instance, variables: { payee: '乙账户' }, reason: '修复' },
        { kind: 'reofferWork', instance, item },
        { kind: 'resolveIncident', instance, element: Number(item.split('#')[0]), reason: '修复' },
      ] as const;
      const tries = async (id: string): Promise<string> => {
        const told: string[] = [];
        for (const command of around) {
          const answer = await bureau.office.give(bureau.as(id), command);
          told.push(answer.status === 'rejected' ? answer.code : codesOf(answer).join());
        }
        return told.join(' ');
      };
      const noOperator = 'ROLE_REQUIRED ROLE_REQUIRED ROLE_REQUIRED';
      for (const id of ['pm', 'cashier', 'vinfra', 'vfin', 'auditing', 'designer', 'publisher']) {
        expect(await tries(id)).toBe(`NOT_OFFERED ${noOperator}`);
      }
      for (const id of ['sysadmin', 'secadmin', 'auditor']) {
        expect(await tries(id)).toBe(`ADMINISTRATOR_IN_BUSINESS ${noOperator}`);
      }
      // An operator repairs what is broken: here nobody lacks anybody, and nothing has failed.
      expect(await tries('operator')).toBe('NOT_OFFERED PROTECTED_DATA conflict conflict');
      expect(await bureau.openNames(payment)).toHaveLength(2);
      expect(await bureau.jobs(payment)).toEqual([]);
    });

    test('⑨ a signature asks for a fresh proof of identity', async () => {
      const stale = { ...bureau.as('ihead'), authenticatedAt: bureau.office.now - 301_000 } as const;
      const answer = await bureau.act(stale, payment, '项目管理签字', { outcome: 'approve' });
      expect(codesOf(answer)).toEqual(['AUTH_STRENGTH']);
      await signedByInfrastructure();
    });

    test('⑩ both moments, and what was signed, are on record', async () => {
      await signedByInfrastructure();
      bureau.office.now += 60_000;
      await signedByFinance();
      const { state } = (await bureau.office.opened.queries.instance(payment))!;
      const { ended } = JSON.parse(state.work) as {
        ended: Record<string, { acts: Record<string, { at: number; digest: string }> }>;
      };
      const { acts } = ended['Pens']!;
      expect(acts['财务签字']!.at - acts['项目管理签字']!.at).toBeGreaterThanOrEqual(60_000);
      expect(new Set(Object.values(acts).map(({ digest }) => digest)).size).toBe(1);
      expect(acts['财务签字']!.digest).toMatch(/^[0-9a-f]{64}$/);
    });

    test('what is no answer changes nothing', async () => {
      const plain = await bureau.act(bureau.as('ihead'), payment, '项目管理签字', {});
      expect(plain).toMatchObject({ status: 'rejected', code: 'invalid' });
      const filled = { outcome: 'approve', variables: { amount: 1 } };
      const answer = await bureau.act(bureau.as('ihead'), payment, '项目管理签字', filled);
      expect(answer).toMatchObject({ status: 'rejected', code: 'invalid' });
      expect(await bureau.openNames(payment)).toHaveLength(2);
    });
  });
}
