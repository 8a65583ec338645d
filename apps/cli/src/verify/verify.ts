import {
  hasErrors,
  parseBpmn,
  sortFindings,
  validate,
  type Finding,
  type LocatedFinding,
  type Model,
  type Surroundings,
} from '@quanheng/engine';
import {
  findingText,
  lint,
  oracleOf,
  policyOf,
  prove,
  readDrawn,
  staffingFindings,
  staffOf,
  UNPROVED,
  type Budget,
  type Drawn,
  type LintContext,
  type Proof,
  type StaffingBudget,
} from '@quanheng/policy';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { readBytes } from '../simulate/files.js';
import { inputFault } from '../simulate/inputs.js';
import { surroundingsOf } from '../simulate/surroundings.js';
import { findingLines } from '../terminal/findings.js';
import { LineWriter } from '../terminal/line-writer.js';
import { painter } from '../terminal/paint.js';
import { readyToRun } from './compiled.js';
import { organisationOf, profileOf } from './inputs.js';

export interface VerifyOptions {
  readonly profile?: string;
  readonly org?: string;
  readonly effect?: readonly (readonly [string, string])[];
  readonly with?: readonly string[];
  /** Milliseconds for the proof. */
  readonly budgetMs?: number;
  /** Chinese if not given. */
  readonly lang?: 'zh' | 'en';
  readonly json?: boolean;
}

export const DEFAULT_BUDGET_MS = 2000;
/** Markings that a proof may look at: what fits into some hundred megabytes. */
const BUDGET_STATES = 500_000;

interface Verdict {
  readonly findings: readonly LocatedFinding[];
  readonly parseMs: number;
  readonly verifyMs: number;
  readonly proof: Omit<Proof, 'findings'>;
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
  const judged = await judge(file, options, clock);
  const verdict = { ...judged, findings: judged.findings.map((each) => worded(each, options.lang ?? 'zh')) };
  const output = new LineWriter(host.stdout);
  const findings = verdict.findings.map(({ document, finding }) =>
    document === file ? finding : { ...finding, message: `${document}: ${finding.message}` },
  );
  if (options.json === true) {
    const { parseMs, verifyMs, proof } = verdict;
    const { sound, properties, states } = proof;
    const times = { parseMs: rounded(parseMs), verifyMs: rounded(verifyMs) };
    output.line(JSON.stringify({ sound, properties, states, findings, ...times }));
  } else {
    for (const line of findingLines(verdict.findings, painter(host.stdout, host.env))) output.line(line);
    output.line(`${summary(findings)}; ${soundness(verdict)}`);
  }
  output.flush();
  if (!verdict.isJudged) return EXIT.invalidInput;
  return hasErrors(findings) || verdict.proof.sound !== true ? EXIT.failed : EXIT.good;
}

function worded({ document, finding }: LocatedFinding, language: 'zh' | 'en'): LocatedFinding {
  return { document, finding: { ...finding, message: findingText(finding, language === 'zh' ? 'zh-CN' : 'en') } };
}

async function judge(file: string, options: VerifyOptions, clock: () => number): Promise<Verdict> {
  const profile = profileOf(options.profile);
  const organisation = organisationOf(options.org);
  const faults = [profile, organisation].flatMap((reading) => ('faults' in reading ? reading.faults : []));
  const bytes = readBytes(file);
  if (!bytes.ok) faults.push(inputFault(file, 'file-unreadable', bytes.message));
  // Looked for where `simulate` looks.
  const { surroundings, problems } = surroundingsOf(file, options.with ?? []);
  faults.push(...problems);
  const begin = clock();
  const parsed = bytes.ok ? await parseBpmn(bytes.bytes) : { findings: [] };
  const parseMs = clock() - begin;
  const found = (findings: readonly Finding[]) =>
    sortFindings(findings).map((finding) => ({ document: file, finding }));
  const { model, findings } = parsed;
  const isReadable = model !== undefined && !hasErrors(findings);
  if (!isReadable || faults.length > 0 || 'faults' in profile || 'faults' in organisation) {
    return { findings: [...faults, ...found(findings)], parseMs, verifyMs: 0, proof: UNPROVED, isJudged: false };
  }

  const start = clock();
  const { policy, findings: misread } = readDrawn(model);
  const effects = new Map(options.effect);
  const rules = [...findings, ...validate(model)];
  const milliseconds = options.budgetMs ?? DEFAULT_BUDGET_MS;
  const budget = { states: BUDGET_STATES, milliseconds, clock };
  const isDrawn = bytes.ok && !hasErrors(rules);
  const proven = isDrawn ? await provenOf(file, bytes.bytes, model, surroundings, budget) : NOT_PROVEN;
  const context: LintContext = {
    model,
    policy,
    profile: profile.value,
    organisation: organisation.value,
    effects: (key) => effects.get(key),
    profiles: null,
    ...(proven.drawn === undefined ? {} : { models: proven.drawn.models, oracle: oracleOf(proven.drawn, budget) }),
  };
  const judged = [...found([...rules, ...misread, ...lint(context)]), ...proven.findings];
  if (proven.drawn !== undefined && !hasErrors(judged.map(({ finding }) => finding))) {
    judged.push(...found(staffedFindings(proven.drawn, model, context, { milliseconds, now: clock })));
  }
  return { findings: inOrder(judged, file), parseMs, verifyMs: clock() - start, proof: proven.proof, isJudged: true };
}

/** Whether the people of the organisation file can do what is drawn. */
function staffedFindings(
  drawn: Drawn,
  model: Model,
  { profile, organisation }: LintContext,
  budget: StaffingBudget,
): readonly Finding[] {
  if (organisation === null) return [];
  const over = profile === null ? [] : [profile];
  const policy = policyOf(drawn);
  return [...drawn.definition.processes.values()].flatMap((process) =>
    staffingFindings(process, model, staffOf(process.id, policy, over, organisation), budget),
  );
}

interface Proven {
  /** Absent where it cannot be run. */
  readonly drawn?: Drawn;
  readonly proof: Omit<Proof, 'findings'>;
  readonly findings: readonly LocatedFinding[];
}
const NOT_PROVEN: Proven = { proof: UNPROVED, findings: [] };

/** What compiling finds, and where it finds nothing wrong, the proof. */
async function provenOf(
  file: string,
  bytes: Uint8Array,
  model: Model,
  surroundings: Surroundings,
  budget: Budget,
): Promise<Proven> {
  const { drawn, findings } = await readyToRun(file, bytes, model, surroundings);
  if (drawn === undefined) return { proof: UNPROVED, findings };
  const { findings: flaws, ...proof } = prove(drawn, budget);
  return { drawn, proof, findings: [...findings, ...flaws.map((finding) => ({ document: file, finding }))] };
}

/** Errors first; what several have found is told once. */
function inOrder(located: readonly LocatedFinding[], file: string): LocatedFinding[] {
  const once = new Map(
    located.map((each) => [
      JSON.stringify([each.document, each.finding.code, each.finding.elementId, each.finding.message]),
      each,
    ]),
  );
  const documents = new Map([...once.values()].map(({ finding, document }) => [finding, document]));
  return sortFindings([...documents.keys()]).map((finding) => ({ document: documents.get(finding) ?? file, finding }));
}

function soundness({ proof, isJudged }: Verdict): string {
  if (!isJudged) return 'nothing was judged';
  return proof.sound === 'unknown' ? 'not known to be sound' : proof.sound ? 'sound' : 'not sound';
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
