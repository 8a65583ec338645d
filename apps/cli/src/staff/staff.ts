import { writeFileSync } from 'node:fs';
import {
  checkStaffingProof,
  indispensable,
  solveStaffing,
  type Resilience,
  type StaffingAnswer,
  type StaffingProblem,
} from '@quanheng/policy';
import { EXIT, type ExitCode } from '../exit-code.js';
import { reasonOf } from '../file-error.js';
import type { Host } from '../host.js';
import { LineWriter } from '../terminal/line-writer.js';
import { painter } from '../terminal/paint.js';
import { printable } from '../terminal/table.js';
import { problemOf, proofOf } from './inputs.js';
import { answerLines, resilienceLines } from './report.js';

export interface StaffOptions {
  readonly resilience?: boolean;
  readonly budgetMs: number;
  readonly proof?: string;
  readonly checkProof?: string;
  readonly json?: boolean;
}

/**
 * `quanheng staff FILE.json`: whether these people can do these steps.
 * @param clock milliseconds since some moment
 */
export function staff(file: string, options: StaffOptions, host: Host, clock: () => number): ExitCode {
  if (options.checkProof !== undefined && (options.proof !== undefined || options.resilience === true)) {
    host.stderr.write('--check-proof searches nothing, so --proof and --resilience mean nothing beside it.\n');
    return EXIT.usage;
  }
  const problem = problemOf(file);
  if ('faults' in problem) return invalid(problem.faults, host);
  if (options.checkProof !== undefined) return check(problem.value, options.checkProof, options, host);

  const begin = clock();
  const answer = solveStaffing(problem.value, { milliseconds: options.budgetMs, now: clock });
  const ms = clock() - begin;
  const left = Math.max(1, options.budgetMs - ms);
  const resilience =
    options.resilience === true && answer.status === 'satisfiable'
      ? indispensable(problem.value, { milliseconds: left, now: clock }, { plan: answer.plan })
      : null;
  const unwritten = write(answer, options.proof, host);
  if (unwritten !== null) return unwritten;

  const output = new LineWriter(host.stdout);
  if (options.json === true) output.line(JSON.stringify({ ...summary(answer, ms), ...spared(resilience) }));
  else {
    const lines = answerLines(problem.value, answer, painter(host.stdout, host.env));
    for (const line of [...lines, ...(resilience === null ? [] : resilienceLines(resilience))]) output.line(line);
  }
  output.flush();
  return answer.status === 'satisfiable' ? EXIT.good : EXIT.failed;
}

function check(problem: StaffingProblem, path: string, { json }: StaffOptions, host: Host): ExitCode {
  const proof = proofOf(path);
  if ('faults' in proof) return invalid(proof.faults, host);
  const verdict = checkStaffingProof(problem, proof.value);
  const text = verdict.isAccepted
    ? `the proof is right: there is no plan under the constraints ${verdict.constraints.join(', ') || '(none)'}`
    : `the proof is wrong at its step ${verdict.step}: ${verdict.message}`;
  host.stdout.write(`${json === true ? JSON.stringify(verdict) : text}\n`);
  return verdict.isAccepted ? EXIT.good : EXIT.failed;
}

function invalid(faults: readonly string[], host: Host): ExitCode {
  for (const fault of faults) host.stderr.write(`quanheng: ${printable(fault)}\n`);
  return EXIT.invalidInput;
}

/** Writes the proof where there is one to write. null: nothing went wrong. */
function write(answer: StaffingAnswer, path: string | undefined, host: Host): ExitCode | null {
  if (path === undefined) return null;
  if (answer.status !== 'unsatisfiable') {
    host.stderr.write(`quanheng: nothing is proved, so ${path} is not written\n`);
    return null;
  }
  try {
    writeFileSync(path, `[\n${answer.proof.map((step) => JSON.stringify(step)).join(',\n')}\n]\n`);
    return null;
  } catch (error) {
    return invalid([`${path} cannot be written: ${reasonOf(error)}`], host);
  }
}

function summary(answer: StaffingAnswer, milliseconds: number): object {
  const ms = Math.round(milliseconds * 1000) / 1000;
  switch (answer.status) {
    case 'satisfiable':
      return { satisfiable: true, plan: Object.fromEntries(answer.plan), reason: [], ms };
    case 'unsatisfiable':
      return { satisfiable: false, plan: {}, reason: answer.reason, ms };
    case 'unknown':
      return { satisfiable: 'unknown', plan: {}, reason: [], ms };
  }
}

function spared(resilience: Resilience | null): object {
  if (resilience === null) return {};
  return { indispensable: resilience.status === 'known' ? resilience.indispensable : 'unknown' };
}
