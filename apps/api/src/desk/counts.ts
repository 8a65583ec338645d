import type { ItemFilter } from '@quanheng/runtime/ports';
import type { Parts } from '../parts.js';

const PAGE = 200;
/** Pages of open items that are counted: nobody works off more in a day, and a number has to come at once. */
const MOST_PAGES = 5;
/** Milliseconds before its time that work counts as due soon. */
const SOON = 2 * 86_400_000;

type Whose = Pick<ItemFilter & { box: 'open' }, 'unit' | 'person' | 'offers'>;

/** Numbers for the workbench and the menu. */
export class Counts {
  constructor(private readonly parts: Pick<Parts, 'queries' | 'drafts'>) {}

  async of(whose: Whose, now: number) {
    const { unit, person } = whose;
    const { queries, drafts } = this.parts;
    const [open, unread, kept] = await Promise.all([
      this.open(whose, now),
      queries.copies({ unit, person, isRead: false }, { limit: PAGE }),
      drafts.count(unit, person),
    ]);
    return { ...open, toRead: unread.rows.length, drafts: Math.min(kept, PAGE) };
  }

  private async open(whose: Whose, now: number) {
    const counted = { open: 0, overdue: 0, soon: 0, more: false };
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGES; page++) {
      const request = { limit: PAGE, ...(after === null ? {} : { after }) };
      const { rows, next } = await this.parts.queries.items({ ...whose, box: 'open' }, request);
      for (const { due } of rows) {
        counted.open++;
        if (due === null) continue;
        if (due <= now) counted.overdue++;
        else if (due <= now + SOON) counted.soon++;
      }
      if (next === null) return counted;
      after = next;
    }
    return { ...counted, more: true };
  }
}
