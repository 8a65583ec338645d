import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runOn } from '../testing/run.js';

const OFFICE = {
  steps: ['填报', '审核', '付款'],
  users: ['张', '李', '王'],
  authorisations: { 张: ['填报', '审核'], 李: ['审核'] },
  constraints: [
    { kind: 'separation', steps: ['填报', '审核'] },
    { kind: 'separation', steps: ['审核', '付款'] },
    { kind: 'separation', steps: ['填报', '付款'] },
  ],
};

describe('quanheng staff', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quanheng-staff-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const changed = (part: object): string => file('problem.json', { ...OFFICE, ...part });

  test('finds a plan', async () => {
    const { exitCode, json } = await run('staff', file('office.json', OFFICE), '--json');
    const plan = { 填报: '张', 审核: '李', 付款: '王' };
    expect([exitCode, json]).toEqual([0, [{ satisfiable: true, plan, reason: [], ms: expect.any(Number) }]]);
    const text = await run('staff', file('office.json', OFFICE));
    expect(text).toMatchObject({ exitCode: 0, stderr: '' });
    expect(text.stdout).toBe('satisfiable, for example:\n  填报  张\n  审核  李\n  付款  王\n');
  });

  test('says which constraints stand against it, and proves it', async () => {
    const path = changed({ users: ['张', '李'] });
    const proof = join(folder, 'proof.json');
    const { exitCode, json } = await run('staff', path, '--json', '--proof', proof);
    expect([exitCode, json]).toEqual([1, [{ satisfiable: false, plan: {}, reason: [], ms: expect.any(Number) }]]);
    expect((await run('staff', path)).stdout).toContain('nobody is authorised for 付款');
    expect(await run('staff', path, '--check-proof', proof)).toMatchObject({
      exitCode: 0,
      stdout: 'the proof is right: there is no plan under the constraints (none)\n',
    });
    const other = await run('staff', file('office.json', OFFICE), '--check-proof', proof);
    expect([other.exitCode, other.stdout]).toEqual([
      1,
      'the proof is wrong at its step 0: somebody may do all the steps\n',
    ]);

    const two = changed({ authorisations: { 张: ['填报', '付款'], 李: ['审核'], 王: ['审核'] } });
    const refused = await run('staff', two, '--proof', proof);
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain('this constraint (drop or loosen one of them');
    expect(refused.stdout).toContain('  2: different people do 填报, 付款');
    expect((await run('staff', two, '--check-proof', proof, '--json')).json).toEqual([
      { isAccepted: true, constraints: [2] },
    ]);
    expect(JSON.parse(readFileSync(proof, 'utf8'))).toContainEqual({ rule: 'constraint', constraint: 2, clause: [-2] });
  });

  test('names whom no plan can do without', async () => {
    const { stdout, exitCode } = await run('staff', file('office.json', OFFICE), '--resilience');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('no plan without 李: nobody else can do 审核; authorise somebody for it');
    const { json } = await run('staff', file('office.json', OFFICE), '--resilience', '--json');
    expect(json).toMatchObject([
      { indispensable: expect.arrayContaining([{ user: '李', steps: ['审核'], reason: [0, 1, 2] }]) },
    ]);
    const many = changed({ authorisations: {}, users: ['张', '李', '王', '赵'] });
    expect((await run('staff', many, '--resilience')).stdout).toContain('it goes on without any one of them');
  });

  test('says when time ran out', async () => {
    // Forty steps, most pairs of them apart, for nine people who may do everything: many ways, none of which goes.
    const steps = Array.from({ length: 40 }, (_, each) => `s${each}`);
    const constraints = steps.flatMap((one, at) =>
      steps
        .slice(at + 1)
        .flatMap((other, far) => ((at * 7 + far * 11) % 5 < 3 ? [{ kind: 'separation', steps: [one, other] }] : [])),
    );
    const users = Array.from({ length: 9 }, (_, each) => `u${each}`);
    const path = changed({ steps, users, authorisations: {}, constraints });
    const { exitCode, json } = await run('staff', path, '--json', '--budget-ms', '1');
    expect([exitCode, json]).toMatchObject([1, [{ satisfiable: 'unknown', plan: {}, reason: [] }]]);
    expect((await run('staff', path, '--budget-ms', '1')).stdout).toContain('allow more with --budget-ms');
  });

  test('colours for a terminal, and nothing that moves its cursor', async () => {
    const path = changed({ steps: ['a\u001b[2J'], users: ['u'], authorisations: {}, constraints: [] });
    const { stdout } = await runOn({ isTTY: true }, 'staff', path);
    expect(stdout).toContain('\u001b[32msatisfiable');
    expect(stdout).not.toContain('\u001b[2J');
  });

  test.each<[string, () => string[], RegExp]>([
    ['no file', () => [join(folder, 'none.json')], /there is no such file/],
    ['a folder', () => [folder], /it is a folder/],
    ['no JSON', () => [file('broken.json', '{')], /not JSON in UTF-8/],
    [
      'an unknown step',
      () => [changed({ constraints: [{ kind: 'binding', steps: ['填报', '归档'] }] })],
      /no step "归档"/,
    ],
    ['another shape', () => [file('list.json', '[]')], /expected object/],
    [
      'two rows of one user, of which only one could count',
      () => [
        file('rows.json', '{"steps":["a"],"users":["u"],"authorisations":{"u":[],"\\u0075" : ["a"]},"constraints":[]}'),
      ],
      /not JSON in UTF-8: "u" stands there twice in one object/,
    ],
    ['a proof that is none', () => [changed({}), '--check-proof', file('p.json', '{}')], /no proof/],
    ['no proof file', () => [changed({}), '--check-proof', join(folder, 'none.json')], /there is no such file/],
    [
      'a proof that cannot be written',
      () => [changed({ users: [], authorisations: {} }), '--proof', folder],
      /cannot be written: it is a folder/,
    ],
  ])('input that is not valid: %s', async (_name, args, message) => {
    const { exitCode, stderr, stdout } = await run('staff', ...args());
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test.each([
    [[]],
    [['x.json', '--budget-ms', '0']],
    [['x.json', '--budget-ms', '1e3']],
    [['x.json', '--nonsense']],
    [['x.json', '--check-proof', 'p', '--resilience']],
  ])('wrong usage: %j', async (args) => {
    const { exitCode, stdout, stderr } = await run('staff', ...args);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).not.toBe('');
  });
});
