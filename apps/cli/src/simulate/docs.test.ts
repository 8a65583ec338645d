import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../testing/run.js';

const ROOT = join(__dirname, '../../../..');

describe('docs/simulation.md', () => {
  it('has an example that plays as it expects', async () => {
    const page = readFileSync(join(ROOT, 'docs/simulation.md'), 'utf8');
    const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => text ?? '');
    expect(examples).toHaveLength(1);
    const folder = mkdtempSync(join(tmpdir(), 'quanheng-'));
    const scenario = join(folder, 'scenario.json');
    writeFileSync(scenario, examples[0] ?? '');
    const process = join(ROOT, 'processes/reimbursement/process.bpmn');
    const called = join(ROOT, 'processes/collective-decision/process.bpmn');
    const { exitCode, json } = await run('simulate', process, '--json', '--scenario', scenario, '--with', called);
    rmSync(folder, { recursive: true });
    expect(json.at(-1)).not.toHaveProperty('unmet');
    expect(exitCode).toBe(0);
  });
});
