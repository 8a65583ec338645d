import {
  checkStaffingProof,
  Completion,
  solveStaffing,
  type CompletionAnswer,
  type StaffingAnswer,
  type StaffingProblem,
} from '@quanheng/policy';
// The baseline is a part of the solver, which the library does not hand out alone.
import { candidatesOf } from '../../../libs/policy/src/staffing/candidates.js';
import { compileStaffing } from '../../../libs/policy/src/staffing/compiled.js';
import { groupsOf, kernelOf } from '../../../libs/policy/src/staffing/kernel.js';
import { searchPatterns } from '../../../libs/policy/src/staffing/pattern.js';
import { median } from '../measure.js';
import { random, randomProblem, type Shape } from './problems.js';

export interface StaffingResult {
  readonly name: string;
  /** Median milliseconds of one answer: plan, or minimal reason and proof. Of questions: of one question. */
  readonly value: number;
  readonly p99: number;
  readonly max: number;
  readonly unit: 'ms';
  readonly count: number;
  readonly satisfiable: number;
  readonly unsatisfiable: number;
  readonly unknown: number;
  /** Reasons that the budget did not suffice to make minimal. */
  readonly notMinimal: number;
  /** Backtracking over patterns alone, on the same kernels, up to so many nodes: how often it ended, and the median of those. */
  readonly peer?: { readonly value: number | null; readonly ended: number; readonly nodes: number };
}
export interface StaffingReport {
  readonly suite: 'staffing';
  readonly results: readonly StaffingResult[];
}

const HARD: Shape = { steps: 60, users: 500, separations: 184, atMost: 40 };
const HARD_SEEDS = 20;
/** Of the processor, for one answer: what is not known by then is counted as unknown, so that the whole ends. */
const BUDGET = 3_000;
/** A refusal that took longer would be late for whoever waits. */
const QUESTION_BUDGET = 150;
const PEER_NODES = 2_000;
/** Milliseconds of the processor: what a machine with nothing else to do would take, whatever else this one does. */
const now = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** How long answers about staff take. Every plan and every proof is checked, which is not counted. */
export function staffingSuite(progress: (text: string) => void): StaffingReport {
  // What is compiled while it is first run would be counted to the first problem.
  for (let seed = 0; seed < 20; seed++)
    solve(randomProblem(seed, { steps: 30, users: 200, separations: 60, atMost: 15 }));
  const results: StaffingResult[] = [];
  const add = (name: string, problems: Iterable<StaffingProblem>): void => {
    progress(name);
    results.push(measured(name, problems));
  };
  for (const steps of [10, 20, 40, 60]) {
    for (const users of [100, 1_000, 10_000, 100_000]) {
      add(`staffing-k${steps}-n${users}`, mixed(steps, users));
    }
  }
  add(
    'staffing-k60-n500',
    Array.from({ length: HARD_SEEDS }, (_, seed) => randomProblem(seed + 1, HARD)),
  );
  progress('questions');
  for (const [name, shape] of [
    ['k20-n1000', { steps: 20, users: 1_000, separations: 38, atMost: 10 }],
    ['k60-n500', { steps: 60, users: 500, separations: 177, atMost: 20 }],
  ] as const) {
    results.push(...questions(name, shape));
  }
  return { suite: 'staffing', results };
}

/** Separations of 10, 20 and 30 per cent of the pairs; each with a plan where one can be expected, and without any. */
function* mixed(steps: number, users: number): Iterable<StaffingProblem> {
  for (const [seed, density] of [0.1, 0.2, 0.3].entries()) {
    const separations = Math.round((density * steps * (steps - 1)) / 2);
    const atMost = Math.round((density < 0.2 ? 0.6 : 0.1) * steps);
    for (const isImpossible of [false, true]) {
      yield randomProblem(seed + 1, { steps, users, separations, atMost, isImpossible });
    }
  }
}

function measured(name: string, problems: Iterable<StaffingProblem>): StaffingResult {
  const times: number[] = [];
  const peers: number[] = [];
  const answers: StaffingAnswer[] = [];
  for (const problem of problems) {
    const begin = now();
    const answer = solve(problem);
    times.push(now() - begin);
    answers.push(answer);
    confirm(problem, answer);
    const peer = patternsAlone(problem);
    if (peer !== null) peers.push(peer);
  }
  const peer = { value: peers.length === 0 ? null : median(peers), ended: peers.length, nodes: PEER_NODES };
  return {
    ...summary(
      name,
      times,
      answers.map(({ status }) => status),
    ),
    notMinimal: notMinimal(answers),
    peer,
  };
}

function solve(problem: StaffingProblem): StaffingAnswer {
  return solveStaffing(problem, { milliseconds: BUDGET, now });
}

/** Milliseconds, or null where it did not end. */
function patternsAlone(problem: StaffingProblem): number | null {
  const begin = now();
  const compiled = compileStaffing(problem);
  const candidates = candidatesOf(compiled, kernelOf(compiled, groupsOf(compiled)));
  const { kind } = searchPatterns(compiled, candidates, PEER_NODES);
  return kind === 'unknown' ? null : now() - begin;
}

