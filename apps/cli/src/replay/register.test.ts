import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@quanheng/persistence';
import { TWO_TASKS } from '../../../../test/contract/office.js';
import { runOn, type Run } from '../testing/run.js';
import { Office, person } from './testing/office.js';

/** Of a file that the embedded server would use. */
describe('quanheng replay', () => {
  let data: string;
  let instance: string;

  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'quanheng-replay-'));
    const database = await openDatabase({ type: 'sqlite', file: join(data, 'quanheng.sqlite') });
    await database.migrate();
    const office = await new Office(database).open(TWO_TASKS);
    instance = await office.start('Two', { variables: { amount: 100, payee: '某甲' } });
    await office.refused(person('leader'), { kind: 'completeWork', instance, item: await office.item(instance) });
    await office.complete('clerk', instance);
    await database.close();
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  const replay = (...args: string[]): Promise<Run> => runOn({ env: { QH_DATA: data } }, 'replay', ...args);

  /** What somebody with a shell and the file can do. */
  async function change(sql: string): Promise<void> {
    const database = await openDatabase({ type: 'sqlite', file: join(data, 'quanheng.sqlite') });
    await database.dataSource.query(sql);
    await database.close();
  }

  test('finds nothing in a database that nobody touched', async () => {
    expect(await replay(instance)).toMatchObject({
      exitCode: 0,
      stdout: '3 entries of 1 stream checked, 2 steps carried out again: no differences\n',
      stderr: '',
    });
    const all = await replay('--all', '--json');
    expect(all.exitCode).toBe(0);
    expect(all.json.at(-1)).toMatchObject({ totals: { streams: 3, findings: 0 } });
  });

  test.each([
    ['the state', `UPDATE instances SET flow = REPLACE(flow, 'active', 'completed')`, 'row-differs'],
    ['a value', `UPDATE contents SET pieces = REPLACE(pieces, '100', '900')`, 'commitment-differs'],
    [
      'an entry',
      `UPDATE entries SET bytes = CAST(REPLACE(bytes, 'person', 'worker') AS BLOB) WHERE seq = 2`,
      'leaf-differs',
    ],
    ['a column', `UPDATE entries SET kind = 'x' WHERE seq = 2`, 'column-differs'],
    ['the end', `DELETE FROM entries WHERE seq = 3 AND stream LIKE 'instance:%'`, 'head-differs'],
  ])('finds a change of %s', async (_name, sql, code) => {
    await change(sql);
    const { exitCode, stdout } = await replay('--all');
    expect(stdout).toContain(`[${code}]`);
    expect(exitCode).toBe(1);
  });

  test('tells usage from input', async () => {
    expect(await replay('none')).toMatchObject({ exitCode: 2, stderr: 'quanheng: there is no instance none\n' });
    expect(await replay()).toMatchObject({ exitCode: 3 });
    expect(await replay(instance, '--all')).toMatchObject({ exitCode: 3 });
    expect((await replay('--all', '--no-such')).exitCode).toBe(3);
    const elsewhere = join(data, 'elsewhere');
    const nowhere = await runOn({ env: { QH_DATA: elsewhere } }, 'replay', '--all');
    expect(nowhere).toMatchObject({ exitCode: 2, stdout: '' });
    expect(nowhere.stderr).toContain('There is no database');
    expect(await runOn({ env: { QH_PORT: 'x' } }, 'replay', '--all')).toMatchObject({ exitCode: 2 });
  });
});
