import type { Answer } from '@quanheng/runtime';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, UNIT } from '../contract/office.js';
import { binding, Bureau, codesOf, fact } from './bureau.js';

/** Audited by one of FIN_AUDITOR, but not by whoever it is about. */
const OWN = bpmn(
  'Own',
  `<extensionElements><qh:constraint kind="recusal" name="本人费用" between="Audit"><qh:property name="of" value="initiator"/>
     <qh:basis article="本人费用由他人审核" mark="D"/></qh:constraint></extensionElements>
   <startEvent id="S"/>
   <userTask id="Fill" name="填报"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask>
   <userTask id="Audit" name="审核"><extensionElements><qh:assign role="FIN_AUDITOR" department="FIN"/></extensionElements></userTask>
   <endEvent id="E"/>${flows('S', 'Fill', 'Audit', 'E')}`,
);

/** What separation would leave to nobody because of who starts a matter is not begun; asking and doing answer the same. */
export function describeOwnMatters(name: string, open: () => Promise<OpenedStore>): void {
  describe(`matters of one’s own over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.change(binding('Own', 'reimbursement'));
      await bureau.office.publish(OWN);
    });
    afterEach(() => bureau.office.close());

    const command = { kind: 'startInstance', process: 'Own' } as const;
    const given = (id: string): Promise<Answer> => bureau.office.give(bureau.as(id), command);
    const asked = (id: string): Promise<Answer> =>
      bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as(id), command });

    test('the only auditor is told before, and somebody else starts it', async () => {
      for (const answer of [await asked('fauditor'), await given('fauditor')]) {
        expect(codesOf(answer)).toEqual(['NOBODY_FOR_OWN']);
        expect(answer).toMatchObject({
          reasons: [{ message: expect.stringContaining('“审核”将无人可以办理（“本人费用”') as unknown }],
        });
      }
      expect(codesOf(await asked('pm'))).toEqual(['accepted']);
      expect(codesOf(await given('pm'))).toEqual(['accepted']);
    });

    test('a second auditor is enough, and is missed again once they leave', async () => {
      expect(codesOf(await given('fauditor'))).toEqual(['NOBODY_FOR_OWN']);
      const post = { person: 'pm', post: 'fin-auditor', kind: 'formal' as const, document: '任〔2026〕2号' };
      await bureau.change(fact('holding', 'h-second', post, { from: bureau.office.now }));
      expect(codesOf(await given('fauditor'))).toEqual(['accepted']);
      await bureau.change({
        change: 'end',
        kind: 'holding',
        id: 'h-second',
        at: bureau.office.now,
        document: '免〔2026〕2号',
      });
      expect(codesOf(await given('fauditor'))).toEqual(['NOBODY_FOR_OWN']);
    });

    test('a post that nobody holds keeps nobody from starting: it may be filled before it comes to that', async () => {
      const ended = {
        change: 'end',
        kind: 'holding',
        id: 'h-fauditor-fin-auditor',
        document: '免〔2026〕1号',
      } as const;
      await bureau.change({ ...ended, at: bureau.office.now });
      expect(codesOf(await given('pm'))).toEqual(['accepted']);
    });

    test('what exercises no power is not asked about', async () => {
      await bureau.change({ change: 'end', kind: 'processBinding', id: 'Own', at: bureau.office.now });
      expect(codesOf(await given('fauditor'))).toEqual(['accepted']);
    });
  });
}
