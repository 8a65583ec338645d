import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Connection from 'better-sqlite3';
import { OPERATIONS } from '@quanheng/contracts';
import { root } from '../architecture/files.js';
import { accountsIn, fileClaim, signClaim, statusAtEnd } from './claim.js';
import { API, startProduct, WORKER, type Product } from './product.js';
import { Visitor } from './visitor.js';

const folder = mkdtempSync(join(tmpdir(), 'quanheng-start-'));
const data = join(folder, 'data');
const started: Product[] = [];
afterAll(async () => {
  await Promise.all(started.map((each) => each.end('SIGKILL')));
  rmSync(folder, { recursive: true });
});

function start(settings: Readonly<Record<string, string>> = {}, script = API): Product {
  const product = startProduct(script, { QH_DATA: data, QH_PORT: '0', ...settings }, folder);
  started.push(product);
  return product;
}
const addressOf = async (product: Product): Promise<string> => (await product.says(/is ready: (\S+)/))[1]!;

test('npm start is the script that these tests run', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  expect(scripts.start).toBe('node --max-semi-space-size=64 bin/start.cjs');
});

describe('npm start', () => {
  let passwords = new Map<string, string>();

  test('shows a demonstration in which a claim goes from the first form to the payment', async () => {
    const secrets = { QH_METRICS_TOKEN: 'hunter2-metrics', QH_SECRET_BANK: 'hunter2-bank', QH_LOG_LEVEL: 'debug' };
    const product = start(secrets);
    const url = await addressOf(product);
    passwords = accountsIn(product.output());
    expect(passwords.size).toBe(19);
    expect(statSync(join(data, 'demo-accounts.txt')).mode & 0o777).toBe(0o600);
    const [university = '', small = ''] = readFileSync(join(data, 'demo-accounts.txt'), 'utf8').split('demo-small');
    const kept = [accountsIn(university), accountsIn(small)];
    expect(kept.map(({ size }) => size)).toEqual([71, 20]);
    expect(new Set(kept.flatMap((each) => [...each.values()])).size).toBe(91);
    expect(kept[0]).toEqual(new Map([...(kept[0] ?? []), ...passwords]));

    const { clerk, instance, steps } = await signClaim(url, passwords);
    expect(steps).toEqual([
      '填写费用事项',
      '填写报销单',
      '部门复核：复核',
      '归口审核：审核',
      '财务审核：审核',
      '两支笔会签：业务负责人签字',
      '两支笔会签：财务负责人签字',
    ]);
    expect(await fileClaim(url, passwords, instance)).toEqual(['出纳办理支付', '记账', '稽核：稽核', '归档']);
    await product.says(/no money was moved/);
    expect(await statusAtEnd(clerk, instance)).toBe('completed');

    const metrics = await fetch(`${url}/api/v1/metrics`, { headers: { authorization: 'Bearer hunter2-metrics' } });
    const text = await metrics.text();
    expect(text).toMatch(/quanheng_command_seconds_count\{kind="completeWork",outcome="accepted"\} 11/);
    expect(text).toMatch(/quanheng_job_seconds_count\{handler="treasury-payment",outcome="done"\} 1/);
    expect((await fetch(`${url}/api/v1/metrics`)).status).toBe(401);

    expect(await product.end('SIGINT')).toBe(0);
    const afterGreeting = product.output().split('Ctrl-C ends it.')[1] ?? '';
    for (const secret of ['hunter2', ...passwords.values()]) expect(afterGreeting).not.toContain(secret);
    expect(product.output()).not.toContain('hunter2');
  }, 180_000);

  test('does not seed again, keeps what there is, and lets nobody else into its folder', async () => {
    const product = start();
    const url = await addressOf(product);
    expect(accountsIn(product.output()).size).toBe(0);
    const visitor = new Visitor(url);
    expect(await visitor.signIn('clerk-a', 'not-the-password')).toBe(401);
    expect(await visitor.signIn('clerk-a', passwords.get('clerk-a') ?? '')).toBe(201);
    const definitions = await visitor.call(OPERATIONS.listDefinitions);
    const published = definitions.items as { process: string; version: number; status: string }[];
    expect(published.map(({ process, version, status }) => `${process} ${version} ${status}`).sort()).toEqual(
      [
        ...['CollectiveDecision', 'ConstructionChange', 'ConstructionPayment', 'ConstructionRetention'],
        ...['Procurement', 'Reimbursement', 'SmallPurchase'],
      ].map((process) => `${process} 1 published`),
    );

    const second = start();
    expect(await second.end()).toBe(1);
    expect(second.output()).toMatch(/Another process of the product uses the data folder/);
    expect(second.output()).not.toMatch(/\bat .*\.js:\d+/);

    // A page that listens must not hold up the end.
    const listening = visitor.call(OPERATIONS.events).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await product.end('SIGTERM')).toBe(0);
    await listening;
  }, 180_000);

  test('says that the database belongs to a newer version', async () => {
    const database = new Connection(join(data, 'quanheng.sqlite'));
    database.prepare("INSERT INTO migrations (timestamp, name) VALUES (9, 'Later9')").run();
    database.close();
    const product = start();
    expect(await product.end()).toBe(1);
    expect(product.output()).toMatch(
      /written by a newer version of the product \(it knows Later9\)\. Start that version/,
    );
  }, 120_000);
});

describe('what cannot start says why and what to do, without a stack', () => {
  test.each([
    ['beyond the loopback address', { QH_HOST: '0.0.0.0' }, 2, /QH_BEYOND_LOOPBACK=true/],
    [
      'a demonstration that others reach',
      { QH_DEMONSTRATION: 'true', QH_PUBLIC_URL: 'https://office.example' },
      2,
      /never for a server in earnest/,
    ],
    ['a mistyped name', { QH_PROT: '1' }, 2, /QH_PROT is no setting. Did you mean QH_PORT\?/],
    [
      'a folder that cannot be made',
      { QH_DATA: join(folder, 'file', 'data') },
      1,
      /cannot be made \(ENOTDIR\).*set QH_DATA/,
    ],
    [
      'an address that the machine has not',
      { QH_DATA: join(folder, 'other'), QH_HOST: '127.0.0.1', QH_PORT: 'taken' },
      1,
      /is taken by another program.*set QH_PORT/,
    ],
    [
      'a database that is not there',
      { QH_DATABASE_URL: 'mysql://quanheng@127.0.0.1:1/quanheng', QH_DATABASE_PASSWORD: 'hunter2' },
      1,
      /The database 127\.0\.0\.1:1 cannot be opened[^]*QH_DATABASE_URL/,
    ],
  ])(
    '%s',
    async (_, settings: Record<string, string>, code, message) => {
      writeFileSync(join(folder, 'file'), '');
      mkdirSync(join(folder, 'other'), { recursive: true });
      const holder = createServer();
      await new Promise<void>((resolve) => void holder.listen(0, '127.0.0.1', resolve));
      const { port } = holder.address() as { port: number };
      const given =
        settings.QH_PORT === 'taken' ? { ...settings, QH_PORT: String(port), QH_DEMONSTRATION: 'false' } : settings;
      const product = start(given);
      expect(await product.end()).toBe(code);
      holder.close();
      expect(product.output()).toMatch(message);
      expect(product.output()).not.toMatch(/hunter2|^ +at .*:\d+:\d+/m);
    },
    120_000,
  );

  test('a worker without a database server', async () => {
    const product = start({}, WORKER);
    expect(await product.end()).toBe(1);
    expect(product.output()).toMatch(/A worker needs a database server: set QH_DATABASE_URL/);
  }, 120_000);
});
