import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@quanheng/persistence';
import { runOn, type Run } from '../testing/run.js';

describe('the commands of an operator', () => {
  let folder = '';
  const quanheng = (...args: string[]): Promise<Run> => runOn({ env: { QH_DATA: join(folder, 'data') } }, ...args);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quanheng-operate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('bring the schema up to date, and back by one step', async () => {
    expect((await quanheng('migrate')).stdout).toMatch(/^Ran: Initial\d+/);
    expect(await quanheng('migrate')).toMatchObject({ exitCode: 0, stdout: 'The schema is up to date.\n' });
    expect((await quanheng('migrate', '--revert')).stdout).toMatch(/^Undone: \w+\d+\n$/);
    expect((await quanheng('migrate')).stdout).toMatch(/^Ran: \w+\d+\n$/);
  });

  it('found a unit once, with three administrators who have to change their passwords', async () => {
    const founded = await quanheng('found', '--unit', 'u1');
    expect(founded.exitCode).toBe(0);
    const lines = founded.stdout.match(/^(system-admin|security-admin|auditor) +(\w{4}-){3}\w{4}$/gm);
    expect(lines).toHaveLength(3);
    const again = await quanheng('found', '--unit', 'u1');
    expect(again).toMatchObject({
      exitCode: 2,
      stderr: 'The unit u1 is there already: its administrators change it.\n',
    });
    expect((await quanheng('found', '--unit', '../u1')).stderr).toMatch(/cannot be the id of a unit/);

    const database = await openDatabase({ type: 'sqlite', file: join(folder, 'data', 'quanheng.sqlite') });
    const credential = await database.queries.credential('u1', 'auditor');
    expect(credential).toMatchObject({ mustChange: true, hash: expect.stringMatching(/^\$argon2id\$/) });
    const entries = await database.queries.entries('u1', 'organisation', 1, 10);
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries[0]?.content)).not.toContain('argon2id');
    await database.close();
  });

  it('copy the embedded database into a new file only', async () => {
    await quanheng('found', '--unit', 'u1');
    const copy = join(folder, 'copy.sqlite');
    expect((await quanheng('backup', copy)).exitCode).toBe(0);
    const database = await openDatabase({ type: 'sqlite', file: copy });
    expect(await database.queries.units()).toEqual([{ unit: 'u1', organisation: 1 }]);
    await database.close();
    const again = await quanheng('backup', copy);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toMatch(/is there already, and a backup overwrites nothing/);
  });

  it('say what is wrong with the configuration', async () => {
    const wrong = await runOn({ env: { QH_DATBASE_URL: 'x' } }, 'migrate');
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/Did you mean QH_DATABASE_URL\?/) });
    const server = { QH_DATABASE_URL: 'mysql://quanheng@127.0.0.1:1/quanheng' };
    expect((await runOn({ env: server }, 'backup', 'x')).stderr).toMatch(/with its own tools/);
  });
});
