import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './files.js';

/** `rule: from -> to` for every import that breaks the import table, in the tree at `folder`. */
function brokenImports(folder: string): string[] {
  const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = join(__dirname, 'import-rules.cjs');
  const run = spawnSync(process.execPath, [cruiser, '--config', config, '--output-type', 'json', 'apps', 'libs'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  // Its exit code counts the violations; only output that is no report means that it did not run.
  const report = JSON.parse(run.stdout || `"${run.stderr}"`) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
  };
  expect(report.summary.totalCruised).toBeGreaterThan(0);
  return report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

test('every import of the repository keeps to the import table', () => {
  expect(brokenImports(root)).toEqual([]);
}, 120_000);

describe('a planted violation is found', () => {
  const libraries = ['engine', 'ledger', 'contracts', 'policy', 'runtime', 'persistence', 'jobs'];
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-imports-'));

  function plant(path: string, text: string): void {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Planted imports, each in a file of its own: name, file, text, rule that must speak. */
  // prettier-ignore
  const planted: [string, string, string, string][] = [
    ['engine imports policy', 'libs/engine/src/a.ts', "import '@quanheng/policy';", 'libs/engine-imports-ours'],
    ['engine imports a type of policy', 'libs/engine/src/b.ts', "import type { X } from '@quanheng/policy'; export type Y = X;", 'libs/engine-imports-ours'],
    ['a test of engine imports policy', 'libs/engine/src/c.test.ts', "import '@quanheng/policy';", 'libs/engine-imports-ours'],
    ['engine imports an application', 'libs/engine/src/d.ts', "import '../../../apps/cli/src/main.js';", 'libs/engine-imports-ours'],
    ['engine imports a foreign package', 'libs/engine/src/e.ts', "import 'commander';", 'libs/engine-imports-packages'],
    ['engine imports what is not installed', 'libs/engine/src/f.ts', "import 'left-pad';", 'resolvable'],
    ['engine imports a module of Node', 'libs/engine/src/g.ts', "import 'node:fs';", 'libs/engine-without-node'],
    ['engine imports a development package', 'libs/engine/src/h.ts', "import 'fast-check';", 'no-dev-dependency-in-production'],
    ['engine imports test code', 'libs/engine/src/i.ts', "import './testing/kit.js';", 'no-test-code-in-production'],
    ['engine imports a package of a package', 'libs/engine/src/j.ts', "import 'moddle';", 'declared-packages-only'],
    ['ledger imports engine', 'libs/ledger/src/a.ts', "import '@quanheng/engine';", 'libs/ledger-imports-ours'],
    ['contracts imports engine', 'libs/contracts/src/a.ts', "import '@quanheng/engine';", 'libs/contracts-imports-ours'],
    ['contracts imports a foreign package', 'libs/contracts/src/b.ts', "import 'commander';", 'libs/contracts-imports-packages'],
    ['policy imports runtime', 'libs/policy/src/a.ts', "import '@quanheng/runtime';", 'libs/policy-imports-ours'],
    ['policy imports ledger', 'libs/policy/src/b.ts', "import '@quanheng/ledger';", 'libs/policy-imports-ours'],
    ['policy reaches into engine', 'libs/policy/src/c.ts', "import '../../engine/src/inner.js';", 'through-the-index'],
    ['runtime imports persistence', 'libs/runtime/src/a.ts', "import '@quanheng/persistence';", 'libs/runtime-imports-ours'],
    ['runtime imports the ORM', 'libs/runtime/src/b.ts', "import 'typeorm';", 'libs/persistence-owns-typeorm'],
    ['persistence imports all of runtime', 'libs/persistence/src/a.ts', "import '@quanheng/runtime';", 'libs/persistence-imports-ours'],
    ['persistence runs engine', 'libs/persistence/src/b.ts', "import '@quanheng/engine';", 'persistence-needs-types-only'],
    ['jobs imports persistence', 'libs/jobs/src/a.ts', "import '@quanheng/persistence';", 'libs/jobs-imports-ours'],
    ['the web reaches behind the texts of policy', 'apps/web/src/parts/behind.ts', "import '../../../../libs/policy/src/texts/titles.js';", 'through-the-index'],
    ['the web imports runtime', 'apps/web/src/a.ts', "import '@quanheng/runtime';", 'apps/web-imports-ours'],
    ['the web imports a module of Node', 'apps/web/src/b.ts', "import 'node:path';", 'apps/web-without-node'],
    ['a page imports another', 'apps/web/src/pages/one/c.ts', "import '../two/index.js';", 'pages-apart'],
    ['a page imports the shell', 'apps/web/src/pages/one/d.ts', "import '../../app/shell.js';", 'pages-apart'],
    ['a part imports a page', 'apps/web/src/parts/e.ts', "import '../pages/two/index.js';", 'parts-below-pages'],
    ['the api imports the queue', 'apps/api/src/a.ts', "import 'bullmq';", 'libs/jobs-owns-bullmq'],
    ['the api imports the cli', 'apps/api/src/b.ts', "import '../../cli/src/main.js';", 'apps/api-imports-ours'],
    ['the worker imports the api', 'apps/worker/src/a.ts', "import '../../api/src/a.js';", 'apps/worker-imports-ours'],
    ['a library without a line', 'libs/misc/src/a.ts', "import '@quanheng/engine';", 'only-known-folders'],
    ['two files need each other', 'libs/engine/src/k.ts', "import { l } from './l.js'; export const k = () => l;", 'no-cycle'],
  ];

  // prettier-ignore
  const allowed: [string, string][] = [
    ['libs/engine/src/ok.ts', "import 'bpmn-moddle'; import 'decimal.js'; import 'temporal-polyfill'; import './inner.js';"],
    ['libs/engine/src/ok.test.ts', "import 'node:fs'; import 'fast-check'; import './testing/kit.js';"],
    ['libs/engine/src/types-a.ts', "import type { B } from './types-b.js'; export interface A { b: B }"],
    ['libs/engine/src/types-b.ts', "import type { A } from './types-a.js'; export interface B { a: A }"],
    ['libs/policy/src/ok.ts', "import '@quanheng/engine'; import '@quanheng/contracts';"],
    ['libs/runtime/src/ok.ts', "import '@quanheng/engine'; import '@quanheng/policy'; import '@quanheng/ledger'; import 'node:fs';"],
    ['libs/persistence/src/ok.ts', "import type { X } from '@quanheng/engine'; import '../../runtime/src/ports/store.js'; export type Y = X;"],
    ['apps/web/src/pages/two/index.ts', "import '../../parts/ok.js'; import './inner.js';"],
    ['apps/web/src/app/shell.ts', "import '../pages/two/index.js';"],
    ['apps/web/src/pages/two/inner.ts', 'export const inner = 1;'],
    ['apps/web/src/parts/ok.ts', "import '@quanheng/contracts';"],
    ['apps/web/src/parts/told.ts', "import '../../../../libs/policy/src/texts/index.js';"],
    ['libs/jobs/src/ok.ts', "import '../../runtime/src/ports/store.js';"],
    ['apps/web/src/ok.ts', "import '@quanheng/engine'; import '@quanheng/contracts';"],
    ['apps/cli/src/ok.ts', "import '@quanheng/engine'; import '@quanheng/persistence'; import 'commander'; import 'node:fs';"],
  ];

  let broken: string[] = [];

  beforeAll(() => {
    const paths = Object.fromEntries(libraries.map((name) => [`@quanheng/${name}`, [`./libs/${name}/src/index.ts`]]));
    const compilerOptions = { module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', paths };
    plant('tsconfig.json', JSON.stringify({ compilerOptions }));
    const dependencies = { 'bpmn-moddle': '*', 'decimal.js': '*', 'temporal-polyfill': '*', commander: '*' };
    plant('package.json', JSON.stringify({ dependencies, devDependencies: { 'fast-check': '*' } }));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const name of libraries) plant(`libs/${name}/src/index.ts`, 'export interface X { x: number }\n');
    plant('libs/engine/src/inner.ts', 'export const inner = 1;\n');
    plant('libs/engine/src/testing/kit.ts', "import 'node:fs';\n");
    plant('libs/engine/src/l.ts', "import { k } from './k.js'; export const l = () => k;\n");
    plant('libs/runtime/src/ports/store.ts', 'export const port = 1;\n');
    for (const name of ['index', 'titles']) plant(`libs/policy/src/texts/${name}.ts`, 'export const text = 1;\n');
    plant('apps/cli/src/main.ts', 'export const main = 1;\n');
    for (const [, file, text] of planted) plant(file, `${text}\n`);
    for (const [file, text] of allowed) plant(file, `${text}\n`);
    broken = brokenImports(folder);
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(planted)('%s', (_name, file, _text, rule) => {
    expect(broken).toContainEqual(expect.stringContaining(`${rule}: ${file} -> `));
  });

  test.each(allowed)('and none in %s', (file) => {
    expect(broken.filter((each) => each.includes(`: ${file} -> `))).toEqual([]);
  });
});
