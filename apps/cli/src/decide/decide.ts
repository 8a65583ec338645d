import { EXIT, type ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { findingLines } from '../terminal/findings.js';
import { LineWriter } from '../terminal/line-writer.js';
import { painter } from '../terminal/paint.js';
import { loadModel, type ModelFile } from './model-file.js';
import { jsonLine, refused } from './outcome.js';
import { answer, readCases } from './questions.js';
import { outcomeLines } from './report.js';

export interface DecideOptions {
  readonly decision?: string;
  readonly input?: string;
  readonly cases?: string;
  readonly json?: boolean;
}

/**
 * `quanheng decide FILE.dmn`: asks one decision, business knowledge model or decision service, or with `--cases` one
 * after the other. Findings of the file go to stderr; a decision that none of them touches is answered all the same.
 * @returns the exit code: 0 good, 1 an evaluation error, 2 invalid input, 3 wrong usage
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function decide(file: string, options: DecideOptions, { stdout, stderr, env }: Host, now: number): ExitCode {
  const out = new LineWriter(stdout);
  const err = new LineWriter(stderr);
  try {
    const usage = wrongUsage(options);
    if (usage !== null) {
      err.line(usage);
      return EXIT.usage;
    }
    const { cases, decision = '', input = '{}' } = options;
    const questions = cases === undefined ? [{ decision, input }] : readCases(cases);
    const json = options.json === true || cases !== undefined;
    if (typeof questions === 'string') {
      err.line(questions);
      return EXIT.invalidInput;
    }
    const model = loadModel(file);
    const { decisions } = model;
    if (!decisions) {
      const { message, line } = whyUnreadable(file, model);
      err.line(message);
      const nothing = jsonLine(refused(message, line ?? null));
      if (json) for (let each = 0; each < questions.length; each++) out.line(nothing);
      return EXIT.invalidInput;
    }
    const located = model.findings
      .filter(({ severity }) => severity !== 'info')
      .map((finding) => ({ document: file, finding }));
    for (const line of findingLines(located, painter(stderr, env))) err.line(line);
    let worst: ExitCode = EXIT.good;
    for (const question of questions) {
      const outcome = answer(decisions, question, now);
      const isAnswer = outcome.exitCode !== EXIT.invalidInput;
      if (!isAnswer) err.line(outcome.errors[0]?.message ?? '');
      if (json) out.line(jsonLine(outcome));
      else if (isAnswer) for (const line of outcomeLines(decision, outcome, painter(stdout, env))) out.line(line);
      if (outcome.exitCode > worst) worst = outcome.exitCode;
    }
    return worst;
  } finally {
    out.flush();
    err.flush();
  }
}

function whyUnreadable(file: string, { unreadable, findings }: ModelFile): { message: string; line?: number } {
  if (unreadable !== undefined) return { message: unreadable };
  const fault = findings.find(({ severity }) => severity === 'error');
  const message = `${file} is no decision model that can be read. ${fault?.message ?? ''}`.trim();
  return fault?.line === undefined ? { message } : { message, line: fault.line };
}

function wrongUsage({ decision, input, cases }: DecideOptions): string | null {
  if (cases === undefined && decision === undefined)
    return 'Say what to decide: --decision NAME, or --cases FILE.json.';
  if (cases !== undefined && (decision !== undefined || input !== undefined)) {
    return '--cases stands in place of --decision and --input; give one or the other.';
  }
  return null;
}
