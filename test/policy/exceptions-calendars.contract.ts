import type { Answer, OrganisationChange } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, SEED, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';

const PUBLIC = bpmn(
  'Public',
  `<startEvent id="s"/><userTask id="Publicity" name="公示"><extensionElements><qh:control kind="publicity">
     <qh:act name="publish"><qh:assign role="PM"/></qh:act><qh:act name="answer"><qh:assign role="AUDIT"/></qh:act>
     <qh:property name="days" value="5"/></qh:control></extensionElements></userTask>
   <userTask id="Statutory" name="法定时限"><extensionElements><qh:assign role="PM"/><qh:limit workingDays="1"/></extensionElements></userTask>
   <userTask id="Own" name="内部时限"><extensionElements><qh:assign role="PM"/><qh:limit workingDays="1" calendar="unit"/></extensionElements></userTask>
   <endEvent id="e"/><endEvent id="n"/>${flows('s', 'Publicity')}
   <sequenceFlow id="y" sourceRef="Publicity" targetRef="Statutory" qh:outcome="passed"/>
   <sequenceFlow id="o" sourceRef="Publicity" targetRef="n" qh:outcome="failed"/>${flows('Statutory', 'Own', 'e')}`,
);
/** 国庆 with a Saturday that is worked instead; and a school whose vacation lasts all of July. */
const OCTOBER = Array.from({ length: 7 }, (_, i) => `2026-10-0${i + 1}`);
const JULY = Array.from({ length: 31 }, (_, i) => `2026-07-${String(i + 1).padStart(2, '0')}`);
const statutory = (workdays: readonly string[]): OrganisationChange =>
  fact('calendar', 'statutory:2026', { holidays: OCTOBER, workdays, document: '国办发明电' });
const china = (text: string): number => Date.parse(`${text}+08:00`);

/** 法定工作日 and 单位值班日. */
export function describeCalendars(name: string, open: () => Promise<OpenedStore>): void {
  describe(`holidays and vacations over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      const unit = fact('calendar', 'unit:2026', {
        holidays: [...OCTOBER, ...JULY],
        workdays: ['2026-10-10'],
        document: '校历',
      });
      await organise(statutory(['2026-10-10']), unit);
      await bureau.office.publish(PUBLIC);
    });
    afterEach(() => closeReplayed(bureau));

    async function organise(...changes: OrganisationChange[]): Promise<void> {
      await bureau.office.must(SEED, { kind: 'changeOrganisation', changes });
    }
    async function publishedAt(text: string): Promise<Answer> {
      bureau.office.now = china(text);
      matter = await bureau.start('Public');
      return bureau.approve('pm', matter, '发布公示');
    }

    test('a period across 国庆 and a make-up Saturday keeps its end, and the version of the calendars that counted it', async () => {
      const answer = await publishedAt('2026-09-30T10:00');
      expect(answer).toMatchObject({ status: 'accepted' });
      // 8, 9, the Saturday 10, 12, 13.
      bureau.office.now = china('2026-10-13T23:59');
      const early = await bureau.approve('pm', matter, '结束公示');
      expect(codesOf(early)).toEqual(['PUBLICITY_SHORT']);
      expect(early).toMatchObject({ reasons: [{ parameters: { date: '2026年10月13日' } }] });
      const version = await bureau.office.opened.queries.organisationVersion(UNIT);
      // What is announced later about that Saturday does not move what was made public.
      await organise(statutory([]));
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      const { controls } = JSON.parse(state.work) as {
        controls: Record<string, { acts: Record<string, { period: object }> }>;
      };
      expect(Object.values(controls)[0]!.acts['publish']!.period).toMatchObject({
        ...{ end: china('2026-10-14T00:00'), organisation: version },
      });
      const [entry] = await bureau.office.opened.queries.entries(UNIT, `instance:${matter}`, 2, 1);
      expect(entry?.content?.pieces).toContain('"period"');
      bureau.office.now = china('2026-10-14T00:00');
      expect(codesOf(await bureau.approve('pm', matter, '结束公示'))).toEqual(['accepted']);
    });

    test('publishing into a vacation is let through with a warning, which is there before, too', async () => {
      bureau.office.now = china('2026-06-29T10:00');
      matter = await bureau.start('Public');
      const item = await bureau.item(matter, '发布公示');
      const command = { kind: 'completeWork', instance: matter, item, outcome: 'approve' } as const;
      const entries = await bureau.office.entries(`instance:${matter}`);
      const asked = await bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as('pm'), command });
      const warnings = [
        { code: 'PERIOD_IN_VACATION', parameters: { n: 4, from: '2026年7月1日', date: '2026年7月6日' } },
      ];
      expect(asked).toMatchObject({ status: 'accepted', result: { warnings } });
      expect(await bureau.office.entries(`instance:${matter}`)).toBe(entries);
      expect(await bureau.office.give(bureau.as('pm'), command)).toMatchObject({ result: { warnings } });
    });

    test('no warning outside of vacations; one for years without a calendar', async () => {
      const usual = await publishedAt('2026-06-01T10:00');
      expect(usual.status === 'accepted' && usual.result).not.toHaveProperty('warnings');
      const unknown = await publishedAt('2026-12-30T10:00');
      expect(unknown).toMatchObject({ result: { warnings: [{ code: 'CALENDAR_NOT_SET' }] } });
    });

    test('limits of the unit follow its own calendar, statutory ones the law’s', async () => {
      await publishedAt('2026-06-22T10:00');
      bureau.office.now = china('2026-06-30T10:00');
      expect(codesOf(await bureau.approve('pm', matter, '结束公示'))).toEqual(['accepted']);
      expect((await bureau.open(matter)).map(({ due }) => due)).toEqual([china('2026-07-02T00:00')]);
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '法定时限'))).toEqual(['accepted']);
      expect((await bureau.open(matter)).map(({ due }) => due)).toEqual([china('2026-08-04T00:00')]);
    });
  });
}
