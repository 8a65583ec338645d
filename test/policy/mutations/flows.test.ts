import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '@quanheng/engine';
import { shippedProfiles } from '@quanheng/host';
import { run } from '../../../apps/cli/src/testing/run.js';
import { callsOf, drawingOf, FOLDERS, PROCESSES, profileOf } from './folders.js';
import { mutantsOf } from './mutants.js';

/** One of so many is judged, or all of them when MUTANTS is `all`: each takes a second. */
const SHARE = process.env['MUTANTS'] === 'all' ? 1 : 4;

/** Whatever one control, signature, constraint, record, duty, paper or tick is taken out of a drawing, or passed by: `verify` refuses it and cites what it rests on. */
describe.each(FOLDERS)('%s', (folder) => {
  const work = mkdtempSync(join(tmpdir(), 'quanheng-'));
  beforeAll(() => {
    for (const name of readdirSync(join(PROCESSES, folder)).filter((each) => each.endsWith('.dmn'))) {
      cpSync(join(PROCESSES, folder, name), join(work, name));
    }
  });
  afterAll(() => rmSync(work, { recursive: true }));

  async function errorsOf(xml: string): Promise<readonly Finding[]> {
    const file = join(work, 'process.bpmn');
    writeFileSync(file, xml);
    const calls = callsOf(folder).flatMap((path) => ['--with', path]);
    const { json } = await run('verify', file, '--profile', profileOf(folder), ...calls, '--json');
    const [{ findings }] = json as unknown as [{ findings: readonly Finding[] }];
    return findings.filter(({ severity }) => severity === 'error');
  }
  const profile = shippedProfiles().get(profileOf(folder));
  if (profile === undefined) throw new Error(`no profile of ${folder}`);
  const mutants = mutantsOf(drawingOf(folder), profile);

  test('as it is drawn nothing is wrong with it, and there is something to take out', async () => {
    expect(await errorsOf(drawingOf(folder))).toEqual([]);
    expect(mutants.length).toBeGreaterThan(10);
  });

  const judged = mutants.filter((_, index) => index % SHARE === 0);
  test.each(judged.map((each) => [each.name, each] as const))('%s', async (_name, { xml, articles }) => {
    expect(xml).not.toBe(drawingOf(folder));
    const errors = await errorsOf(xml);
    const cited = errors.map(({ article = '' }) => article).join(' ');
    expect(errors).not.toEqual([]);
    expect(articles).not.toEqual([]);
    expect(articles.filter((article) => !cited.includes(article))).toEqual([]);
  });
});
