import { stateFromJson, type StateJson } from '@quanheng/engine';
import { meetingsOf, type MeetingView, type Work } from '@quanheng/policy';
import { DefinitionCatalogue, OrganisationCache, type Answer } from '@quanheng/runtime';
import type { TrailRecord } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';

const OFFICE = '<qh:assign role="PM"/>';
const ALLOWED = '<qh:property name="urgentFiling" value="allowed"/>';
const drawing = (properties: string): string =>
  bpmn(
    'Urgent',
    `<startEvent id="s"/><userTask id="Filing" name="报备"><extensionElements><qh:control kind="filing">
       <qh:act name="file">${OFFICE}</qh:act><qh:act name="receive"><qh:assign role="AUDIT"/></qh:act></qh:control></extensionElements></userTask>
     <userTask id="Meeting" name="集体研究"><extensionElements><qh:control kind="collectiveDecision"><qh:act name="agenda">${OFFICE}</qh:act>
       <qh:property name="body" value="COMMITTEE"/><qh:property name="ballot" value="open"/><qh:property name="filing" value="Filing"/>
       ${properties}</qh:control></extensionElements></userTask>
     <userTask id="Carry" name="组织实施"/><endEvent id="e"/><endEvent id="r"/><endEvent id="u"/>${flows('s', 'Filing')}
     <sequenceFlow id="f" sourceRef="Filing" targetRef="Meeting" qh:outcome="passed"/>
     <sequenceFlow id="g" sourceRef="Filing" targetRef="u" qh:outcome="failed"/>
     <sequenceFlow id="y" sourceRef="Meeting" targetRef="Carry" qh:outcome="passed"/>
     <sequenceFlow id="n" sourceRef="Meeting" targetRef="r" qh:outcome="failed"/><sequenceFlow id="d" sourceRef="Carry" targetRef="e"/>`,
  );
const MEMBERS = ['vinfra', 'vfin', 'vaudit'];
const WHY = { outcome: 'approve', opinion: '汛情紧急，须于当日研究' };
const TIMER = { kind: 'system', name: 'timer' } as const;
/** Filed on Monday 2026-11-16, and before the meeting on Tuesday; two working days later is Thursday at 24:00 in China. */
const MONDAY = Date.UTC(2026, 10, 16, 1);
const TUESDAY = Date.UTC(2026, 10, 17, 6);
const WEDNESDAY = Date.UTC(2026, 10, 17, 16);
const DUE = Date.UTC(2026, 10, 19, 16);

