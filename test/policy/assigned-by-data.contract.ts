import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';

const SUPERVISED = bpmn(
  'Supervised',
  `<extensionElements><qh:protected name="supervisor" type="person"/><qh:protected name="firm" type="text"/></extensionElements>
   <startEvent id="S"/>
   <userTask id="Register" name="登记" qh:writes="supervisor firm"><extensionElements><qh:assign role="PM" department="INFRA"/></extensionElements></userTask>
   <userTask id="Measure" name="审核计量"><extensionElements><qh:control kind="check"/><qh:assign of="supervisor"/></extensionElements></userTask>
   <userTask id="Confirm" name="领导确认"><extensionElements><qh:assign of="supervisor.leader"/></extensionElements></userTask>
   <userTask id="Head" name="处长确认"><extensionElements><qh:assign of="supervisor" role="AUDIT"/></extensionElements></userTask>
   <userTask id="Firm" name="单位确认"><extensionElements><qh:assign of="firm"/></extensionElements></userTask>
   <endEvent id="E"/>${flows('S', 'Register', 'Measure', 'Confirm', 'Head', 'Firm', 'E')}`,
);

/** Work that goes to whom the matter itself names: the supervisor of this contract, not whoever supervises something. */
export function describeAssignedByData(name: string, open: () => Promise<OpenedStore>): void {
  describe(`work for a person named by protected data, over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(SUPERVISED);
    });
    afterEach(() => bureau.office.close());

    async function registered(supervisor: string | number | null): Promise<string> {
      const matter = await bureau.start('Supervised');
      const variables = { supervisor, firm: 'auditing' };
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '登记', { variables }))).toEqual(['accepted']);
      return matter;
    }
    const done = async (who: string, matter: string, part: string): Promise<string> =>
      codesOf(await bureau.act(bureau.as(who), matter, part, part === '审核计量' ? { outcome: 'approve' } : {})).join();

    test('it is offered to that person alone, and what comes behind to the leader above', async () => {
      await bureau.change(
        fact('holding', 'h-colleague', { person: 'cashier', post: 'checker', kind: 'formal', document: '任' }),
      );
      const matter = await registered('auditing');
      expect(await done('cashier', matter, '审核计量')).toBe('NOT_OFFERED');
      expect(await done('auditing', matter, '审核计量')).toBe('accepted');
      expect(await done('auditing', matter, '领导确认')).toBe('NOT_OFFERED');
      expect(await done('vaudit', matter, '领导确认')).toBe('accepted');
    });

    test('a role beside it is whoever has that role where the person works, and not elsewhere', async () => {
      const post = (id: string, department: string) =>
        fact('post', id, { name: id, department, roles: ['staff', 'AUDIT'] });
      const holding = (person: string, held: string) =>
        fact('holding', `h-${person}-${held}`, { person, post: held, kind: 'formal', document: '任〔2020〕2号' });
      await bureau.change(post('audit-head', 'AUDIT'), post('works-audit', 'INFRA'));
      await bureau.change(holding('cashier', 'audit-head'), holding('pm', 'works-audit'));
      const matter = await registered('auditing');
      await done('auditing', matter, '审核计量');
      await done('vaudit', matter, '领导确认');
      expect(await done('pm', matter, '处长确认')).toBe('NOT_OFFERED');
      expect(await done('cashier', matter, '处长确认')).toBe('accepted');
    });

    test('data of another type names nobody', async () => {
      const matter = await registered('auditing');
      await done('auditing', matter, '审核计量');
      await done('vaudit', matter, '领导确认');
      await done('auditing', matter, '处长确认');
      expect(await done('auditing', matter, '单位确认')).toBe('NOT_OFFERED');
    });

    test.each([['someone-unknown'], [null], [7], [''], ['__proto__']])(
      'a value that names nobody (%j) offers it to nobody, and nobody does it',
      async (supervisor) => {
        const matter = await registered(supervisor);
        expect(await done('auditing', matter, '审核计量')).toBe('NOT_OFFERED');
      },
    );
  });
}
