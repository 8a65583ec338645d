import type { Answer } from '@quanheng/runtime';
import type { RegisterChange } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import { codesOf, fact } from './bureau.js';
import { COMPANY, CONTRACT, Registrar } from './registers.contract.js';
import { closeReplayed } from './replayed.js';

const put = (id: string, data: object): RegisterChange =>
  ({ change: 'put', id, from: null, to: null, data }) as RegisterChange;
const interest = (...persons: readonly string[]): object => ({
  ...COMPANY,
  relations: persons.map((person) => ({ person, kind: '近亲属任职' })),
});
const task = (id: string, name: string, role: string, more = ''): string =>
  `<userTask id="${id}" name="${name}" ${more}><extensionElements><qh:assign role="${role}"/></extensionElements></userTask>`;

/** Of a contract, whatever is asked of it. */
const UNDER = bpmn(
  'Under',
  `<extensionElements><qh:protected name="contract" type="text"/><qh:record kind="contract" of="contract"/></extensionElements>
   <startEvent id="S"/>${task('Fill', '填写', 'PM', 'qh:writes="contract"')}${task('Register', '登记', 'FIN_AUDITOR')}
   <userTask id="Meeting" name="集体研究"><extensionElements><qh:control kind="collectiveDecision">
     <qh:act name="agenda"><qh:assign role="PM"/></qh:act><qh:property name="body" value="BOARD"/>
     <qh:property name="ballot" value="open"/></qh:control></extensionElements></userTask>
   <endEvent id="E"/><endEvent id="N"/><endEvent id="R"/>${flows('S', 'Fill', 'Register', 'Meeting')}
   <sequenceFlow id="y" sourceRef="Meeting" targetRef="E" qh:outcome="passed"/>
   <sequenceFlow id="n" sourceRef="Meeting" targetRef="N" qh:outcome="failed"/>
   <sequenceFlow id="r" sourceRef="Meeting" targetRef="R" qh:outcome="referred"/>`,
);
/** With whom its data name. */
const WITH = bpmn(
  'With',
  `<extensionElements><qh:protected name="supplier" type="text"/><qh:constraint kind="limit" name="供应商" between="Award">
     <qh:property name="supplier" value="supplier"/></qh:constraint></extensionElements>
   <startEvent id="S"/>${task('Award', '定标', 'PM', 'qh:writes="supplier"')}${task('Draft', '拟订', 'FIN_AUDITOR')}
   <endEvent id="E"/>${flows('S', 'Award', 'Draft', 'E')}`,
);

