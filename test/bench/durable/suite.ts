import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openDatabase } from '@quanheng/persistence';
import { startMariaDb, type DatabaseServer } from '../../servers/index.js';
import { median, SAMPLES } from '../measure.js';
import { growth, GROWN, type GrowthResult, type GrowthSizes, type InboxResult } from './growth.js';
import { runClients, type LoadResult } from './load.js';
import { copyDatabase, MysqlRecording, replayMysql } from './mysql-limit.js';
import { clerk, complete, openOffice, start, type BenchOffice } from './office.js';
import { replaySqlite, SqliteRecording } from './sqlite-limit.js';

export interface DurableResult {
  readonly name: string;
  /** Instances of two user tasks started and completed a second: three commands each. */
  readonly value: number;
  readonly unit: 'instances/s';
  /** Work items completed a second. */
  readonly completions: number;
  /** The same by the raw statements of the same transactions, on bare connections, in the same run. */
  readonly limit: number;
  readonly share: number;
  /** Milliseconds, of single commands. */
  readonly p99: number;
}
export interface DurableReport {
  readonly suite: 'durable';
  readonly results: readonly (DurableResult | GrowthResult | InboxResult)[];
}

export interface DurableOptions {
  /** How the names of the wanted results begin; absent: all. */
  readonly only?: string;
  /** Sizes of the full database; absent: a million and a hundred thousand. */
  readonly sizes?: GrowthSizes;
}

interface Sample extends LoadResult {
  readonly limit: number;
}

const CLIENTS = [1, 16, 64] as const;
/** Units of a sample: about a second or two. */
const UNITS = { 1: 300, 16: 1_500, 64: 2_000 } as const;
const WRITERS = 8;

/** Each sample: an empty database, its copy, the clients over the runtime on the one, the raw statements on the other. */
export async function durableSuite(
  progress: (text: string) => void,
  { only, sizes = GROWN }: DurableOptions = {},
): Promise<DurableReport> {
  const results: DurableReport['results'][number][] = [];
  const isWanted = (name: string): boolean => only === undefined || name.startsWith(only);
  const measure = async (name: string, sample: () => Promise<Sample>): Promise<void> => {
    if (!isWanted(name)) return;
    await sample(); // compiles the hot path
    const samples: Sample[] = [];
    for (let i = 0; i < SAMPLES; i++) samples.push(await sample());
    results.push(resultOf(name, samples));
    progress(name);
  };
  const sqlite = new SqliteRecording();
  for (const clients of CLIENTS) await measure(`runtime-sqlite-${clients}`, () => sampleSqlite(sqlite, clients));
  sqlite.restore();
  const server = await startMariaDb();
  try {
    for (const clients of CLIENTS) await measure(`runtime-mariadb-${clients}`, () => sampleMariaDb(server, clients));
    if (isWanted('growth') || isWanted('inbox')) {
      results.push(...(await growth(server, sizes)));
      progress('growth');
    }
  } finally {
    await server.stop();
  }
  return { suite: 'durable', results };
}

function resultOf(name: string, samples: readonly Sample[]): DurableResult {
  const value = median(samples.map(({ rate }) => rate));
  const limit = median(samples.map((sample) => sample.limit));
  const share = median(samples.map((sample) => sample.rate / sample.limit));
  const p99 = median(samples.map((sample) => sample.p99));
  return { name, value, unit: 'instances/s', completions: 2 * value, limit, share, p99 };
}

function drive({ runtime, items }: BenchOffice, clients: number, units: number): Promise<LoadResult> {
  return runClients(clients, units, async (client, timed) => {
    const principal = clerk(client);
    const instance = await timed(start(runtime, principal));
    for (const item of items) await timed(complete(runtime, principal, instance, item));
  });
}

async function sampleSqlite(recording: SqliteRecording, clients: keyof typeof UNITS): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-'));
  const [file, copy] = [join(folder, 'a.db'), join(folder, 'b.db')];
  try {
    const database = await openDatabase({ type: 'sqlite', file });
    await database.migrate();
    const office = await openOffice(database.store, database.queries);
    snapshot(file, copy);
    recording.start();
    const found = await drive(office, clients, UNITS[clients]);
    const uses = recording.stop();
    await office.runtime.close();
    await database.close();
    return { ...found, limit: UNITS[clients] / replaySqlite(copy, uses) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is still in the write-ahead log goes into the file first. */
function snapshot(file: string, copy: string): void {
  const database = new Sqlite(file);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  copyFileSync(file, copy);
}

let made = 0;

async function sampleMariaDb(server: DatabaseServer, clients: keyof typeof UNITS): Promise<Sample> {
  const name = `bench${++made}`;
  const url = await server.createDatabase(name);
  const database = await openDatabase({ type: 'mysql', url, pool: WRITERS });
  try {
    await database.migrate();
    const office = await openOffice(database.store, database.queries);
    await copyDatabase(url, name, `${name}_raw`);
    const recording = new MysqlRecording();
    const found = await drive(office, clients, UNITS[clients]);
    const recorded = recording.stop();
    await office.runtime.close();
    const seconds = await replayMysql(`${url}_raw`, recorded, WRITERS);
    return { ...found, limit: UNITS[clients] / seconds };
  } finally {
    await database.close();
  }
}
