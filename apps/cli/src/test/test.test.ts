import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../testing/run.js';

const PROCESSES = join(__dirname, '../../../../processes');
const FOLDERS = readdirSync(PROCESSES).filter((name) => existsSync(join(PROCESSES, name, 'process.bpmn')));
const REIMBURSEMENT = join(PROCESSES, 'reimbursement');

describe.each(FOLDERS)('processes/%s', (name) => {
  test('plays as every scenario says, and nothing of it is left unseen', async () => {
    const { exitCode, json, stderr } = await run('test', join(PROCESSES, name), '--json');
    expect(stderr).toBe('');
    const [{ scenarios, coverage }] = json as unknown as [
      { scenarios: { name: string; ok: boolean; unmet: string[] }[]; coverage: Record<string, object> },
    ];
    expect(scenarios.filter(({ ok }) => !ok)).toEqual([]);
    for (const part of ['elements', 'flows', 'outcomes', 'refusals']) {
      expect([part, coverage[part]]).toEqual([part, expect.objectContaining({ missing: [] })]);
    }
    expect(exitCode).toBe(0);
  }, 120_000);

  test('names the refusals that it can meet, each once and in order', () => {
    const declared = JSON.parse(readFileSync(join(PROCESSES, name, 'coverage.json'), 'utf8')) as { refusals: string[] };
    expect(declared.refusals.length).toBeGreaterThan(0);
    expect(declared.refusals).toEqual([...new Set(declared.refusals)].sort());
  });
});

describe('quanheng test', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quanheng-'));
    for (const file of ['process.bpmn', 'decisions.dmn', 'organisation.json']) {
      cpSync(join(REIMBURSEMENT, file), join(folder, file));
    }
    // What it calls is found beside it.
    cpSync(join(PROCESSES, 'collective-decision/process.bpmn'), join(folder, 'collective-decision.bpmn'));
    const { refusals } = JSON.parse(readFileSync(join(REIMBURSEMENT, 'coverage.json'), 'utf8')) as {
      refusals: string[];
    };
    writeFileSync(join(folder, 'coverage.json'), JSON.stringify({ refusals }));
    mkdirSync(join(folder, 'scenarios'));
    cpSync(join(REIMBURSEMENT, 'scenarios/tier-one.json'), join(folder, 'scenarios/one.json'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const scenario = (text: string | object): void => {
    writeFileSync(join(folder, 'scenarios/two.json'), typeof text === 'string' ? text : JSON.stringify(text));
  };
  const PLAYED = { organisation: 'organisation.json', by: 'clerk-a' };

  test('tells of each scenario whether it is met, and what was seen', async () => {
    scenario({ ...PLAYED, expect: { result: 'completed' } });
    const { exitCode, stdout } = await run('test', folder);
    expect(stdout).toMatch(/^Reimbursement\n {2}met one\n {2}unmet two\n {6}result: expected completed, was waiting\n/);
    expect(stdout).toMatch(/\d+ of \d+ flows; missing: .*TierTwo/);
    expect(stdout).toMatch(/0 of \d+ refusals/);
    expect(exitCode).toBe(1);
  });

  test('takes several folders, and ends with the worst of them', async () => {
    const { exitCode, json } = await run('test', folder, join(folder, 'ghost'), '--json');
    expect(json).toMatchObject([
      { process: 'Reimbursement' },
      { process: null, findings: [{ code: 'folder-unreadable' }] },
    ]);
    expect(exitCode).toBe(2);
  });

  test('a refusal that coverage.json does not name leaves a scenario unmet', async () => {
    writeFileSync(join(folder, 'coverage.json'), '{"refusals":["NOT_OFFERED"]}');
    scenario({ ...PLAYED, steps: [{ complete: 'Plan', by: 'cashier', refused: ['NOT_OFFERED', 'X'] }], expect: {} });
    const { json } = await run('test', folder, '--json');
    expect(json[0]).toMatchObject({ coverage: { refusals: { covered: 1, of: 1, missing: [] } } });
    writeFileSync(join(folder, 'coverage.json'), '{"refusals":[]}');
    const { exitCode, stdout } = await run('test', folder);
    expect(stdout).toContain('can be refused with NOT_OFFERED, which coverage.json does not name');
    expect(exitCode).toBe(1);
  });

  test('a scenario that expects nothing tests nothing', async () => {
    scenario(PLAYED);
    const { exitCode, stdout } = await run('test', folder);
    expect(stdout).toContain('the scenario expects nothing');
    expect(exitCode).toBe(1);
  });

  test.each<[string, () => void, string]>([
    ['no coverage.json', () => rmSync(join(folder, 'coverage.json')), 'coverage-missing'],
    [
      'a coverage.json of unknown codes',
      () => writeFileSync(join(folder, 'coverage.json'), '{"refusals":["X"]}'),
      'coverage-invalid',
    ],
    ['a coverage.json that says nothing', () => writeFileSync(join(folder, 'coverage.json'), '{}'), 'coverage-invalid'],
    ['no process', () => rmSync(join(folder, 'process.bpmn')), 'process-missing'],
    ['no scenario', () => rmSync(join(folder, 'scenarios'), { recursive: true }), 'scenarios-missing'],
    ['a scenario that is no JSON', () => scenario('{'), 'scenario-syntax'],
    ['a scenario with a person nobody knows', () => scenario({ ...PLAYED, by: 'ghost' }), 'scenario-invalid'],
    [
      'an organisation that is not there',
      () => scenario({ ...PLAYED, organisation: 'ghost.json' }),
      'scenario-invalid',
    ],
    [
      'an organisation elsewhere',
      () => scenario({ ...PLAYED, organisation: '../organisation.json' }),
      'scenario-invalid',
    ],
    [
      'an organisation that breaks a rule',
      () =>
        writeFileSync(join(folder, 'organisation.json'), '{"posts":{"a":{"name":"a","department":"b","roles":[]}}}'),
      'organisation-invalid',
    ],
    [
      'a refusal without people',
      () => scenario({ steps: [{ complete: 'Claim', refused: ['X'] }] }),
      'scenario-invalid',
    ],
  ])('with %s nothing is played', async (_what, spoil, code) => {
    spoil();
    const { exitCode, json } = await run('test', folder, '--json');
    expect(json).toMatchObject([
      { process: null, findings: expect.arrayContaining([expect.objectContaining({ code })]) },
    ]);
    expect(exitCode).toBe(2);
  });

  test('without a folder it is wrong usage', async () => {
    expect((await run('test')).exitCode).toBe(3);
  });
});
