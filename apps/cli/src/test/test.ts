import { EXIT, type ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { findingLines } from '../terminal/findings.js';
import { LineWriter } from '../terminal/line-writer.js';
import { painter, type Paint } from '../terminal/paint.js';
import { printable } from '../terminal/table.js';
import type { Covered } from './coverage.js';
import { playFolder, type FolderReport } from './play-folder.js';

export interface TestOptions {
  readonly json?: boolean;
}

/**
 * `quanheng test FOLDER...`: plays every scenario of process folders.
 * @returns the exit code: 0 all are met, 1 one is not, 2 something cannot be read
 */
export async function testFolders(folders: readonly string[], options: TestOptions, host: Host): Promise<ExitCode> {
  const output = new LineWriter(host.stdout);
  const paint = painter(host.stdout, host.env);
  let worst: ExitCode = EXIT.good;
  for (const folder of folders) {
    const played = await playFolder(folder);
    if ('faults' in played) {
      const findings = played.faults;
      if (options.json === true) output.line(JSON.stringify({ process: null, folder, findings: findings.map(inOne) }));
      else for (const line of findingLines(findings, paint)) output.line(line);
      worst = EXIT.invalidInput;
      continue;
    }
    if (options.json === true) output.line(JSON.stringify(played));
    else for (const line of lines(played, paint)) output.line(line);
    if (worst === EXIT.good && played.scenarios.some(({ ok }) => !ok)) worst = EXIT.failed;
  }
  output.flush();
  return worst;
}

function inOne({ document, finding }: { readonly document: string; readonly finding: object }): object {
  return { document, ...finding };
}

function lines({ process, scenarios, coverage }: FolderReport, paint: Paint): string[] {
  return [
    paint('bold', process),
    ...scenarios.flatMap(({ name, ok, unmet }) => [
      `  ${ok ? paint('green', 'met') : paint('red', 'unmet')} ${name}`,
      ...unmet.map((text) => `      ${printable(text)}`),
    ]),
    ...(['elements', 'flows', 'outcomes', 'refusals'] as const).map((what) => covered(what, coverage[what], paint)),
  ];
}

function covered(what: string, { covered: seen, of, missing }: Covered, paint: Paint): string {
  const rest = missing.length === 0 ? '' : `; missing: ${missing.map(printable).join(', ')}`;
  return `  ${paint(missing.length === 0 ? 'green' : 'yellow', `${seen} of ${of}`)} ${what}${rest}`;
}
