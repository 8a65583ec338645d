import * as mysql2 from 'mysql2';
import { createConnection, type Connection } from 'mysql2';

/** The texts of one transaction, as they went to the server, and when it began and ended among the others. */
export interface MysqlTransaction {
  readonly texts: string[];
  /** How many transactions had ended when this one began. */
  readonly after: number;
  /** Its place in the order of ends. */
  end: number;
}

const BEGIN = 'START TRANSACTION;';
const COMMITTED = 'COMMIT; END';

type Query = (this: Connection, sql: unknown, ...rest: unknown[]) => unknown;

/** Listens to what goes to the server. Only whole transactions count: what is asked outside them is not part of the limit. */
export class MysqlRecording {
  private readonly open = new Map<Connection, MysqlTransaction>();
  private done: MysqlTransaction[] = [];
  private readonly prototype: { query: Query };
  private readonly original: Query;

  constructor() {
    const { prototype } = mysql2.Connection as unknown as { readonly prototype: object };
    this.prototype = ownerOf(prototype, 'query') as { query: Query };
    this.original = this.prototype.query;
    const { original } = this;
    const note = (connection: Connection, sql: string): (() => void) => this.note(connection, sql);
    this.prototype.query = function (sql, ...rest) {
      const callback = rest.at(-1);
      if (typeof sql !== 'string' || typeof callback !== 'function') return original.call(this, sql, ...rest);
      const ended = note(this, sql);
      const told = (...answer: unknown[]): void => {
        if (answer[0] == null) ended();
        (callback as (...answer: unknown[]) => void)(...answer);
      };
      return original.call(this, sql, ...rest.slice(0, -1), told);
    };
  }

  /** Gives what to call when the server has answered. */
  private note(connection: Connection, sql: string): () => void {
    if (sql.startsWith(BEGIN)) this.open.set(connection, { texts: [], after: this.done.length, end: -1 });
    const current = this.open.get(connection);
    if (sql === 'ROLLBACK') this.open.delete(connection);
    if (current === undefined) return () => undefined;
    current.texts.push(sql);
    return () => {
      if (!sql.endsWith(COMMITTED)) return;
      this.open.delete(connection);
      current.end = this.done.push(current) - 1;
    };
  }

  /** Forgets what was heard so far. */
  start(): void {
    this.done = [];
    this.open.clear();
  }

  restore(): void {
    this.prototype.query = this.original;
  }

  stop(): readonly MysqlTransaction[] {
    return [...this.done].sort((a, b) => a.after - b.after || a.end - b.end);
  }
}

function ownerOf(object: object, name: string): object {
  let owner: object | null = object;
  while (owner !== null && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner) as object | null;
  if (owner === null) throw new Error(`there is no ${name}`);
  return owner;
}

/**
 * Sends the recorded transactions to a database in the state that they began with, by bare connections that do nothing else. As many side by side as there
 * were, none before one that had ended before it began. Gives the seconds it took.
 */
export async function replayMysql(
  url: string,
  recorded: readonly MysqlTransaction[],
  connections: number,
): Promise<number> {
  const session = "SET SESSION sql_mode = 'STRICT_ALL_TABLES'; SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
  const opened = await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = createConnection({ uri: url, multipleStatements: true, supportBigNumbers: true });
      await send(connection, session);
      return connection;
    }),
  );
  const isDone = recorded.map(() => false);
  let ended = 0;
  let waiting: { readonly after: number; readonly go: () => void }[] = [];
  const end = (place: number): void => {
    isDone[place] = true;
    while (isDone[ended] === true) ended++;
    const ready = waiting.filter(({ after }) => after <= ended);
    waiting = waiting.filter(({ after }) => after > ended);
    for (const { go } of ready) go();
  };
  let next = 0;
  const begin = performance.now();
  await Promise.all(
    opened.map(async (connection) => {
      for (let one = recorded[next++]; one !== undefined; one = recorded[next++]) {
        const { after } = one;
        if (after > ended) await new Promise<void>((go) => waiting.push({ after, go }));
        for (const text of one.texts) await send(connection, text);
        end(one.end);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  for (const connection of opened) connection.destroy();
  return seconds;
}

export function send(connection: Connection, sql: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error, answer) => {
      if (error === null) resolve(answer);
      else reject(new Error(`${error.message}: ${sql.slice(0, 200)}`));
    });
  });
}

/** A connection for as long as `work` takes. */
export async function withConnection<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = createConnection({ uri: url, multipleStatements: true });
  try {
    return await work(connection);
  } finally {
    connection.destroy();
  }
}

/** Copies every table of one database into another, new one on the same server. */
export function copyDatabase(url: string, from: string, to: string): Promise<void> {
  return withConnection(url, async (connection) => {
    const rows = (await send(connection, 'SHOW TABLES')) as Record<string, string>[];
    await send(connection, `CREATE DATABASE \`${to}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    for (const table of rows.map((row) => Object.values(row)[0] ?? '')) {
      const names = `\`${to}\`.\`${table}\``;
      await send(connection, `CREATE TABLE ${names} LIKE \`${from}\`.\`${table}\``);
      await send(connection, `INSERT INTO ${names} SELECT * FROM \`${from}\`.\`${table}\``);
    }
  });
}
