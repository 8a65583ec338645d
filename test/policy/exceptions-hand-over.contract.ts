import type { Answer, HandOverMatter, TrailRecord } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, SEED, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';
import { PAYMENT } from './drawings.js';

const DAY = 86_400_000;
/** Whoever fills in carries out, and does not accept; the report is the initiator's. */
const PROJECT = bpmn(
  'Project',
  `<extensionElements><qh:constraint kind="binding" between="Fill Carry"/>
     <qh:constraint kind="separation" between="Fill Accept"/></extensionElements>
   <startEvent id="s"/><userTask id="Fill" name="立项"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
   <userTask id="Carry" name="组织实施"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
   <userTask id="Report" name="总结"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask>
   <userTask id="Accept" name="验收"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
   <endEvent id="e"/>${flows('s', 'Fill', 'Carry', 'Report', 'Accept', 'e')}`,
);
const LIST = { from: 'pm', to: 'pm2', witness: 'ihead', document: '交接〔2026〕1号' } as const;

/** 交接单: 移交、接任、监交, and 指定替代签字人. */
export function describeHandOver(name: string, open: () => Promise<OpenedStore>): void {
  describe(`handing over, over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: [
          ...['pm2', 'pm3', 'hr'].map((id) => fact('person', id, { name: `人员-${id}` })),
          fact('post', 'hr', { name: '人事干部', department: 'LEADERS', roles: ['HR_ORG'] }),
          ...(
            [
              ['pm2', 'pm'],
              ['pm3', 'pm'],
              ['hr', 'hr'],
            ] as const
          ).map(([id, post]) => fact('holding', `h-${id}`, { person: id, post, kind: 'formal', document: '任' })),
        ],
      });
      await bureau.office.publish(PROJECT);
      matter = await bureau.start('Project');
      await accepted(bureau.act(bureau.as('pm'), matter, '立项'));
    });
    afterEach(() => closeReplayed(bureau));

    async function accepted(answer: Promise<Answer>): Promise<void> {
      expect(codesOf(await answer)).toEqual(['accepted']);
    }
    function command(instance: string, rest: Partial<HandOverMatter> = {}): HandOverMatter {
      return { kind: 'handOver', instance, ...LIST, ...rest };
    }
    function sign(by: string, rest: Partial<HandOverMatter> = {}, instance = matter): Promise<Answer> {
      return bureau.office.give(bureau.as(by), command(instance, rest));
    }
    async function signAll(rest: Partial<HandOverMatter> = {}, instance = matter): Promise<void> {
      const { from, to, witness } = { ...LIST, ...rest };
      for (const by of [from, to, witness]) await accepted(sign(by, rest, instance));
    }
    async function trail(instance = matter): Promise<readonly TrailRecord[]> {
      const { state } = (await bureau.office.opened.queries.instance(instance))!;
      return JSON.parse(state.trail) as readonly TrailRecord[];
    }

    test('releases what binds somebody to go on, with the list in the matter; both count ever after', async () => {
      const before = await bureau.act(bureau.as('pm2'), matter, '组织实施');
      expect(codesOf(before)).toEqual(['BINDING_REQUIRED']);
      expect(before).toMatchObject({ reasons: [{ message: expect.stringContaining('请先办理交接单') }] });
      await accepted(sign('pm2'));
      await accepted(sign('ihead'));
      expect(codesOf(await bureau.act(bureau.as('pm2'), matter, '组织实施'))).toEqual(['BINDING_REQUIRED']);
      await accepted(sign('pm'));
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '组织实施'))).toEqual(['BINDING_REQUIRED']);
      await accepted(bureau.act(bureau.as('pm2'), matter, '组织实施'));
      const lines = (await trail()).filter(({ act }) => act === 'handOver');
      expect(lines.map(({ person, to, documents }) => [person, to, documents])).toEqual(
        ['pm2', 'ihead', 'pm'].map((id) => [id, 'pm2', [LIST.document]]),
      );
      // What was the initiator's is the successor's now, and nobody else's.
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '总结'))).toEqual(['NOT_OFFERED']);
      await accepted(bureau.act(bureau.as('pm2'), matter, '总结'));
      // Who filled in does not accept, and neither does who stands in their place.
      for (const id of ['pm', 'pm2']) {
        expect(codesOf(await bureau.act(bureau.as(id), matter, '验收'))).toEqual(['SOD_SAME_PERSON']);
      }
      await accepted(bureau.act(bureau.as('pm3'), matter, '验收'));
      expect((await trail()).find(({ act, activity }) => act === 'complete' && activity === 'Carry')).toMatchObject({
        ...{ person: 'pm2', alsoFor: ['pm'] },
      });
    });

    test('work in hand goes over with it', async () => {
      const item = await bureau.item(matter, '组织实施');
      await accepted(bureau.office.give(bureau.as('pm'), { kind: 'claimWork', instance: matter, item }));
      await signAll();
      expect((await bureau.open(matter)).map(({ assignee }) => assignee)).toEqual(['pm2']);
      // What is open for the initiator is opened anew for the successor, whom it is then offered to.
      await accepted(bureau.act(bureau.as('pm2'), matter, '组织实施'));
      await signAll({ from: 'pm2', to: 'pm3', document: '交接〔2026〕2号' });
      expect((await bureau.open(matter)).map(({ offers }) => offers)).toEqual([['person:pm3']]);
      expect(codesOf(await bureau.act(bureau.as('pm2'), matter, '总结'))).toEqual(['NOT_OFFERED']);
      await accepted(bureau.act(bureau.as('pm3'), matter, '总结'));
      for (const id of ['pm', 'pm2', 'pm3']) {
        expect(codesOf(await bureau.act(bureau.as(id), matter, '验收'))).toEqual(['SOD_SAME_PERSON']);
      }
    });

    test('takes three persons: nobody signs twice, for another, or something else', async () => {
      expect(codesOf(await sign('pm', { to: 'pm' }))).toContain('HAND_OVER_PERSONS');
      expect(codesOf(await sign('pm', { witness: 'pm2' }))).toContain('HAND_OVER_PERSONS');
      expect(codesOf(await sign('pm', { to: 'nobody' }))).toContain('HAND_OVER_PERSONS');
      expect(codesOf(await sign('pm', { to: 'secadmin' }))).toContain('HAND_OVER_PERSONS');
      expect(codesOf(await sign('pm3', { from: 'cashier' }))).toContain('HAND_OVER_NO_PART');
      expect(codesOf(await sign('pm', { witness: 'pm3' }))).toEqual(['HAND_OVER_WITNESS']);
      expect(codesOf(await sign('vfin'))).toEqual(['HAND_OVER_PARTY']);
      expect(codesOf(await sign('hr'))).toEqual(['HAND_OVER_PARTY']);
      await accepted(sign('pm'));
      const again = bureau.office.give(bureau.as('pm', 'a-second'), command(matter));
      expect(await again).toMatchObject({ status: 'rejected', code: 'conflict' });
      // Another document is another hand-over: signatures do not add up across them.
      await accepted(sign('pm2', { document: '交接〔2026〕9号' }));
      await accepted(sign('ihead'));
      expect(codesOf(await bureau.act(bureau.as('pm2'), matter, '组织实施'))).toEqual(['BINDING_REQUIRED']);
      await accepted(sign('pm2'));
      expect(await sign('pm2')).toMatchObject({ status: 'rejected', code: 'conflict' });
      await accepted(bureau.act(bureau.as('pm2'), matter, '组织实施'));
    });

    test('a delegate signs for nobody', async () => {
      const week = { from: bureau.office.now, to: bureau.office.now + 7 * DAY };
      const delegation = { from: 'pm2', to: 'pm3', processes: [], document: '委〔2026〕1号' };
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: [fact('delegation', 'd', delegation, week)],
      });
      expect(codesOf(await sign('pm3'))).toEqual(['HAND_OVER_PARTY']);
    });

    test('the personnel department signs for whoever cannot be reached, and for nobody else', async () => {
      const absence = '长期病休，无法联系';
      expect(codesOf(await sign('cashier', { absence }))).toEqual(['HAND_OVER_PARTY']);
      expect(codesOf(await sign('pm', { absence }))).toEqual(['HAND_OVER_PARTY']);
      await accepted(sign('hr', { absence }));
      await accepted(sign('pm2', { absence }));
      await accepted(sign('vinfra', { absence, witness: 'vinfra' }));
      expect(codesOf(await bureau.act(bureau.as('pm2'), matter, '组织实施'))).toEqual(['BINDING_REQUIRED']);
      await accepted(sign('ihead', { absence }));
      await accepted(bureau.act(bureau.as('pm2'), matter, '组织实施'));
    });

    test('may I? is answered the same, without a trace', async () => {
      const entries = await bureau.office.entries(`instance:${matter}`);
      const ask = (by: string): Promise<Answer> =>
        bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as(by), command: command(matter) });
      expect(codesOf(await ask('pm'))).toEqual(['accepted']);
      expect(codesOf(await ask('vfin'))).toEqual(['HAND_OVER_PARTY']);
      expect(await bureau.office.entries(`instance:${matter}`)).toBe(entries);
    });

    describe('a substitute signatory', () => {
      let payment: string;
      const until = (): number => bureau.office.now + 30 * DAY;
      beforeEach(async () => {
        await bureau.office.publish(PAYMENT);
        payment = await bureau.start('Payment');
        await accepted(
          bureau.act(bureau.as('pm'), payment, '填写', { variables: { amount: 300_000, payee: '甲账户' } }),
        );
        await accepted(bureau.approve('fauditor', payment, '财务审核'));
        const item = await bureau.item(payment, '项目管理签字');
        await accepted(bureau.office.give(bureau.as('ihead'), { kind: 'claimWork', instance: payment, item }));
      });
      const designated = (to: string): Partial<HandOverMatter> => ({
        ...{ from: 'ihead', to, witness: 'hr', document: '替签〔2026〕1号' },
        substitute: { post: 'infra-head', until: until() },
      });

      test('signs in this matter, with both names, until the day', async () => {
        await signAll(designated('auditing'), payment);
        await accepted(bureau.approve('auditing', payment, '项目管理签字'));
        await accepted(bureau.approve('fhead', payment, '财务签字'));
        expect(await bureau.jobs(payment)).toEqual(['treasury-payment']);
        expect((await trail(payment)).find(({ act }) => act === '项目管理签字')).toMatchObject({
          ...{ person: 'auditing', onBehalfOf: 'ihead', post: 'infra-head', documents: ['替签〔2026〕1号'] },
        });
        const other = await bureau.start('Payment');
        await bureau.act(bureau.as('pm'), other, '填写', { variables: { amount: 1, payee: '甲账户' } });
        expect(codesOf(await bureau.approve('auditing', other, '项目管理签字'))).toEqual(['NOT_OFFERED']);
      });

      test('not after the day, and not once they have handed it on', async () => {
        await signAll(designated('auditing'), payment);
        const next = { from: 'auditing', to: 'vaudit', witness: 'hr', document: '交接〔2026〕7号' };
        await signAll(next, payment);
        expect(codesOf(await bureau.approve('auditing', payment, '项目管理签字'))).toEqual(['NOT_OFFERED']);
        bureau.office.now += DAY;
        await signAll({ ...designated('auditing'), document: '替签〔2026〕2号' }, payment);
        bureau.office.now = until();
        expect(codesOf(await bureau.approve('auditing', payment, '项目管理签字'))).toEqual(['NOT_OFFERED']);
        expect(await bureau.jobs(payment)).toEqual([]);
      });

      test('never from the other side, never without end, never in a post that was not theirs', async () => {
        expect(
          codesOf(
            await sign(
              'ihead',
              { ...designated('auditing'), substitute: { post: 'infra-head', until: bureau.office.now } },
              payment,
            ),
          ),
        ).toEqual(['HAND_OVER_SUBSTITUTE']);
        expect(
          codesOf(
            await sign(
              'ihead',
              { ...designated('auditing'), substitute: { post: 'fin-head', until: until() } },
              payment,
            ),
          ),
        ).toEqual(['HAND_OVER_SUBSTITUTE']);
        await signAll(designated('cashier'), payment);
        expect(codesOf(await bureau.approve('cashier', payment, '项目管理签字'))).toContain('DUAL_CROSS_DELEGATE');
        expect(await bureau.jobs(payment)).toEqual([]);
      });
    });
  });
}