/** 回避 by the register of suppliers: nobody has to say it in the matter. */
export function describeInterests(name: string, open: () => Promise<OpenedStore>): void {
  describe(`interests in a supplier over ${name}`, () => {
    let it: Registrar;
    beforeEach(async () => {
      it = await Registrar.open(await open());
      await it.bureau.office.publish(UNDER, WITH);
      await it.entered(
        'supplier',
        put('S-1', interest('fauditor', 'fhead')),
        put('S-2', { ...COMPANY, creditCode: null }),
      );
      await it.entered('contract', put('C-1', CONTRACT), put('C-2', { ...CONTRACT, supplier: 'S-2' }));
    });
    afterEach(() => closeReplayed(it.bureau));

    async function filled(process: string, part: string, variables: Readonly<Record<string, string>>): Promise<string> {
      const matter = await it.bureau.start(process);
      expect(codesOf(await it.bureau.act(it.bureau.as('pm'), matter, part, { variables }))).toEqual(['accepted']);
      return matter;
    }
    const registers = (matter: string, who: string): Promise<Answer> =>
      it.bureau.act(it.bureau.as(who), matter, '登记');

    test('keep out of the matters of its contracts, and of no others', async () => {
      const { bureau } = it;
      const matter = await filled('Under', '填写', { contract: 'C-1' });
      const refused = await registers(matter, 'fauditor');
      expect(codesOf(refused)).toEqual(['RECUSE_REQUIRED']);
      expect(refused).toMatchObject({ reasons: [{ parameters: { x: '演示建设公司' } }] });
      const item = await bureau.item(matter, '登记');
      const taken = await bureau.office.give(bureau.as('fauditor'), { kind: 'claimWork', instance: matter, item });
      expect(codesOf(taken)).toEqual(['RECUSE_REQUIRED']);
      expect(codesOf(await registers(await filled('Under', '填写', { contract: 'C-2' }), 'fauditor'))).toEqual([
        'accepted',
      ]);
    });

    test('keep out whoever stands in for them, too', async () => {
      const { bureau } = it;
      const matter = await filled('Under', '填写', { contract: 'C-1' });
      const from = bureau.office.now;
      const data = { from: 'fauditor', to: 'cashier', processes: [], document: '委1' };
      await bureau.change(fact('delegation', 'd1', data, { from, to: from + 9e7 }));
      expect(codesOf(await registers(matter, 'cashier'))).toEqual(['RECUSE_REQUIRED']);
    });

    test('end with what the register says', async () => {
      const matter = await filled('Under', '填写', { contract: 'C-1' });
      it.bureau.office.now += 1000;
      await it.entered('supplier', put('S-1', interest('fhead')));
      expect(codesOf(await registers(matter, 'fauditor'))).toEqual(['accepted']);
    });

    test('keep from naming the supplier, and from what follows', async () => {
      const { bureau } = it;
      await it.entered('supplier', put('S-3', { ...interest('pm'), creditCode: null }));
      const award = async (supplier: string): Promise<Answer> =>
        bureau.act(bureau.as('pm'), await bureau.start('With'), '定标', { variables: { supplier } });
      expect(codesOf(await award('S-3'))).toEqual(['RECUSE_REQUIRED']);
      expect(codesOf(await award('S-2'))).toEqual(['accepted']);
      const matter = await filled('With', '定标', { supplier: 'S-1' });
      expect(codesOf(await bureau.act(bureau.as('fauditor'), matter, '拟订'))).toEqual(['RECUSE_REQUIRED']);
    });

    test('keep from correcting it', async () => {
      const { bureau } = it;
      await it.entered('supplier', put('S-1', interest('vinfra')));
      const matter = await filled('Under', '填写', { contract: 'C-1', note: '一号搂' });
      const change = { name: 'note', value: '一号楼' };
      const proposed = {
        kind: 'proposeCorrection',
        instance: matter,
        activity: 'Fill',
        change,
        reason: '错别字',
      } as const;
      expect(codesOf(await bureau.office.give(bureau.as('pm'), proposed))).toEqual(['accepted']);
      const agreed = { kind: 'decideCorrection', instance: matter, correction: 1, agree: true } as const;
      expect(codesOf(await bureau.office.give(bureau.as('vinfra'), agreed))).toEqual(['RECUSE_REQUIRED']);
      bureau.office.now += 1000;
      await it.entered('supplier', put('S-1', interest('fhead')));
      expect(codesOf(await bureau.office.give(bureau.as('vinfra'), agreed))).toEqual(['accepted']);
    });

    test('a member of the meeting recuses themselves, and takes no part', async () => {
      const { bureau } = it;
      const members = ['fhead', 'ihead', 'auditing'].map((person, i) => ({
        ...{ person, role: i === 1 ? ('chair' as const) : ('member' as const) },
      }));
      await bureau.change(fact('body', 'BOARD', { name: '办公会', members }));
      await it.entered('supplier', put('S-1', interest('fhead')));
      const matter = await filled('Under', '填写', { contract: 'C-1' });
      expect(codesOf(await registers(matter, 'fauditor'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('pm', matter, '议题确定'))).toEqual(['accepted']);
      const signsIn = async (rest: object): Promise<readonly string[]> => {
        const own = (await bureau.open(matter)).find(({ offers }) => offers.includes('person:fhead'));
        const command = { kind: 'completeWork', instance: matter, item: own?.item ?? '', ...rest } as const;
        return codesOf(await bureau.office.give(bureau.as('fhead'), command));
      };
      expect(await signsIn({ outcome: 'approve', attendance: 'inPerson' })).toEqual(['RECUSE_REQUIRED']);
      expect(await signsIn({ outcome: 'recuse', opinion: '近亲属任职' })).toEqual(['accepted']);
    });
  });
}
