import type { Answer } from '@quanheng/runtime';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, TIMER, UNIT } from '../contract/office.js';
import { binding, Bureau, codesOf, fact } from './bureau.js';

const KEY_ELEMENTS = `<extensionElements><qh:protected name="payAmount" type="money"/><qh:protected name="payee" type="account"/>
    <qh:protected name="supplier" type="text"/><qh:protected name="contractNumber" type="text"/></extensionElements>`;
const ORDER = `<userTask id="Order" name="应急处置单"><extensionElements><qh:control kind="emergency">
    <qh:act name="inform"><qh:assign role="DISC"/></qh:act><qh:act name="基建线"><qh:assign department="LEADERS"/></qh:act>
    <qh:act name="财务线"><qh:assign department="LEADERS"/></qh:act><qh:property name="cap" value="emergency:local"/>
    <qh:property name="amount" value="payAmount"/><qh:property name="ratifiedBy" value="Ratify"/></qh:control></extensionElements></userTask>`;
const RATIFY = `<userTask id="Ratify" name="追认"><extensionElements><qh:control kind="collectiveDecision">
    <qh:act name="agenda"><qh:assign role="PM"/></qh:act><qh:property name="body" value="COMMITTEE"/>
    <qh:property name="ballot" value="open"/></qh:control></extensionElements></userTask>`;

/** fill, order, pay, ratify, close; the meeting may say no. */
function drawing(behind = flows('Pay', 'Report', 'Ratify')): string {
  return bpmn(
    'Urgent',
    `${KEY_ELEMENTS}<startEvent id="Start"/><userTask id="Fill" name="填写" qh:writes="payAmount payee supplier contractNumber"><extensionElements>
       <qh:assign role="PM"/></extensionElements></userTask>${ORDER}<serviceTask id="Pay" name="支付" qh:handler="treasury-payment"/>
     <userTask id="Report" name="报告" qh:writes="payee"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>${RATIFY}
     <userTask id="Close" name="归档"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
     <userTask id="Undo" name="追责"><extensionElements><qh:assign role="AUDIT"/></extensionElements></userTask>
     <endEvent id="End"/><endEvent id="No"/><endEvent id="Undone"/>${behind}
     ${flows('Start', 'Fill', 'Order')}<sequenceFlow id="y" sourceRef="Order" targetRef="Pay" qh:outcome="passed"/>
     <sequenceFlow id="n" sourceRef="Order" targetRef="No" qh:outcome="failed"/>
     <sequenceFlow id="r" sourceRef="Ratify" targetRef="Close" qh:outcome="passed"/>
     <sequenceFlow id="u" sourceRef="Ratify" targetRef="Undo" qh:outcome="failed"/>${flows('Close', 'End')}${flows('Undo', 'Undone')}`,
  );
}
const OF_CONTRACT = { payee: '甲账户', supplier: '甲公司', contractNumber: 'K-1' };
const AMOUNTS = { payAmount: 300_000, ...OF_CONTRACT };
const WHY = { opinion: '堤防险情，须立即抢险' };
/** Five working days after Monday 2026-01-05: Monday 2026-01-12 at 24:00 in China. */
const TERM = Date.UTC(2026, 0, 12, 16);

