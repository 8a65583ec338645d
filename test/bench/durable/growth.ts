import type { Connection } from 'mysql2';
import { openDatabase, type Database } from '@quanheng/persistence';
import type { Queries } from '@quanheng/runtime/ports';
import type { DatabaseServer } from '../../servers/index.js';
import { median, SAMPLES } from '../measure.js';
import { percentile, runClients } from './load.js';
import { send, withConnection } from './mysql-limit.js';
import { clerk, complete, openOffice, start, UNIT, type BenchOffice } from './office.js';

export interface GrowthSizes {
  readonly finished: number;
  readonly waiting: number;
}
export const GROWN: GrowthSizes = { finished: 1_000_000, waiting: 100_000 };

export interface GrowthResult {
  readonly name: 'growth-mariadb';
  /** Instances a second over the full database. */
  readonly value: number;
  readonly unit: 'instances/s';
  /** The same over an empty one, sample by sample in turn. */
  readonly empty: number;
  /** How much slower the full one is: 0.2 is 20 %. */
  readonly slowdown: number;
  readonly finished: number;
  readonly waiting: number;
}
export interface InboxResult {
  readonly name: 'inbox-mariadb';
  /** Median of a page of 50, in milliseconds. */
  readonly value: number;
  readonly unit: 'ms';
  readonly p99: number;
  /** Work items of the person, and of all. */
  readonly own: number;
  readonly all: number;
}

/** Instances that are played; the others are copies of theirs. */
const TEMPLATES = 1_000;
const CLIENTS = 16;
const UNITS = 500;
const OWN = 10_000;
const PAGES = 200;

/** An empty database and one with many instances take turns; then a person with much to do looks at the inbox of the full one. */
export async function growth(
  server: DatabaseServer,
  sizes: GrowthSizes,
): Promise<readonly [GrowthResult, InboxResult]> {
  const [empty, full] = [await openNamed(server, 'growth_empty'), await openNamed(server, 'growth_full')];
  await fill(full, sizes);
  const rates: { readonly empty: number; readonly full: number }[] = [];
  for (let i = -1; i < SAMPLES; i++) {
    const sample = { empty: await rateOf(empty.office), full: await rateOf(full.office) };
    if (i >= 0) rates.push(sample); // the first one only warms up
  }
  const value = median(rates.map((each) => each.full));
  const without = median(rates.map((each) => each.empty));
  const slowdown = median(rates.map((each) => each.empty / each.full)) - 1;
  const grown: GrowthResult = {
    name: 'growth-mariadb',
    value,
    unit: 'instances/s',
    empty: without,
    slowdown,
    ...sizes,
  };
  const inbox = await inboxOf(full, sizes);
  await Promise.all([empty.database.close(), full.database.close()]);
  return [grown, inbox];
}

interface Opened {
  readonly url: string;
  readonly database: Database;
  readonly office: BenchOffice;
}

async function openNamed(server: DatabaseServer, name: string): Promise<Opened> {
  const url = await server.createDatabase(name);
  const database = await openDatabase({ type: 'mysql', url, pool: 8 });
  await database.migrate();
  return { url, database, office: await openOffice(database.store, database.queries) };
}

async function rateOf({ runtime, items }: BenchOffice): Promise<number> {
  const { rate } = await runClients(CLIENTS, UNITS, async (client, timed) => {
    const principal = clerk(client);
    const instance = await timed(start(runtime, principal));
    for (const item of items) await timed(complete(runtime, principal, instance, item));
  });
  return rate;
}

/** Plays some instances and copies them until there are enough: what is asked of the database is the number of rows, not what they say. */
async function fill({ url, office }: Opened, { finished, waiting }: GrowthSizes): Promise<void> {
  const { runtime, items } = office;
  const [played, left] = [Math.min(TEMPLATES, finished), Math.min(TEMPLATES, waiting)];
  await runClients(CLIENTS, played, async (client) => {
    const instance = await start(runtime, clerk(client));
    for (const item of items) await complete(runtime, clerk(client), instance, item);
  });
  await runClients(CLIENTS, left, async (client) => {
    await start(runtime, clerk(client));
  });
  await withConnection(url, async (connection) => {
    await send(connection, TEMPLATE_TABLES);
    await copyTimes(connection, 'completed', 'F', Math.ceil(finished / played) - 1);
    await copyTimes(connection, 'active', 'W', Math.ceil(waiting / left) - 1);
    await send(connection, 'ANALYZE TABLE instances, work_items, work_offers, entries, contents');
  });
}

