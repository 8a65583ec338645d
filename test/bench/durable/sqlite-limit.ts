import Sqlite, { type Database, type Statement } from 'better-sqlite3';

/** One use of a prepared statement. */
export interface SqliteUse {
  readonly sql: string;
  readonly how: 'run' | 'get' | 'all';
  readonly values: readonly unknown[];
}

/** Asked once at the beginning of a transaction, and once before it writes. */
const VERSION = 'PRAGMA data_version';
/** What is looked up outside transactions is not part of the limit. */
const OUTSIDE = /INTO counters|FROM `?(definitions|resources|deployments|facts|work_items|credentials)/;

type Prepare = (this: Database, sql: string) => Statement;
interface Driver {
  readonly prototype: { prepare: Prepare };
}

/** Listens to what the statements of all connections are used for. Create it before the database is opened: statements are prepared once. */
export class SqliteRecording {
  private uses: SqliteUse[] = [];
  private isOn = false;
  private readonly original: Prepare;

  constructor() {
    const { prototype } = Sqlite as unknown as Driver;
    this.original = prototype.prepare;
    const { original } = this;
    const listen = (statement: Statement, sql: string): Statement => this.listen(statement, sql);
    prototype.prepare = function (this: Database, sql: string) {
      return listen(original.call(this, sql), sql);
    };
  }

  start(): void {
    this.uses = [];
    this.isOn = true;
  }

  stop(): readonly SqliteUse[] {
    this.isOn = false;
    return this.uses;
  }

  restore(): void {
    (Sqlite as unknown as Driver).prototype.prepare = this.original;
  }

  private listen(statement: Statement, sql: string): Statement {
    if (OUTSIDE.test(sql)) return statement;
    for (const how of ['run', 'get', 'all'] as const) {
      const original = statement[how].bind(statement);
      const noted = (...values: unknown[]): unknown => {
        if (this.isOn) this.uses.push({ sql, how, values });
        return original(...values);
      };
      Object.assign(statement, { [how]: noted });
    }
    return statement;
  }
}

/** Does the same statements with the same values on a bare connection, in the same transactions. Gives the seconds it took. */
export function replaySqlite(file: string, uses: readonly SqliteUse[]): number {
  const database = new Sqlite(file);
  for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536', 'temp_store = MEMORY']) {
    database.pragma(setting);
  }
  const statements = new Map<string, Statement>();
  for (const { sql } of uses) if (!statements.has(sql)) statements.set(sql, database.prepare(sql));
  const transactions = split(uses);
  const run = database.transaction((transaction: readonly SqliteUse[]) => {
    for (const { sql, how, values } of transaction) statements.get(sql)?.[how](...values);
  });
  const begin = performance.now();
  for (const transaction of transactions) {
    if (transaction.some(({ how }) => how === 'run')) run.immediate(transaction);
    else run.deferred(transaction);
  }
  const seconds = (performance.now() - begin) / 1000;
  database.close();
  return seconds;
}

function split(uses: readonly SqliteUse[]): readonly (readonly SqliteUse[])[] {
  const parts: SqliteUse[][] = [];
  for (const use of uses) {
    if (use.sql === VERSION) parts.push([]);
    else parts.at(-1)?.push(use);
  }
  return parts.filter((part) => part.length > 0);
}
