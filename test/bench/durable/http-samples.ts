import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type DatabaseConfig } from '@quanheng/persistence';
import type { DatabaseServer } from '../../servers/index.js';
import { emptyRequests, type EmptyResult } from './empty.js';
import { ApiProcess, givePasswords, SignedIn, type Recordings } from './http-api.js';
import { runClients, type LoadResult } from './load.js';
import { copyDatabase, replayMysql } from './mysql-limit.js';
import { openOffice } from './office.js';
import { countProcessor, type ProcessorTime } from './processor.js';
import { snapshot, UNITS, WRITERS, type Clients, type Sample } from './sample.js';
import { replaySqlite } from './sqlite-limit.js';

/** Before a sample over HTTP: the process that is measured has just begun, and its hot path is not compiled. */
const WARM_UP = 1_000;
const COMMANDS = 3;

interface Driven {
  readonly found: LoadResult & { readonly processor: ProcessorTime };
  readonly warmUp: Recordings;
  readonly recorded: Recordings;
}

async function signAllIn(api: ApiProcess, clients: number): Promise<readonly SignedIn[]> {
  const people = Array.from({ length: clients }, () => new SignedIn(api.port));
  for (const [client, each] of people.entries()) await each.signIn(client);
  return people;
}

/** @param database process of the database, if it is one of its own */
async function driveHttp(
  api: ApiProcess,
  items: readonly string[],
  clients: Clients,
  database?: number,
): Promise<Driven> {
  const people = await signAllIn(api, clients);
  const run = (units: number): Promise<LoadResult> =>
    runClients(clients, units, async (client, timed) => {
      const person = people[client];
      if (person === undefined) throw new Error(`there is no client ${client}`);
      const instance = await timed(person.start());
      for (const item of items) await timed(person.complete(instance, item));
    });
  await api.record();
  await run(WARM_UP);
  const warmUp = await api.recorded();
  await api.record();
  const spent = countProcessor(api.pid, database);
  const found = await run(UNITS[clients]);
  const processor = spent(UNITS[clients] * COMMANDS);
  const recorded = await api.recorded();
  for (const each of people) each.close();
  return { found: { ...found, processor }, warmUp, recorded };
}

/** Over SQLite, which is not asked. */
export async function sampleEmpty(clients: number): Promise<EmptyResult> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-'));
  try {
    await prepare({ type: 'sqlite', file: join(folder, 'quanheng.sqlite') });
    const api = await ApiProcess.start({ QH_DATA: folder });
    try {
      const people = await signAllIn(api, clients);
      const result = await emptyRequests(people);
      for (const each of people) each.close();
      return result;
    } finally {
      await api.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function sampleHttpSqlite(clients: Clients): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-'));
  const [file, copy] = [join(folder, 'quanheng.sqlite'), join(folder, 'copy.sqlite')];
  try {
    const items = await prepare({ type: 'sqlite', file });
    snapshot(file, copy);
    const api = await ApiProcess.start({ QH_DATA: folder });
    try {
      const { found, warmUp, recorded } = await driveHttp(api, items, clients);
      replaySqlite(copy, warmUp.sqlite);
      return { ...found, limit: UNITS[clients] / replaySqlite(copy, recorded.sqlite) };
    } finally {
      await api.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let made = 0;

export async function sampleHttpMariaDb(server: DatabaseServer, clients: Clients): Promise<Sample> {
  const name = `http${++made}`;
  const url = await server.createDatabase(name);
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-'));
  const items = await prepare({ type: 'mysql', url });
  await copyDatabase(url, name, `${name}_raw`);
  const api = await ApiProcess.start({ QH_DATA: folder, QH_DATABASE_URL: url, QH_DATABASE_POOL: String(WRITERS) });
  try {
    const { found, warmUp, recorded } = await driveHttp(api, items, clients, server.pid);
    await replayMysql(`${url}_raw`, warmUp.mysql, WRITERS);
    const seconds = await replayMysql(`${url}_raw`, recorded.mysql, WRITERS);
    return { ...found, limit: UNITS[clients] / seconds };
  } finally {
    await api.stop();
    rmSync(folder, { recursive: true });
  }
}

/** An office whose clerks can sign in; gives the ids of the two work items. */
async function prepare(config: DatabaseConfig): Promise<readonly string[]> {
  const database = await openDatabase(config);
  try {
    await database.migrate();
    const { runtime, items } = await openOffice(database.store, database.queries);
    await givePasswords(runtime);
    await runtime.close();
    return items;
  } finally {
    await database.close();
  }
}
