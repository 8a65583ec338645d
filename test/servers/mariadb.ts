import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { binary } from './binaries.js';
import type { Server } from './server.js';
import { freePorts, startServer, temporaryFolder } from './server.js';

export interface DatabaseServer extends Server {
  /** Makes an empty database of this name; gives the address to open it by. */
  createDatabase(name: string): Promise<string>;
}

export interface MariaDbOptions {
  /** Further options of mariadbd, such as `--max-allowed-packet=1M`. */
  readonly args?: readonly string[];
}

/** A private MariaDB with an empty database `quanheng`, which `url` leads to. Every commit is on disk before it is acknowledged. */
export async function startMariaDb(options: MariaDbOptions = {}): Promise<DatabaseServer> {
  const folder = temporaryFolder('mariadb');
  const [port = 0] = await freePorts(1);
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  installData(folder, asRoot);
  const server = await startServer({
    name: 'mariadbd',
    folder,
    port,
    url: urlOf(port, 'quanheng'),
    command: binary('mariadbd'),
    args: () => [...commonArgs(folder, port), ...asRoot, ...sizeArgs, ...(options.args ?? [])],
    probe: () => query(port, 'SELECT 1').then(() => undefined),
  });
  return withDatabases(server);
}

const sizeArgs = ['--innodb-buffer-pool-size=256M', '--innodb-log-file-size=128M', '--max-connections=300'];

/** System tables in `folder`/data, made in less than a second. */
export function installData(folder: string, userArgs: readonly string[]): void {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const args = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'];
  const run = spawnSync(binary('mariadb-install-db'), [...args, ...userArgs], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`mariadb-install-db failed:\n${run.stdout}${run.stderr}`);
}

export function commonArgs(folder: string, port: number): readonly string[] {
  return [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    // A server that starts clears away the temporary tables of others in a folder that they share.
    `--tmpdir=${folder}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 'sock')}`,
    `--pid-file=${join(folder, 'pid')}`,
    '--skip-name-resolve',
    '--innodb-flush-log-at-trx-commit=1',
  ];
}

/** Adds `createDatabase` to a running server and makes the database of its address. */
export async function withDatabases(server: Server): Promise<DatabaseServer> {
  async function createDatabase(name: string): Promise<string> {
    await query(server.port, `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    return urlOf(server.port, name);
  }
  await createDatabase('quanheng');
  // Copied with its getter, so that `pid` stays the present one.
  return Object.defineProperties(
    { createDatabase },
    Object.getOwnPropertyDescriptors(server),
  ) as unknown as DatabaseServer;
}

export function urlOf(port: number, database: string): string {
  return `mysql://root@127.0.0.1:${port}/${database}`;
}

/** Runs one statement on a connection of its own. */
export async function query(port: number, sql: string): Promise<unknown> {
  const connection = await createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 2_000 });
  try {
    const [rows] = await connection.query(sql);
    return rows;
  } finally {
    connection.destroy();
  }
}
