import type { OpenedStore } from '../contract/door/office.js';
import { person, SEED } from '../contract/office.js';
import type { Answer, OrganisationChange } from '@quanheng/runtime/ports';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';
import { PAYMENT } from './drawings.js';

const AMOUNTS = { amount: 300_000, payee: '甲账户' };
const DOCUMENT = '分工〔2026〕9号';

/** What is said afterwards about who was where does not loosen what was done before it was said. */
export function describeBackdating(name: string, open: () => Promise<OpenedStore>): void {
  describe(`backdating over ${name}`, () => {
    let bureau: Bureau;
    let payment: string;

    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      await bureau.office.publish(PAYMENT);
      // Finance is led by whoever leads the works: the two pens are of one line.
      await organise(SEED, fact('leaderLine', 'line-FIN', { leader: 'vice-infra', departments: ['FIN'] }));
      payment = await bureau.start('Payment');
      await bureau.act(bureau.as('pm'), payment, '填写', { variables: AMOUNTS });
      expect(codesOf(await bureau.approve('ihead', payment, '项目管理签字'))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('fauditor', payment, '财务审核'))).toEqual(['accepted']);
    });
    afterEach(() => closeReplayed(bureau));

    function organise(by: Parameters<typeof bureau.office.give>[0], ...changes: OrganisationChange[]): Promise<Answer> {
      return bureau.office.give(by, { kind: 'changeOrganisation', changes });
    }

    test('a leader line put for the past does not part two pens that were of one line', async () => {
      bureau.office.now += 86_400_000;
      const line = { leader: 'vice-audit', departments: ['INFRA'] };
      const undocumented = await organise(person('secadmin'), fact('leaderLine', 'line-INFRA', line));
      expect(undocumented).toMatchObject({ status: 'rejected', code: 'invalid' });
      expect(undocumented).toMatchObject({ details: [{ code: 'past-without-document' }] });
      const documented = fact('leaderLine', 'line-INFRA', { ...line, document: DOCUMENT });
      expect(codesOf(await organise(person('secadmin'), documented))).toEqual(['accepted']);
      expect(codesOf(await bureau.approve('fhead', payment, '财务签字'))).toEqual(['SOD_SAME_LEADER']);
      expect(await bureau.jobs(payment)).toEqual([]);
    });

    test('nor does a new holder of the leading post, or its end', async () => {
      bureau.office.now += 86_400_000;
      const from = bureau.office.now - 7 * 86_400_000;
      const holding = { person: 'vaudit', post: 'vice-infra', kind: 'formal', document: '任〔2026〕8号' } as const;
      const end = { change: 'end', kind: 'holding', id: 'h-vinfra-vice-infra', at: from } as const;
      const undocumented = await organise(person('secadmin'), end);
      expect(undocumented).toMatchObject({ details: [{ code: 'past-without-document' }] });
      const replaced = await organise(
        person('secadmin'),
        { ...end, document: '免〔2026〕8号' },
        fact('holding', 'h-vaudit-vice-infra', holding, { from }),
      );
      expect(codesOf(replaced)).toEqual(['accepted']);
      // The first pen stays under whoever led it when it signed; the second is asked for where it stands now.
      await organise(
        person('secadmin'),
        fact('leaderLine', 'line-FIN', { leader: 'vice-fin', departments: ['FIN'] }, { from: bureau.office.now }),
      );
      await organise(
        person('secadmin'),
        fact(
          'holding',
          'h-vinfra-vice-fin',
          { ...holding, person: 'vinfra', post: 'vice-fin' },
          { from: bureau.office.now },
        ),
      );
      expect(codesOf(await bureau.approve('fhead', payment, '财务签字'))).toEqual(['SOD_SAME_LEADER']);
    });

    test('and the trail says where each act was done, as it was known then', async () => {
      const { state } = (await bureau.office.opened.queries.instance(payment))!;
      const trail = JSON.parse(state.trail) as readonly { readonly act: string; readonly place?: unknown }[];
      const signed = trail.find(({ act }) => act === '项目管理签字');
      expect(signed).toMatchObject({ holding: 'formal', place: { departments: ['INFRA'], leaders: ['vinfra'] } });
    });
  });
}
