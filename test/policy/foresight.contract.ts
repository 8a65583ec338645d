import type { Reason } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, UNIT } from '../contract/office.js';
import { Bureau, fact } from './bureau.js';

const APART = bpmn(
  'Apart',
  `<extensionElements><qh:constraint kind="separation" name="分离" between="A, B" level="person"/></extensionElements>
   <startEvent id="S"/>
   <userTask id="A" name="经办"><extensionElements><qh:assign role="INFRA_HEAD" department="INFRA"/></extensionElements></userTask>
   <userTask id="B" name="复核"><extensionElements><qh:assign role="FIN_HEAD" department="FIN"/></extensionElements></userTask>
   <endEvent id="E"/>${flows('S', 'A', 'B', 'E')}`,
);

/** `both` holds the two headships; `ihead` and `fhead` one each. */
export function describeForesight(name: string, open: () => Promise<OpenedStore>): void {
  describe(`what becomes of a matter when somebody does a step, over ${name}`, () => {
    let bureau: Bureau;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(APART);
    });
    afterEach(() => bureau.office.close());

    const ends = (id: string): Promise<void> =>
      bureau.change({ change: 'end', kind: 'holding', id, at: bureau.office.now, document: '免〔2026〕1号' });

    async function told(who: string, kind: 'claimWork' | 'completeWork', instance: string): Promise<readonly Reason[]> {
      const item = await bureau.item(instance, '经办');
      const command = { kind, instance, item };
      const answer = await bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as(who), command });
      if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
      return (answer.result['warnings'] ?? []) as readonly Reason[];
    }

    test('nothing is told as long as somebody can do the rest', async () => {
      const matter = await bureau.start('Apart');
      expect(await told('both', 'claimWork', matter)).toEqual([]);
      expect(await told('ihead', 'completeWork', matter)).toEqual([]);
    });

    test('whoever alone could do the rest is told, with who can do the step instead; nothing is refused', async () => {
      const matter = await bureau.start('Apart');
      await ends('h-fhead-fin-head');
      for (const kind of ['claimWork', 'completeWork'] as const) {
        const [warning, ...others] = await told('both', kind, matter);
        expect(others).toEqual([]);
        expect(warning).toMatchObject({ code: 'NOBODY_LEFT', parameters: { posts: '人员-ihead' } });
        expect(warning?.message).toContain('“复核”将无人可以办理');
      }
      expect(await told('ihead', 'claimWork', matter)).toEqual([]);
      expect(await bureau.act(bureau.as('both'), matter, '经办')).toMatchObject({ status: 'accepted' });
    });

    test('what was foreseen is told with the act, too, as long as organisation and matter are as they were', async () => {
      const matter = await bureau.start('Apart');
      await ends('h-fhead-fin-head');
      expect(await told('both', 'claimWork', matter)).toHaveLength(1);
      const item = await bureau.item(matter, '经办');
      const claim = { kind: 'claimWork', instance: matter, item } as const;
      const claimed = await bureau.office.must(bureau.as('both'), claim);
      expect(claimed.result['warnings']).toMatchObject([{ code: 'NOBODY_LEFT' }]);

      const post = { person: 'ihead', post: 'fin-head', kind: 'formal' as const, document: '任〔2026〕2号' };
      await bureau.change(fact('holding', 'h-ihead-fin-head', post, { from: bureau.office.now }));
      const done = await bureau.act(bureau.as('both'), matter, '经办');
      expect(done).toMatchObject({ status: 'accepted' });
      expect(done).not.toMatchObject({ result: { warnings: expect.anything() as unknown } });
    });

    test('a changed organisation is asked anew', async () => {
      const matter = await bureau.start('Apart');
      expect(await told('both', 'claimWork', matter)).toEqual([]);
      await ends('h-fhead-fin-head');
      expect(await told('both', 'claimWork', matter)).toMatchObject([{ code: 'NOBODY_LEFT' }]);
      const post = { person: 'ihead', post: 'fin-head', kind: 'formal' as const, document: '任〔2026〕2号' };
      await bureau.change(fact('holding', 'h-ihead-fin-head', post, { from: bureau.office.now }));
      expect(await told('both', 'claimWork', matter)).toEqual([]);
    });

    test('where nobody can do better, that is told', async () => {
      const matter = await bureau.start('Apart');
      await ends('h-fhead-fin-head');
      await ends('h-ihead-infra-head');
      const [warning] = await told('both', 'claimWork', matter);
      expect(warning).toMatchObject({ code: 'NOBODY_LEFT', parameters: { posts: '' } });
      expect(warning?.message).toContain('请联系组织(人事)部门安排');
    });

    test('it costs no entry, and an item that is not there is answered as ever', async () => {
      const matter = await bureau.start('Apart');
      const before = await bureau.office.entries(`instance:${matter}`);
      await told('both', 'claimWork', matter);
      expect(await bureau.office.entries(`instance:${matter}`)).toBe(before);
      const command = { kind: 'claimWork', instance: matter, item: '999' } as const;
      const answer = await bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as('both'), command });
      expect(answer.status).not.toBe('accepted');
    });
  });
}
