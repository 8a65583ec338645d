import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../testing/run.js';

const FOLDER = join(__dirname, '../../../../processes/reimbursement');
const PROCESS = join(FOLDER, 'process.bpmn');
const CALLED = ['--with', join(FOLDER, '../collective-decision/process.bpmn')];

describe('the reimbursement process', () => {
  it.each(readdirSync(join(FOLDER, 'scenarios')))('plays %s as expected', async (name) => {
    const scenario = join(FOLDER, 'scenarios', name);
    const { exitCode, json } = await run('simulate', PROCESS, '--scenario', scenario, ...CALLED, '--json');
    expect(json.at(-1)?.['unmet']).toBeUndefined();
    expect(json.at(-1)?.['findings']).toBeUndefined();
    expect(exitCode).toBe(0);
  });

  it('takes the strictest way when nobody gives an amount', async () => {
    const { json } = await run('simulate', PROCESS, ...CALLED, '--json');
    expect(json.at(-1)).toMatchObject({ result: 'completed', variables: { tier: '四级' } });
  });
});
