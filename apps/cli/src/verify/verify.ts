import { hasErrors, parseBpmn, sortFindings, validate, type Finding, type LocatedFinding } from '@quanheng/engine';
import { lint, readDrawn, type LintContext } from '@quanheng/policy';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { readBytes } from '../simulate/files.js';
import { inputFault } from '../simulate/inputs.js';
import { findingLines } from '../terminal/findings.js';
import { LineWriter } from '../terminal/line-writer.js';
import { painter } from '../terminal/paint.js';
import { organisationOf, profileOf } from './inputs.js';

export interface VerifyOptions {
  readonly profile?: string;
  readonly org?: string;
  readonly effect?: readonly (readonly [string, string])[];
  readonly json?: boolean;
}

interface Verdict {
  readonly findings: readonly LocatedFinding[];
  readonly parseMs: number;
  readonly verifyMs: number;
  /** False: something could not be read, so nothing was judged. */
  readonly isJudged: boolean;
}

/**
 * `quanheng verify FILE.bpmn`: judges a drawing by the rules of BPMN and by those about power.
 * @param clock milliseconds since some moment
 * @returns the exit code: 0 no finding is an error, 1 a finding is an error, 2 invalid input
 */
export async function verifyFile(
  file: string,
  options: VerifyOptions,
  host: Host,
  clock: () => number,
): Promise<ExitCode> {
  const verdict = await judge(file, options, clock);
  const output = new LineWriter(host.stdout);
  const findings = verdict.findings.map(({ document, finding }) =>
    document === file ? finding : { ...finding, message: `${document}: ${finding.message}` },
  );
  if (options.json === true) {
    const { parseMs, verifyMs } = verdict;
    output.line(JSON.stringify({ findings, parseMs: rounded(parseMs), verifyMs: rounded(verifyMs) }));
  } else {
    for (const line of findingLines(verdict.findings, painter(host.stdout, host.env))) output.line(line);
    output.line(summary(findings));
  }
  output.flush();
  if (!verdict.isJudged) return EXIT.invalidInput;
  return hasErrors(findings) ? EXIT.failed : EXIT.good;
}

async function judge(file: string, options: VerifyOptions, clock: () => number): Promise<Verdict> {
  const profile = profileOf(options.profile);
  const organisation = organisationOf(options.org);
  const faults = [profile, organisation].flatMap((reading) => ('faults' in reading ? reading.faults : []));
  const bytes = readBytes(file);
  if (!bytes.ok) faults.push(inputFault(file, 'file-unreadable', bytes.message));
  const begin = clock();
  const parsed = bytes.ok ? await parseBpmn(bytes.bytes) : { findings: [] };
  const parseMs = clock() - begin;
  const found = (findings: readonly Finding[]) =>
    sortFindings(findings).map((finding) => ({ document: file, finding }));
  const { model, findings } = parsed;
  const isReadable = model !== undefined && !hasErrors(findings);
  if (!isReadable || faults.length > 0 || 'faults' in profile || 'faults' in organisation) {
    return { findings: [...faults, ...found(findings)], parseMs, verifyMs: 0, isJudged: false };
  }

  const start = clock();
  const { policy, findings: misread } = readDrawn(model);
  const effects = new Map(options.effect);
  const context: LintContext = {
    model,
    policy,
    profile: profile.value,
    organisation: organisation.value,
    effects: (key) => effects.get(key),
    profiles: null,
  };
  const judged = [...findings, ...validate(model), ...misread, ...lint(context)];
  return { findings: found(judged), parseMs, verifyMs: clock() - start, isJudged: true };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

function summary(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings';
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count === 0) return [];
    const word = severity === 'info' || count === 1 ? severity : `${severity}s`;
    return [`${count} ${word}`];
  });
  return counts.join(', ');
}