/** 应急处置单 through the door (domain §6.6). */
export function describeEmergencies(name: string, open: () => Promise<OpenedStore>): void {
  describe(`an emergency over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    let published: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.change(
        fact('post', 'disc', { name: '纪检监察室主任', department: 'AUDIT', roles: ['DISC'] }),
        fact('post', 'mayor', { name: '主要负责人', department: 'LEADERS', roles: ['CHIEF'] }),
        fact('leaderLine', 'line-LEADERS', { leader: 'mayor', departments: ['LEADERS'] }),
        ...['disc', 'mayor'].map((id) => fact('person', id, { name: `人员-${id}` })),
        ...['disc', 'mayor'].map((id) =>
          fact('holding', `h-${id}`, { person: id, post: id, kind: 'formal' as const, document: '任' }),
        ),
        fact('body', 'COMMITTEE', {
          name: '党委会',
          members: ['vinfra', 'vfin', 'vaudit'].map((person) => ({ person, role: 'member' as const })),
        }),
        cap('500000'),
        binding('Urgent', 'procurement'),
      );
      published = '';
      await begin(drawing());
    });
    afterEach(() => bureau.office.close());

    function cap(value: string) {
      const data = { name: '应急处置限额', value, unit: 'CNY' as const, basis: [{ article: '单位规定', mark: 'D' }] };
      return fact('threshold', 'emergency:local', data);
    }
    async function begin(text: string, variables: Record<string, string | number> = AMOUNTS): Promise<void> {
      if (text !== published) await bureau.office.publish(text);
      published = text;
      matter = await bureau.start('Urgent');
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '填写', { variables }))).toEqual(['accepted']);
    }
    const inform = (by = 'disc'): Promise<Answer> => bureau.approve(by, matter, '通报');
    const sign = (by: string, line: string, rest: object = { outcome: 'approve', ...WHY }): Promise<Answer> =>
      bureau.act(bureau.as(by), matter, line, rest);
    async function ordered(): Promise<void> {
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['accepted']);
      expect(codesOf(await sign('vfin', '财务线'))).toEqual(['accepted']);
    }
    async function paid(): Promise<void> {
      await ordered();
      const locked = await bureau.office.opened.workSource.lockJobs({
        ...{ unit: UNIT, handlers: ['treasury-payment'], limit: 10, now: bureau.office.now },
        ...{ until: bureau.office.now + 60_000, token: () => 'lock' },
      });
      for (const { job } of locked) {
        const done = { kind: 'completeJob', instance: matter, job, lock: 'lock' } as const;
        await bureau.office.must({ kind: 'system', name: 'job:treasury-payment' }, done);
      }
      expect(await bureau.openNames(matter)).toEqual(['报告']);
    }
    async function ratify(outcome: 'approve' | 'disapprove'): Promise<void> {
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '报告'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('pm', matter, '议题确定'))).toEqual(['accepted']);
      for (const title of ['签到', '发表意见', '表决']) {
        for (const id of ['vinfra', 'vfin', 'vaudit']) {
          const mine = (await bureau.open(matter)).find(
            (item) => item.name.endsWith(`：${title}`) && item.offers.includes(`person:${id}`),
          );
          if (mine === undefined) continue;
          const answered = title === '签到' ? 'approve' : outcome;
          const command = {
            kind: 'completeWork',
            instance: matter,
            item: mine.item,
            outcome: answered,
            ...WHY,
          } as const;
          expect(codesOf(await bureau.office.give(bureau.as(id), command))).toEqual(['accepted']);
        }
        if (title === '签到') expect(codesOf(await bureau.approve('pm', matter, '开会'))).toEqual(['accepted']);
      }
    }
    async function timers(): Promise<readonly number[]> {
      const { rows } = await bureau.office.opened.queries.timers(UNIT, { instance: matter }, { limit: 10 });
      return rows.map(({ due }) => due);
    }
    async function fireAll(): Promise<readonly string[]> {
      const { rows } = await bureau.office.opened.queries.timers(UNIT, { instance: matter }, { limit: 10 });
      const answers: string[] = [];
      for (const { subscription } of rows.filter(({ due }) => due <= bureau.office.now)) {
        const command = { kind: 'fireTimer', instance: matter, subscription } as const;
        answers.push(...codesOf(await bureau.office.give(TIMER, command)));
      }
      return answers;
    }
    async function exceptions(): Promise<{ freezes?: readonly object[]; alerts?: readonly object[] }> {
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      return (JSON.parse(state.work) as { exceptions?: object }).exceptions ?? {};
    }

    test('discipline inspection knows, two leaders sign, what is urgent is done, a meeting ratifies it', async () => {
      expect(await bureau.openNames(matter)).toEqual(['应急处置单：通报纪检监察']);
      await paid();
      expect(await timers()).toEqual([TERM]);
      await ratify('approve');
      expect(await timers()).toEqual([]);
      bureau.office.now = TERM;
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '归档'))).toEqual(['accepted']);
      expect(await bureau.office.status(matter)).toBe('completed');
      expect(await exceptions()).toEqual({});
    });

    test('not ratified in time: frozen, with an alert, until discipline inspection lifts it; the meeting is held all the same', async () => {
      await paid();
      bureau.office.now = TERM - 1;
      expect(await fireAll()).toEqual([]);
      bureau.office.now = TERM;
      expect(await fireAll()).toEqual(['accepted']);
      expect(await bureau.office.status(matter)).toBe('suspended');
      expect(await exceptions()).toEqual({
        freezes: [{ why: 'unratified', at: TERM, by: null, until: null, wasSuspended: false }],
        alerts: [{ code: 'NOT_RATIFIED', activity: 'Order', at: TERM }],
      });
      const report = await bureau.act(bureau.as('pm'), matter, '报告');
      expect(codesOf(report)).toEqual(['INSTANCE_FROZEN']);
      expect(report).toMatchObject({ reasons: [{ parameters: { name: '纪检监察室主任' } }] });
      const resume = { kind: 'resumeInstance', instance: matter } as const;
      expect(codesOf(await bureau.office.give(bureau.as('operator'), resume))).toEqual(['INSTANCE_FROZEN']);
      const lift = { kind: 'unfreezeInstance', instance: matter, reason: '限期补办追认' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('vfin'), lift))).toEqual(['DISCIPLINE_ONLY']);
      expect(codesOf(await bureau.office.give(bureau.as('disc'), lift))).toEqual(['accepted']);
      await ratify('approve');
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '归档'))).toEqual(['accepted']);
      expect(await exceptions()).toMatchObject({ freezes: [], alerts: [{ code: 'NOT_RATIFIED' }] });
    });

    test('a meeting that does not ratify it freezes at once', async () => {
      await paid();
      await ratify('disapprove');
      expect(await bureau.office.status(matter)).toBe('suspended');
      expect(await timers()).toEqual([]);
      expect(await exceptions()).toMatchObject({ freezes: [{ why: 'unratified' }], alerts: [{ activity: 'Order' }] });
      const lift = { kind: 'unfreezeInstance', instance: matter, reason: '已立案' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('disc'), lift))).toEqual(['accepted']);
      expect(codesOf(await bureau.act(bureau.as('auditing'), matter, '追责'))).toEqual(['accepted']);
      expect(await bureau.office.status(matter)).toBe('completed');
      expect((await exceptions()).alerts).toHaveLength(1);
    });

    test('the matter does not end before the meeting, by no way', async () => {
      await paid();
      const asked = { kind: 'askTermination', instance: matter, reason: '作废' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('operator'), asked))).toEqual(['accepted']);
      const [ending] = (await bureau.open(matter)).filter((item) => item.name === '终止确认');
      const [post] = ending!.offers.flatMap((offer) =>
        offer.startsWith('post:') ? [offer.slice('post:'.length)] : [],
      );
      const leader = { 'vice-infra': 'vinfra', 'vice-fin': 'vfin', 'vice-audit': 'vaudit' }[post ?? ''] ?? 'nobody';
      const refused = await bureau.approve(leader, matter, '终止确认');
      expect(codesOf(refused)).toEqual(['RATIFICATION_MISSING']);
      expect(refused).toMatchObject({ reasons: [{ parameters: { name: '应急处置单', meeting: '追认' } }] });
      // A drawing that leads round the meeting, put there past publication.
      await begin(
        drawing(
          `<exclusiveGateway id="G" default="x"/>${flows('Pay', 'Report', 'G')}<sequenceFlow id="x" sourceRef="G" targetRef="End"/>
           <sequenceFlow id="m" sourceRef="G" targetRef="Ratify"><conditionExpression>false</conditionExpression></sequenceFlow>`,
        ),
      );
      await paid();
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '报告'))).toEqual(['RATIFICATION_MISSING']);
    });

    test('nobody signs before discipline inspection knows, and nobody says so for it', async () => {
      expect(codesOf(await inform('pm'))).toEqual(['NOT_OFFERED']);
      await bureau.change(
        fact('holding', 'h-pm-disc', { person: 'pm', post: 'checker', kind: 'formal', document: '任' }),
      );
      const week = { from: bureau.office.now, to: bureau.office.now + 7 * 86_400_000 };
      const delegation = { from: 'disc', to: 'pm', processes: [], document: '委〔2026〕1号' };
      await bureau.change(fact('delegation', 'd1', delegation, week));
      expect(codesOf(await inform('pm'))).toEqual(['IN_PERSON', 'EMERGENCY_UNTOLD']);
      expect(await bureau.openNames(matter)).toEqual(['应急处置单：通报纪检监察']);
      await begin(drawing().replace('<qh:assign role="DISC"/>', '<qh:assign role="PM"/>'));
      expect(codesOf(await inform('pm'))).toEqual(['EMERGENCY_UNTOLD']);
    });

    test('two leaders of different lines, in person, with reasons, and never the chief', async () => {
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('mayor', '基建线'))).toEqual(['EMERGENCY_CHIEF']);
      const item = await bureau.item(matter, '基建线');
      const on = { kind: 'transferWork', instance: matter, item, to: 'vaudit', reason: '出差' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('vinfra'), on))).toEqual(['TRANSFER_REFUSED']);
      expect(codesOf(await sign('pm', '基建线'))).toEqual(['NOT_OFFERED']);
      expect(codesOf(await sign('vinfra', '基建线', { outcome: 'approve' }))).toEqual(['OPINION_MISSING']);
      const stale = { ...bureau.as('vinfra'), authenticatedAt: bureau.office.now - 301_000 } as const;
      expect(codesOf(await bureau.act(stale, matter, '基建线', { outcome: 'approve', ...WHY }))).toEqual([
        'AUTH_STRENGTH',
      ]);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '财务线'))).toEqual(['SOD_SAME_PERSON', 'EMERGENCY_SAME_LINE']);
      await bureau.change(
        fact('post', 'vice-too', { name: '副主任', department: 'LEADERS', roles: [] }),
        fact('person', 'vtoo', { name: '人员-vtoo' }),
        fact('holding', 'h-vtoo', { person: 'vtoo', post: 'vice-too', kind: 'formal', document: '任' }),
      );
      expect(codesOf(await sign('vtoo', '财务线'))).toEqual(['EMERGENCY_NOT_LEADER']);
      await bureau.change(fact('leaderLine', 'line-too', { leader: 'vice-too', departments: ['INFRA', 'FIN'] }));
      const same = await sign('vtoo', '财务线');
      expect(codesOf(same)).toEqual(['EMERGENCY_SAME_LINE']);
      expect(same).toMatchObject({ reasons: [{ parameters: { dept: '基建处' } }] });
      const week = { from: bureau.office.now, to: bureau.office.now + 7 * 86_400_000 };
      const delegation = { from: 'vfin', to: 'auditing', processes: [], document: '委〔2026〕1号' };
      await bureau.change(fact('delegation', 'd1', delegation, week));
      expect(codesOf(await sign('auditing', '财务线'))).toEqual(['IN_PERSON']);
      expect(await bureau.jobs(matter)).toEqual([]);
      expect(codesOf(await sign('vfin', '财务线'))).toEqual(['accepted']);
      expect(await bureau.jobs(matter)).toEqual(['treasury-payment']);
    });

    test('whose line was moved for the past meanwhile frees nobody: what they led when they signed counts', async () => {
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['accepted']);
      const from = bureau.office.now - 86_400_000;
      bureau.office.now += 60_000;
      const moved = { leader: 'vice-fin', departments: ['INFRA'], document: '补〔2026〕1号' };
      await bureau.change(fact('leaderLine', 'line-INFRA', moved, { from }));
      const same = await sign('vfin', '财务线');
      expect(codesOf(same)).toEqual(['EMERGENCY_SAME_LINE']);
      expect(same).toMatchObject({ reasons: [{ parameters: { dept: '基建处' } }] });
    });

    test('a key element that the drawing does not protect is not signed either', async () => {
      await begin(drawing().replace('<qh:protected name="supplier" type="text"/>', '').replace(' supplier ', ' '));
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['accepted']);
      const second = await sign('vfin', '财务线');
      expect(codesOf(second)).toEqual(['KEY_ELEMENT_UNSIGNED']);
      expect(second).toMatchObject({ reasons: [{ parameters: { name: '支付', list: '供应商' } }] });
      expect(await bureau.jobs(matter)).toEqual([]);
    });

    test('one of them says no: nothing is done on it', async () => {
      expect(codesOf(await inform())).toEqual(['accepted']);
      const no = { outcome: 'disapprove', opinion: '不属于应急情形' };
      expect(codesOf(await sign('vfin', '财务线', no))).toEqual(['accepted']);
      expect(await bureau.office.status(matter)).toBe('completed');
      expect(await bureau.jobs(matter)).toEqual([]);
    });

    test('up to the cap and not above it, and nothing where nobody has set one', async () => {
      await begin(drawing(), { ...AMOUNTS, payAmount: 500_000 });
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['accepted']);
      await begin(drawing(), { ...AMOUNTS, payAmount: 500_000.01 });
      expect(codesOf(await inform())).toEqual(['accepted']);
      const over = await sign('vinfra', '基建线');
      expect(codesOf(over)).toEqual(['EMERGENCY_OVER_CAP']);
      expect(over).toMatchObject({ reasons: [{ parameters: { a: '500000.01', x: '500000' } }] });
      await begin(drawing(), OF_CONTRACT);
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['EMERGENCY_NO_AMOUNT']);
      await begin(drawing().replace('emergency:local', 'emergency:elsewhere'));
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['RULE_NOT_CONFIGURED']);
    });

    test('what was signed is for this matter as it is: another amount or payee takes it away, and stays to be ratified', async () => {
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['accepted']);
      const item = await bureau.item(matter, '财务线');
      const back = { kind: 'returnWork', instance: matter, item, target: 'Fill', reason: '账户有误' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('vfin'), back))).toEqual(['accepted']);
      const other = { variables: { payAmount: 300_000, payee: '乙账户' } };
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '填写', other))).toEqual(['accepted']);
      expect(await bureau.openNames(matter)).toEqual(['应急处置单：通报纪检监察']);
      await paid();
      // Rewritten after the money went out: the order no longer counts, and is to be ratified all the same.
      const rewritten = { variables: { payee: '丙账户' } };
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '报告', rewritten))).toEqual(['accepted']);
      bureau.office.now = TERM;
      expect(await fireAll()).toEqual(['accepted']);
      expect(await bureau.office.status(matter)).toBe('suspended');
    });

    test('under a profile that knows of no emergency the order opens no payment', async () => {
      await bureau.change(binding('Urgent', 'reimbursement', {}, { from: bureau.office.now }));
      await begin(drawing());
      expect(codesOf(await inform())).toEqual(['accepted']);
      expect(codesOf(await sign('vinfra', '基建线'))).toEqual(['accepted']);
      expect(codesOf(await sign('vfin', '财务线'))).toContain('DUAL_MISSING');
      expect(await bureau.jobs(matter)).toEqual([]);
    });

    test('“may I?” says the same and leaves nothing', async () => {
      expect(codesOf(await inform())).toEqual(['accepted']);
      const item = await bureau.item(matter, '基建线');
      const entries = await bureau.office.entries(`instance:${matter}`);
      const command = { kind: 'completeWork', instance: matter, item, outcome: 'approve', ...WHY } as const;
      const asked = (id: string) => bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as(id), command });
      expect(codesOf(await asked('mayor'))).toEqual(['EMERGENCY_CHIEF']);
      expect(codesOf(await asked('vinfra'))).toEqual(['accepted']);
      expect(await bureau.office.entries(`instance:${matter}`)).toBe(entries);
    });
  });
}