/** Made from the table itself, so that its texts compare as the table's do. */
const TEMPLATE_TABLES = 'CREATE TABLE templates (PRIMARY KEY (id)) AS SELECT id, status FROM instances';

/** Where the id of an instance stands, by table; `stream` has a prefix before it. */
const COPIED = {
  instances: 'id',
  work_items: 'instance',
  work_offers: 'instance',
  entries: 'stream',
  contents: 'stream',
};
const STREAM_PREFIX = 'instance:';
/** The head of a ULID tells the time and is the same for all templates: in a copy it tells which copy it is. */
const HEAD = 5;

async function copyTimes(connection: Connection, status: string, letter: string, times: number): Promise<void> {
  for (let copy = 0; copy < times; copy++) {
    const head = letter + String(copy).padStart(HEAD - 1, '0');
    for (const [table, column] of Object.entries(COPIED)) {
      await send(connection, await copySql(connection, table, column, status, head));
    }
  }
}

const columnsByTable = new Map<string, readonly string[]>();

async function copySql(
  connection: Connection,
  table: string,
  column: string,
  status: string,
  head: string,
): Promise<string> {
  const known = columnsByTable.get(table);
  const columns = known ?? (await columnsOf(connection, table));
  columnsByTable.set(table, columns);
  const prefix = column === 'stream' ? STREAM_PREFIX : '';
  const id = `CONCAT('${head}', SUBSTRING(t.id, ${HEAD + 1}))`;
  const values = columns.map((name) => {
    if (name === column) return `CONCAT('${prefix}', ${id})`;
    // Unique in a unit, and no copy's.
    return name === 'number' && table === 'instances' ? 'NULL' : `r.\`${name}\``;
  });
  const names = columns.map((name) => `\`${name}\``).join(', ');
  const unit = table === 'entries' || table === 'contents' ? `AND r.unit = '${UNIT}'` : '';
  return `INSERT INTO ${table} (${names}) SELECT ${values.join(', ')} FROM templates t
    JOIN ${table} r ON r.\`${column}\` = CONCAT('${prefix}', t.id) ${unit} WHERE t.status = '${status}'`;
}

async function columnsOf(connection: Connection, table: string): Promise<readonly string[]> {
  const rows = (await send(connection, `SHOW COLUMNS FROM ${table}`)) as { readonly Field: string }[];
  return rows.map(({ Field }) => Field);
}

const TAKEN = `UPDATE work_offers o JOIN work_items i USING (instance, item) SET o.taken = 1
  WHERE i.assignee = 'p1' AND i.status = 'open'`;

/** One person has taken many of the open items; the others are still offered to everybody, this person included. */
async function inboxOf({ url, database, office }: Opened, { finished, waiting }: GrowthSizes): Promise<InboxResult> {
  const own = Math.min(OWN, waiting);
  await withConnection(url, async (connection) => {
    await send(
      connection,
      `UPDATE work_items SET assignee = 'p1' WHERE status = 'open' ORDER BY instance LIMIT ${own}`,
    );
    await send(connection, TAKEN);
  });
  const latencies = await pageTimes(database.queries);
  await office.runtime.close();
  const all = 2 * finished + waiting;
  return { name: 'inbox-mariadb', value: median(latencies), unit: 'ms', p99: percentile(latencies, 0.99), own, all };
}

async function pageTimes(queries: Queries): Promise<readonly number[]> {
  const filter = { unit: UNIT, box: 'open', person: 'p1', offers: ['unit', 'person:p1', 'role:staff'] } as const;
  const latencies: number[] = [];
  let after: string | null = null;
  for (let i = 0; i < PAGES; i++) {
    const begin = performance.now();
    const page: Awaited<ReturnType<Queries['items']>> = await queries.items(filter, {
      limit: 50,
      ...(after === null ? {} : { after }),
    });
    latencies.push(performance.now() - begin);
    if (page.rows.length === 0) throw new Error('the inbox is empty');
    after = page.next;
  }
  return latencies;
}
