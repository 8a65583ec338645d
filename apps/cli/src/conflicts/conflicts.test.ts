import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@quanheng/persistence';
import { Office, UNIT } from '../replay/testing/office.js';
import { runOn, type Run } from '../testing/run.js';

/** Of a file that the embedded server would use. */
describe('quanheng conflicts', () => {
  let data: string;
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'quanheng-conflicts-'));
    const database = await openDatabase({ type: 'sqlite', file: join(data, 'quanheng.sqlite') });
    await database.migrate();
    await new Office(database).open();
    await database.close();
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  const conflicts = (...args: string[]): Promise<Run> => runOn({ env: { QH_DATA: data } }, 'conflicts', ...args);

  /** As it came about before the rule: a post of another content, behind the product's back. */
  async function giveDuties(post: string, duties: readonly string[]): Promise<void> {
    const database = await openDatabase({ type: 'sqlite', file: join(data, 'quanheng.sqlite') });
    const sql = `UPDATE facts SET data = REPLACE(data, '"staff"', ?) WHERE id = ?`;
    await database.dataSource.query(sql, [duties.map((duty) => JSON.stringify(`duty:${duty}`)).join(), post]);
    await database.close();
  }

  test('finds nobody where nobody is', async () => {
    expect(await conflicts()).toMatchObject({
      exitCode: 0,
      stdout: 'nobody holds posts whose duties do not go together\n',
      stderr: '',
    });
    expect((await conflicts('--json', '--unit', UNIT)).json).toEqual([{ units: 1, conflicts: 0 }]);
  });

  test('names person, posts, pair and basis', async () => {
    await giveDuties('leaders', ['CASHIER', 'BOOKKEEP']);
    const { exitCode, stdout } = await conflicts();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^u1: leader .*SOD-EXP-04.*会计法35.*leaders\(leaders\).*\n1 in all\n$/);
    expect((await conflicts('--json')).json).toMatchObject([
      { unit: UNIT, code: 'duties-incompatible', subject: 'person:leader', parameters: { pair: 'SOD-EXP-04' } },
      { units: 1, conflicts: 1 },
    ]);
  });

  test('tells usage from input', async () => {
    expect(await conflicts('--unit', 'u9')).toMatchObject({ exitCode: 2, stderr: 'quanheng: there is no unit u9\n' });
    expect(await conflicts('--no-such')).toMatchObject({ exitCode: 3 });
    expect(await conflicts('u1')).toMatchObject({ exitCode: 3 });
    const nowhere = await runOn({ env: { QH_DATA: join(data, 'elsewhere') } }, 'conflicts');
    expect(nowhere).toMatchObject({ exitCode: 2, stdout: '' });
    expect(nowhere.stderr).toContain('There is no database');
  });
});