/** 紧急上会: a filing that is too late holds when that was told, and is made up for afterwards (domain §2.d, M7). */
export function describeUrgentMeetings(name: string, open: () => Promise<OpenedStore>): void {
  describe(`an urgent meeting over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.change(
        fact('body', 'COMMITTEE', {
          name: '党委会',
          members: MEMBERS.map((person) => ({ person, role: 'member' as const })),
        }),
        fact('post', 'disc', { name: '纪检监察室主任', department: 'AUDIT', roles: ['DISC'] }),
        fact('person', 'disc', { name: '人员-disc' }),
        fact('holding', 'h-disc', { person: 'disc', post: 'disc', kind: 'formal', document: '任' }),
      );
    });
    afterEach(() => closeReplayed(bureau));

    async function accepted(answer: Promise<Answer>): Promise<void> {
      expect(codesOf(await answer)).toEqual(['accepted']);
    }
    /** Filed on Monday, convened on Tuesday. */
    async function convened(properties = ALLOWED): Promise<void> {
      bureau.office.now = MONDAY;
      await bureau.office.publish(drawing(properties));
      matter = await bureau.start('Urgent');
      await accepted(bureau.approve('pm', matter, '：报备'));
      await accepted(bureau.approve('auditing', matter, '接收报备'));
      bureau.office.now = TUESDAY;
      await accepted(bureau.approve('pm', matter, '议题确定'));
      await members('签到');
    }
    async function members(title: string): Promise<void> {
      for (const id of MEMBERS) {
        const mine = (await bureau.open(matter)).find(
          (item) => item.name.endsWith(`：${title}`) && item.offers.includes(`person:${id}`),
        );
        const command = { kind: 'completeWork', instance: matter, item: mine?.item ?? '', outcome: 'approve' } as const;
        await accepted(bureau.office.give(bureau.as(id), command));
      }
    }
    const tell = (rest: object = WHY): Promise<Answer> => bureau.act(bureau.as('pm'), matter, '紧急上会通报', rest);
    const openMeeting = (): Promise<Answer> => bureau.approve('pm', matter, '开会');
    async function voted(): Promise<void> {
      await accepted(openMeeting());
      await members('发表意见');
      await members('表决');
    }
    /** Those who have the matter to read. */
    async function readers(): Promise<readonly string[]> {
      const waiting = ['disc', 'pm', 'auditing', ...MEMBERS].map(async (person) => {
        const { rows } = await bureau.office.opened.queries.copies({ unit: UNIT, person, isRead: false }, { limit: 5 });
        return rows.map((row) => row.person);
      });
      return (await Promise.all(waiting)).flat();
    }
    async function isOverdue(): Promise<boolean> {
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      const { items } = JSON.parse(state.work) as { items: Readonly<Record<string, { overdueSince?: number }>> };
      return Object.values(items).some(({ overdueSince }) => overdueSince === DUE);
    }
    async function timers(): Promise<readonly (readonly [number, number])[]> {
      const { rows } = await bureau.office.opened.queries.timers(UNIT, { instance: matter }, { limit: 10 });
      return rows.map(({ subscription, due }) => [subscription, due]);
    }
    async function fire(): Promise<void> {
      const [timer] = await timers();
      bureau.office.now = timer?.[1] ?? 0;
      await bureau.office.must(TIMER, { kind: 'fireTimer', instance: matter, subscription: timer?.[0] ?? 0 });
    }
    async function view(): Promise<Pick<MeetingView, 'stage' | 'urgent'> | undefined> {
      const { queries } = bureau.office.opened;
      const { definition, state } = (await queries.instance(matter))!;
      const instance = {
        definition: await new DefinitionCatalogue(queries).get(definition),
        flow: stateFromJson(JSON.parse(state.flow) as StateJson),
        work: JSON.parse(state.work) as Work,
      };
      const organisation = await new OrganisationCache(queries).view(UNIT, await queries.organisationVersion(UNIT));
      const [meeting] = meetingsOf(instance, organisation, bureau.office.now);
      return meeting && { stage: meeting.stage, urgent: meeting.urgent };
    }
    async function trailOf(act: string): Promise<readonly TrailRecord[]> {
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      return (JSON.parse(state.trail) as readonly TrailRecord[]).filter((record) => record.act === act);
    }

    test('is not opened before discipline inspection and the members were told why', async () => {
      await convened();
      const early = await openMeeting();
      expect(codesOf(early)).toEqual(['FILING_TOO_LATE', 'URGENT_UNTOLD']);
      expect(early).toMatchObject({ reasons: [{ parameters: { n: 1, q: 2 } }, { parameters: { n: 2 } }] });
      expect(codesOf(await tell({ outcome: 'approve', opinion: ' ' }))).toEqual(['OPINION_MISSING']);
      expect(await view()).toEqual({ stage: 'signIn', urgent: null });
      await accepted(tell());
      expect(await view()).toEqual({ stage: 'signIn', urgent: { toldAt: TUESDAY, due: null, filedAt: null } });
      expect(await readers()).toEqual(['disc', ...MEMBERS]);
      expect(await trailOf('notice')).toMatchObject([{ activity: 'Meeting', person: 'pm', at: TUESDAY }]);
      await accepted(openMeeting());
    });

    test('is filed within two working days before work goes on', async () => {
      await convened();
      await accepted(tell());
      await voted();
      expect(await bureau.open(matter)).toMatchObject([{ name: '集体研究：会后补报', due: DUE }]);
      expect(await view()).toEqual({ stage: 'fileAfter', urgent: { toldAt: TUESDAY, due: DUE, filedAt: null } });
      bureau.office.now = DUE - 1;
      await accepted(bureau.approve('pm', matter, '会后补报'));
      expect(await view()).toEqual({ stage: 'ended', urgent: { toldAt: TUESDAY, due: DUE, filedAt: DUE - 1 } });
      expect(await trailOf('fileAfter')).toMatchObject([{ activity: 'Meeting', person: 'pm', at: DUE - 1 }]);
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
      expect(await timers()).toEqual([]);
    });

    test('has decided: work is not returned from it to vote again', async () => {
      await convened();
      await accepted(tell());
      await voted();
      const item = await bureau.item(matter, '会后补报');
      const command = { kind: 'returnWork', instance: matter, item, target: 'Filing', reason: '重新表决' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm'), command))[0]).toBe('RETURN_REFUSED');
      expect(await bureau.openNames(matter)).toEqual(['集体研究：会后补报']);
    });

    test('that is not filed in time is late for all to see, and still does not go on', async () => {
      await convened();
      await accepted(tell());
      for (const person of ['disc', ...MEMBERS]) {
        await bureau.office.must(bureau.as(person), { kind: 'acknowledgeCopy', instance: matter });
      }
      await voted();
      await fire();
      expect(bureau.office.now).toBe(DUE);
      expect(await bureau.open(matter)).toMatchObject([{ name: '集体研究：会后补报' }]);
      expect(await isOverdue()).toBe(true);
      expect(await readers()).toEqual(['disc']);
      await accepted(bureau.approve('pm', matter, '会后补报'));
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
    });

    test('is none any more on the day on which the filing is early enough', async () => {
      await convened();
      expect(await bureau.openNames(matter)).toContain('集体研究：紧急上会通报');
      await fire();
      expect(bureau.office.now).toBe(WEDNESDAY);
      expect(await bureau.openNames(matter)).toEqual(['集体研究：开会']);
      await voted();
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
    });

    test('that was told and then opened in time is not filed again', async () => {
      await convened();
      await accepted(tell());
      bureau.office.now = WEDNESDAY;
      await voted();
      expect(await bureau.openNames(matter)).toEqual(['组织实施']);
    });

    test('needs somebody who supervises', async () => {
      await convened();
      await bureau.change({ change: 'end', kind: 'holding', id: 'h-disc', at: bureau.office.now });
      expect(codesOf(await tell())).toEqual(['URGENT_UNSEEN']);
      expect(codesOf(await openMeeting())).toEqual(['FILING_TOO_LATE', 'URGENT_UNTOLD']);
    });

    test('is known only where the drawing allows it', async () => {
      await convened('');
      expect(await bureau.openNames(matter)).toEqual(['集体研究：开会']);
      expect(codesOf(await openMeeting())).toEqual(['FILING_TOO_LATE']);
    });

    test('is no way round the filing itself', async () => {
      bureau.office.now = MONDAY;
      await bureau.office.publish(drawing(ALLOWED));
      matter = await bureau.start('Urgent');
      await accepted(bureau.approve('pm', matter, '：报备'));
      expect(await bureau.openNames(matter)).toEqual(['报备：接收报备']);
    });
  });
}
