import type { Answer } from '@quanheng/runtime';
import type { Delegate, Fact } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, UNIT } from '../contract/office.js';
import { codesOf, fact } from './bureau.js';
import { Desk } from './desk.js';
import { PAYMENT } from './drawings.js';

const DAY = 86_400_000;
const TASK = bpmn(
  'Plain',
  `<startEvent id="s"/><userTask id="Look" name="审阅"><extensionElements><qh:assign role="AUDIT"/></extensionElements></userTask>
   <endEvent id="e"/>${flows('s', 'Look', 'e')}`,
);

const APPROVED = bpmn(
  'Approved',
  `<extensionElements><qh:constraint kind="separation" name="申请与审批分离" between="Apply Approve"/></extensionElements><startEvent id="s"/>
   <userTask id="Apply" name="申请"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
   <userTask id="Approve" name="审批"><extensionElements><qh:assign role="AUDIT"/></extensionElements></userTask>
   <endEvent id="e"/>${flows('s', 'Apply', 'Approve', 'e')}`,
);

/** 委托 by the person who is acted for, through the door. */
export function describeDelegations(name: string, open: () => Promise<OpenedStore>): void {
  describe(`delegations over ${name}`, () => {
    let desk: Desk;
    beforeEach(async () => {
      desk = await Desk.open(await open(), TASK, ['audit2', 'checker']);
      await desk.bureau.office.publish(PAYMENT);
    });
    afterEach(() => desk.close());

    function delegation(to: string, over: Partial<Delegate> = {}): Delegate {
      const from = desk.bureau.office.now;
      return { kind: 'delegate', to, from, until: from + 2 * DAY, processes: [], document: '出差', ...over };
    }
    async function delegates(id: string, to: string, over: Partial<Delegate> = {}): Promise<Answer> {
      return desk.give(desk.bureau.as(id), delegation(to, over));
    }
    async function codes(id: string, to: string, over: Partial<Delegate> = {}): Promise<string> {
      return codesOf(await delegates(id, to, over)).join();
    }
    async function facts(): Promise<readonly Extract<Fact, { kind: 'delegation' }>[]> {
      const { queries } = desk.bureau.office.opened;
      const rows = await queries.facts(UNIT, 0, await queries.organisationVersion(UNIT));
      return rows.flatMap(({ fact: each, until }) => (each.kind === 'delegation' && until === null ? [each] : []));
    }

    test('the delegate acts for them until they end it, and it counts for both', async () => {
      const made = await delegates('auditing', 'cashier');
      expect(made).toMatchObject({ status: 'accepted', result: { unusable: [] } });
      const id = made.status === 'accepted' ? String(made.result['delegation']) : '';
      expect(await facts()).toMatchObject([{ id, data: { from: 'auditing', to: 'cashier', document: '出差' } }]);
      const matter = await desk.start('Plain');
      expect(await desk.completes('cashier', matter, '审阅')).toBe('accepted');
      expect((await desk.trail(matter)).at(-1)).toMatchObject({ person: 'cashier', onBehalfOf: 'auditing' });

      const other = await desk.start('Plain');
      expect(await desk.does('cashier', { kind: 'endDelegation', delegation: id })).toBe('DELEGATION_NOT_OWN');
      expect(await desk.does('auditing', { kind: 'endDelegation', delegation: id })).toBe('accepted');
      expect(await desk.does('auditing', { kind: 'endDelegation', delegation: id })).toBe('DELEGATION_NOT_OWN');
      expect(await desk.completes('cashier', other, '审阅')).toBe('NOT_OFFERED');
    });

    test('acceptance 2: A applies, B delegates to A, A approves as B -> SOD_SAME_PERSON', async () => {
      await desk.bureau.office.publish(APPROVED);
      const matter = await desk.start('Approved');
      expect(await desk.completes('pm', matter, '申请')).toBe('accepted');
      expect(await desk.completes('pm', matter, '审批')).toBe('NOT_OFFERED');
      expect(await codes('auditing', 'pm')).toBe('accepted');
      expect(await desk.completes('pm', matter, '审批')).toBe('SOD_SAME_PERSON');
      expect(await desk.names(matter)).toEqual(['审批']);
      // Nor the other way round: what B did by A counts for B.
      const other = await desk.start('Approved');
      expect(await codes('pm', 'auditing')).toBe('accepted');
      expect(await desk.completes('auditing', other, '申请')).toBe('accepted');
      expect(await desk.completes('audit2', other, '审批')).toBe('accepted');
      const third = await desk.start('Approved');
      expect(await desk.completes('auditing', third, '申请')).toBe('accepted');
      expect(await desk.completes('auditing', third, '审批')).toBe('SOD_SAME_PERSON');
    });

    test('one that has not begun is ended before it begins; one by somebody else is not touched', async () => {
      const from = desk.bureau.office.now + 5 * DAY;
      const made = await delegates('auditing', 'cashier', { from, until: from + DAY });
      const id = made.status === 'accepted' ? String(made.result['delegation']) : '';
      expect(await desk.does('auditing', { kind: 'endDelegation', delegation: id })).toBe('accepted');
      expect(await facts()).toEqual([]);
      await desk.bureau.change(
        fact(
          'delegation',
          'own-99',
          { from: 'fhead', to: 'cashier', processes: [], document: '委1' },
          {
            from: desk.bureau.office.now,
            to: from,
          },
        ),
      );
      expect(await desk.does('auditing', { kind: 'endDelegation', delegation: 'own-99' })).toBe('DELEGATION_NOT_OWN');
      expect(await desk.does('fhead', { kind: 'endDelegation', delegation: 'own-99' })).toBe('accepted');
    });

    test('it begins now unless it says when, by the clock of the product', async () => {
      const at = desk.bureau.office.now;
      expect(await codes('auditing', 'cashier', { from: null, until: at + 31 * DAY })).toBe('DELEGATION_TOO_LONG');
      expect(await codes('auditing', 'cashier', { from: null })).toBe('accepted');
      const [own] = await facts();
      expect(own!.from).toBeGreaterThanOrEqual(at);
      expect(own!.to).toBeGreaterThan(own!.from);
      expect(await desk.completes('cashier', await desk.start('Plain'), '审阅')).toBe('accepted');
    });

    test('it is limited in time, as the unit says, and never backdated', async () => {
      const now = desk.bureau.office.now;
      expect(await codes('auditing', 'cashier', { until: now + 31 * DAY })).toBe('DELEGATION_TOO_LONG');
      expect(await codes('auditing', 'cashier', { until: now + 30 * DAY })).toBe('accepted');
      await desk.bureau.change(
        fact(
          'unitRule',
          'delegationDays',
          { value: 7, document: '规1', basis: [{ article: '单位委托办法', mark: 'D' }] },
          { from: desk.bureau.office.now },
        ),
      );
      const answer = await delegates('auditing', 'cashier', { until: now + 8 * DAY });
      expect(answer).toMatchObject({ reasons: [{ code: 'DELEGATION_TOO_LONG', parameters: { n: 7 } }] });
      for (const wrong of [{ until: now }, { until: now - DAY }, { from: now - DAY, until: now + DAY }]) {
        expect(await codes('auditing', 'cashier', wrong)).toBe('rejected');
      }
    });

    test('to nobody who cannot act: oneself, an administrator, who holds no post, who is not known', async () => {
      expect(await codes('auditing', 'auditing')).toBe('rejected');
      expect(await codes('auditing', 'sysadmin')).toBe('DELEGATE_NOT_IN_BUSINESS');
      expect(await codes('auditing', 'nobody-known')).toBe('DELEGATE_NOT_IN_BUSINESS');
      expect(await codes('sysadmin', 'auditing')).toBe('ADMINISTRATOR_IN_BUSINESS');
      expect(await codes('auditing', 'cashier', { document: ' ' })).toBe('rejected');
      expect(await codes('auditing', 'cashier', { processes: ['Unheard'] })).toBe('rejected');
      expect(await facts()).toEqual([]);
    });

    test('a pen is not delegated to the side of the other where the process is named; for all of them it is told where', async () => {
      expect(await codes('ihead', 'fauditor', { processes: ['Payment'] })).toBe('DUAL_CROSS_DELEGATE');
      expect(await codes('ihead', 'fauditor', { processes: ['Plain'] })).toBe('accepted');
      expect(await codes('ihead', 'pm', { processes: ['Payment'] })).toBe('accepted');
      const made = await delegates('fhead', 'pm');
      expect(made).toMatchObject({ status: 'accepted', result: { unusable: ['Payment'] } });
    });
  });
}
