import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@quanheng/persistence';
import { startMariaDb, type DatabaseServer } from '../../servers/index.js';
import { median, SAMPLES } from '../measure.js';
import { growth, GROWN, type GrowthResult, type GrowthSizes, type InboxResult } from './growth.js';
import type { EmptyResult } from './empty.js';
import { sampleEmpty, sampleHttpMariaDb, sampleHttpSqlite } from './http-samples.js';
import { runClients, type LoadResult } from './load.js';
import { machine, type MachineResult } from './machine.js';
import { copyDatabase, MysqlRecording, replayMysql } from './mysql-limit.js';
import { clerk, complete, openOffice, start, type BenchOffice } from './office.js';
import type { ProcessorTime } from './processor.js';
import { snapshot, UNITS, WRITERS, type Clients, type Sample } from './sample.js';
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
  /** `runtime-*` only, where the door is in the process of the benchmark: milliseconds for which its event loop stood still. */
  readonly stall?: { readonly p99: number; readonly longest: number };
  /** `http-*` only, where the door is in a process of its own. */
  readonly processor?: ProcessorTime;
}
export interface DurableReport {
  readonly suite: 'durable';
  readonly results: readonly (DurableResult | MachineResult | GrowthResult | InboxResult | EmptyResult)[];
}

export interface DurableOptions {
  /** How the names of the wanted results begin; absent: all. */
  readonly only?: string;
  /** Sizes of the full database; absent: a million and a hundred thousand. */
  readonly sizes?: GrowthSizes;
}

const CLIENTS = [1, 16, 64] as const;

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
  for (const clients of CLIENTS) await measure(`http-sqlite-${clients}`, () => sampleHttpSqlite(clients));
  if (isWanted('http-empty')) {
    results.push(await sampleEmpty(16));
    progress('http-empty-16');
  }
  const server = await startMariaDb();
  try {
    if (isWanted('machine')) {
      results.push(await machine(server));
      progress('machine-mariadb');
    }
    for (const clients of CLIENTS) await measure(`http-mariadb-${clients}`, () => sampleHttpMariaDb(server, clients));
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
  const result = { name, value, unit: 'instances/s', completions: 2 * value, limit, share, p99 } as const;
  if (!name.startsWith('runtime-')) return { ...result, processor: processorOf(samples) };
  const stall = {
    p99: median(samples.map((sample) => sample.stall.p99)),
    longest: median(samples.map((sample) => sample.stall.longest)),
  };
  return { ...result, stall };
}

function processorOf(samples: readonly Sample[]): ProcessorTime {
  const times = samples.flatMap(({ processor }) => processor ?? []);
  const of = (name: keyof ProcessorTime): number => median(times.map((each) => each[name] ?? 0));
  const both = { clients: of('clients'), api: of('api') };
  return times.some(({ database }) => database !== undefined) ? { ...both, database: of('database') } : both;
}

function drive({ runtime, items }: BenchOffice, clients: number, units: number): Promise<LoadResult> {
  return runClients(clients, units, async (client, timed) => {
    const principal = clerk(client);
    const instance = await timed(start(runtime, principal));
    for (const item of items) await timed(complete(runtime, principal, instance, item));
  });
}

async function sampleSqlite(recording: SqliteRecording, clients: Clients): Promise<Sample> {
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

let made = 0;

async function sampleMariaDb(server: DatabaseServer, clients: Clients): Promise<Sample> {
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
    recording.restore();
    await office.runtime.close();
    const seconds = await replayMysql(`${url}_raw`, recorded, WRITERS);
    return { ...found, limit: UNITS[clients] / seconds };
  } finally {
    await database.close();
  }
}
