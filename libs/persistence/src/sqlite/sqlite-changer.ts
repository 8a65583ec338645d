import type { Found, Sql } from '../queries/reader.js';
import type { Changer } from '../work/changer.js';
import type { SqliteStore } from './sqlite-store.js';

/** In turn with the transactions of the door, so that none of them sees a lease change under its hands. */
export class SqliteChanger implements Changer {
  constructor(private readonly store: SqliteStore) {}

  take(selects: readonly Sql[], writes: (found: readonly Found[]) => readonly Sql[]): Promise<void> {
    return this.store.change((prepared) => {
      const found = selects.flatMap(({ text, values }) => prepared.get(text).all(values) as Found[]);
      for (const { text, values } of writes(found)) prepared.get(text).run(values);
    });
  }

  run({ text, values }: Sql): Promise<number> {
    return this.store.change((prepared) => prepared.get(text).run(values).changes);
  }
}