/** So many times each matter is played, each with what it has learnt of its own: the middle one counts, as what the machine does beside falls on any. */
const PLAYS = 3;

interface Asked {
  readonly time: number;
  readonly answer: CompletionAnswer;
}

/** One matter after the other, its steps done in order, each after four people were asked about. */
function questions(name: string, shape: Shape): StaffingResult[] {
  const possible: number[] = [];
  const refused: number[] = [];
  const answers: CompletionAnswer[] = [];
  for (let seed = 1; seed <= 10; seed++) {
    const problem = randomProblem(seed, shape);
    const plays = Array.from({ length: PLAYS }, () => played(problem, seed));
    // The first matter warms up.
    if (seed === 1) continue;
    for (const [at, { answer }] of (plays[0] ?? []).entries()) {
      answers.push(answer);
      const time = median(plays.map((play) => play[at]?.time ?? NaN));
      (answer.status === 'possible' ? possible : refused).push(time);
    }
  }
  const statuses = answers.map(({ status }) => status);
  const late = answers.filter((answer) => answer.status === 'impossible' && !answer.isMinimal).length;
  return [
    {
      ...summary(
        `staffing-question-${name}`,
        possible,
        statuses.filter((each) => each === 'possible'),
      ),
      notMinimal: 0,
    },
    {
      ...summary(
        `staffing-refusal-${name}`,
        refused,
        statuses.filter((each) => each !== 'possible'),
      ),
      notMinimal: late,
    },
  ];
}

/** Every question of one matter. Each step is done by the last who was asked about and can, or else by whom the plan names. */
function played(problem: StaffingProblem, seed: number): Asked[] {
  const draw = random(seed);
  const asked: Asked[] = [];
  const completion = new Completion(problem);
  if (completion.check({ milliseconds: BUDGET, now }).status !== 'possible') return asked;
  for (const step of problem.steps) {
    const able = problem.users.filter((user) => problem.authorisations.get(user)?.includes(step));
    let doer = completion.plan?.get(step);
    for (let each = 0; each < 4; each++) {
      const user = able[Math.floor(draw() * able.length)]!;
      const begin = now();
      const answer = completion.ask(step, user, { milliseconds: QUESTION_BUDGET, now });
      asked.push({ time: now() - begin, answer });
      if (answer.status === 'possible') {
        doer = user;
        confirm(problem, { status: 'satisfiable', plan: answer.plan });
        if (answer.plan.get(step) !== user) throw new Error(`a plan gives ${step} to somebody else than ${user}`);
      }
    }
    if (doer !== undefined) completion.did(step, doer);
  }
  return asked;
}

function summary(
  name: string,
  times: readonly number[],
  statuses: readonly string[],
): Omit<StaffingResult, 'notMinimal'> {
  const sorted = [...times].sort((one, other) => one - other);
  const count = (...wanted: string[]): number => statuses.filter((each) => wanted.includes(each)).length;
  return {
    name,
    value: median(times),
    p99: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? NaN,
    max: sorted.at(-1) ?? NaN,
    unit: 'ms',
    count: times.length,
    satisfiable: count('satisfiable', 'possible'),
    unsatisfiable: count('unsatisfiable', 'impossible'),
    unknown: count('unknown'),
  };
}

function notMinimal(answers: readonly StaffingAnswer[]): number {
  return answers.filter((answer) => answer.status === 'unsatisfiable' && !answer.isMinimal).length;
}

function confirm(problem: StaffingProblem, answer: StaffingAnswer): void {
  if (answer.status === 'unsatisfiable') {
    const verdict = checkStaffingProof(problem, answer.proof);
    if (!verdict.isAccepted) throw new Error(`a proof is wrong: ${verdict.message}`);
  }
  if (answer.status !== 'satisfiable') return;
  const { plan } = answer;
  for (const [step, user] of plan) {
    if (problem.authorisations.get(user)?.includes(step) === false) throw new Error(`${user} may not do ${step}`);
  }
  for (const { kind, steps, ...rest } of problem.constraints) {
    const people = new Set(steps.map((step) => plan.get(step))).size;
    const isKept = kind === 'separation' ? people === 2 : 'users' in rest && people <= rest.users;
    if (!isKept) throw new Error(`a plan breaks ${kind} of ${steps.join(', ')}`);
  }
}

export function readableStaffing({ results }: StaffingReport): string {
  const rows = results.map((each) => {
    const { name, value, p99, max, satisfiable, unsatisfiable, unknown, peer } = each;
    const alone =
      peer === undefined
        ? ''
        : `  patterns alone: ${peer.ended} of ${each.count}${peer.value === null ? '' : `, ${peer.value.toFixed(1)} ms`}`;
    const numbers = [value, p99, max].map((number) => number.toFixed(2).padStart(10)).join('');
    return `${name.padEnd(28)}${numbers} ms  ${satisfiable} yes, ${unsatisfiable} no, ${unknown} unknown${alone}`;
  });
  return [
    `${'staffing'.padEnd(28)}${['median', 'p99', 'max'].map((each) => each.padStart(10)).join('')}`,
    ...rows,
    '',
  ].join('\n');
}
