import { WORK } from '@quanheng/policy';
import { DefinitionCatalogue } from '@quanheng/runtime';
import { replayAll } from '../../apps/cli/src/replay/all.js';
import { CalendarHistory } from '../../apps/cli/src/replay/calendars.js';
import type { OpenedStore } from '../contract/door/office.js';
import { Bureau, codesOf } from './bureau.js';
import { PAYMENT } from './drawings.js';

/** One value of one row, changed behind the product's back by whoever has the database. */
export interface Place {
  readonly table: 'entries' | 'contents' | 'instances';
  readonly column: string;
  /** Of the row: its keys. */
  readonly where: Readonly<Record<string, string | number>>;
}
export interface TamperedStore extends OpenedStore {
  /** @throws Error when there is no such row, or the change changes nothing */
  tamper(place: Place, change: (value: string) => string): Promise<void>;
}

/** Tampering with one row is found by `quanheng replay`, whatever the row is. */
export function describeTampering(name: string, open: () => Promise<TamperedStore>): void {
  describe(`acceptance 18: tampering over ${name}`, () => {
    let bureau: Bureau;
    let opened: TamperedStore;
    let payment: string;
    beforeEach(async () => {
      opened = await open();
      bureau = await Bureau.open(opened);
      await bureau.office.publish(PAYMENT);
      payment = await bureau.start('Payment');
      const variables = { amount: 300_000, payee: '甲账户' };
      await accepted(bureau.act(bureau.as('pm'), payment, '填写', { variables }));
      await accepted(bureau.approve('ihead', payment, '项目管理签字'));
      await accepted(bureau.approve('fauditor', payment, '财务审核'));
      expect(codesOf(await bureau.approve('pm', payment, '财务签字'))).toEqual(['NOT_OFFERED']);
      await accepted(bureau.approve('fhead', payment, '财务签字'));
      expect(await differences()).toEqual([]);
    });
    afterEach(() => bureau.office.close());

    async function accepted(answer: ReturnType<Bureau['act']>): Promise<void> {
      expect(codesOf(await answer)).toEqual(['accepted']);
    }
    /** Of every stream of the unit. */
    async function differences(): Promise<string[]> {
      const { queries } = opened;
      const parts = {
        ...{ queries, definitions: new DefinitionCatalogue(queries), policy: WORK },
        calendars: new CalendarHistory(queries),
      };
      const found: string[] = [];
      for await (const { stream, findings } of replayAll(parts)) {
        for (const { seq, code } of findings) found.push(`${stream} ${seq ?? 'row'} ${code}`);
      }
      return found;
    }
    const entry = (seq: number) => ({ unit: 'u1', stream: `instance:${payment}`, seq });

    test.each<[string, Omit<Place, 'where'>, number, (value: string) => string, string]>([
      ['who filled it in', { table: 'entries', column: 'principal' }, 2, () => 'person:cashier', '2 column-differs'],
      ['a refusal made an acceptance', { table: 'entries', column: 'refused' }, 5, () => '', '5 column-differs'],
      [
        'the payee that was filled in',
        { table: 'contents', column: 'pieces' },
        2,
        (pieces) => pieces.replaceAll('甲账户', '乙账户'),
        '2 commitment-differs',
      ],
    ])('%s', async (_what, place, seq, change, code) => {
      await opened.tamper({ ...place, where: entry(seq) }, change);
      expect(await differences()).toContain(`instance:${payment} ${code}`);
    });

    test('the state that the payment rests on', async () => {
      const place = { table: 'instances', column: 'flow', where: { id: payment } } as const;
      await opened.tamper(place, (state) => state.replaceAll('甲账户', '乙账户'));
      const found = await differences();
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((each) => each.startsWith(`instance:${payment} `))).toBe(true);
    });
  });
}
