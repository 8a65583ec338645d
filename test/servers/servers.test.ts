import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { describeWithServer, startGalera, startMariaDb, startRedis, temporaryFolder } from './index.js';
import { ask, startServer } from './server.js';

async function rowsAt(url: string, sql: string): Promise<unknown> {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query(sql);
    return rows;
  } finally {
    connection.destroy();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a server that does not start says why', async () => {
  const folder = temporaryFolder('broken');
  const recipe = { name: 'broken', folder, port: 0, url: '', command: 'sh', args: () => ['-c', 'echo out of paper'] };
  const probe = (): Promise<void> => Promise.reject(new Error('not yet'));
  await expect(startServer({ ...recipe, probe })).rejects.toThrow(/broken did not start:\nout of paper/);
  expect(existsSync(folder)).toBe(false);
});

describeWithServer(['redis'], 'a private Redis', () => {
  test('answers, forgets by a kill unless it is durable, and ends', async () => {
    const [plain, durable] = await Promise.all([startRedis(), startRedis({ durable: true })]);
    for (const server of [plain, durable]) {
      await ask(server.port, 'SET name quanheng\r\n');
      const before = server.pid!;
      await server.kill();
      expect(server.pid).toBeUndefined();
      await expect(ask(server.port, 'PING\r\n')).rejects.toThrow();
      await server.restart();
      expect(server.pid).not.toBe(before);
    }
    expect(await ask(plain.port, 'GET name\r\n')).toBe('$-1\r\n');
    expect(await ask(durable.port, 'GET name\r\n')).toBe('$8\r\nquanheng\r\n');
    const pids = [plain.pid!, durable.pid!];
    await Promise.all([plain.stop(), durable.stop()]);
    expect(pids.map(isAlive)).toEqual([false, false]);
  }, 30_000);

  test('dies with the process that started it', async () => {
    const folder = temporaryFolder('orphan');
    const script = join(folder, 'start.cjs');
    // The sources are run as the tests run them: through swc.
    writeFileSync(
      script,
      `const { transformFileSync } = require(${JSON.stringify(require.resolve('@swc/core'))});
       const { existsSync } = require('node:fs');
       require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file).code, file);
       const resolve = module.constructor._resolveFilename;
       module.constructor._resolveFilename = (name, ...rest) =>
         resolve(name.startsWith('.') ? name.replace(/\\.js$/, '.ts') : name, ...rest);
       const { startRedis } = require(${JSON.stringify(join(__dirname, 'redis.ts'))});
       startRedis().then((server) => { console.log(server.pid); setInterval(() => {}, 1000); });`,
    );
    const parent = spawn(process.execPath, [script], { cwd: process.cwd(), stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data) => resolve(Number(data))));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    for (let tries = 0; tries < 100 && isAlive(pid); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    rmSync(folder, { recursive: true });
    expect(isAlive(pid)).toBe(false);
  }, 30_000);
});

describeWithServer(['mariadb'], 'a private MariaDB', () => {
  test('keeps what was committed through a kill', async () => {
    const server = await startMariaDb();
    try {
      await rowsAt(server.url, 'CREATE TABLE t (a INT PRIMARY KEY)');
      await rowsAt(server.url, 'INSERT INTO t VALUES (7)');
      await server.kill();
      await server.restart();
      expect(await rowsAt(server.url, 'SELECT a FROM t')).toEqual([{ a: 7 }]);
      const other = await server.createDatabase('other');
      expect(await rowsAt(other, 'SHOW TABLES')).toEqual([]);
    } finally {
      await server.stop();
    }
  }, 60_000);
});

describeWithServer(['galera'], 'a private Galera cluster', () => {
  test('shares what is written at any node, and takes a node back', async () => {
    const cluster = await startGalera(3);
    const [first, second, third] = cluster.nodes;
    try {
      await rowsAt(first!.url, 'CREATE TABLE t (a INT PRIMARY KEY)');
      await rowsAt(second!.url, 'INSERT INTO t VALUES (7)');
      await third!.kill();
      await rowsAt(first!.url, 'INSERT INTO t VALUES (8)');
      await third!.restart();
      expect(await rowsAt(third!.url, 'SELECT a FROM t ORDER BY a')).toEqual([{ a: 7 }, { a: 8 }]);
    } finally {
      await cluster.stop();
    }
  }, 120_000);
});
