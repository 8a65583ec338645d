import type { ChangeSet, Page, PageRequest, Queries, Store } from '@quanheng/runtime/ports';
import { changes } from '../rows.js';

export interface Asked {
  readonly store: Store;
  readonly queries: Queries;
  close(): Promise<void>;
}

/** A database that a group of tests writes to and asks. */
export class Given {
  private asked: Asked | undefined;

  async open(open: () => Promise<Asked>): Promise<void> {
    this.asked = await open();
  }
  async close(): Promise<void> {
    await this.asked?.close();
  }

  get queries(): Queries {
    return this.opened.queries;
  }

  write(parts: Partial<ChangeSet>): Promise<void> {
    return this.opened.store.transact((transaction) => {
      transaction.flush(changes(parts));
      return Promise.resolve();
    });
  }

  private get opened(): Asked {
    if (this.asked === undefined) throw new Error('not open yet');
    return this.asked;
  }
}

/** All rows of a list, page by page. */
export async function all<Row>(limit: number, ask: (page: PageRequest) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = null;
  do {
    const page: Page<Row> = await ask({ limit, ...(next === null ? {} : { after: next }) });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    next = page.next;
  } while (next !== null);
  return rows;
}
