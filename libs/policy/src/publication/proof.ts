import type { Definition, Finding } from '@quanheng/engine';
import type {
  GuardAnswer,
  GuardQuestion,
  ProcessDefinition,
  ProofAnswer,
  ProofQuestion,
  StaffedQuestion,
} from '../ports/index.js';
import { lateFinding, oracleOf, prove, type Oracle } from '../verify/index.js';
import { isAskedOf, staffedHere, staffedLate, staffedQuestion, type Staffing } from './staffed.js';

/**
 * Markings that a proof in the thread of the judgement may look at. Only they are counted and no time, so that every server answers the same; more than
 * these are "unknown", which refuses. What another thread has answered is not asked again.
 */
const STATES = 5000;
const BUDGET = { states: STATES, milliseconds: 1, clock: () => 0 };

/** What is known of one process of a graph. */
class Known {
  findings: readonly Finding[] | undefined;
  readonly guards = new Map<string, GuardAnswer>();
  staffed: { readonly question: StaffedQuestion; readonly findings: readonly Finding[] } | undefined;
  /** Answers that only say that nobody could tell in time. */
  isLate = false;
  /** While questions are collected: those that were asked. */
  asked: ProofQuestion[] | null = null;

  forget(): void {
    this.findings = undefined;
    this.guards.clear();
    this.staffed = undefined;
    this.isLate = false;
  }
}

const KNOWN = new WeakMap<Definition, Map<string, Known>>();

function knownOf({ graph, process }: ProcessDefinition): Known {
  const processes = KNOWN.get(graph) ?? new Map<string, Known>();
  KNOWN.set(graph, processes);
  let known = processes.get(process);
  if (known === undefined) processes.set(process, (known = new Known()));
  return known;
}

/** Whether the process is sound; worked out once for a definition, when it is deployed, and known when it is published. */
export function proofFindings(definition: ProcessDefinition): readonly Finding[] {
  const known = knownOf(definition);
  const { graph, models, process } = definition;
  if (known.asked !== null) {
    if (known.findings === undefined) known.asked.push({ kind: 'sound', process });
    // Nothing else needs to be looked at while questions are collected.
    return [lateFinding({ definition: graph, models }, process)];
  }
  if (known.findings === undefined) {
    const own = [...graph.processes.values()].filter(({ id }) => id === process);
    known.findings = prove({ definition: graph, models }, BUDGET, own).findings;
  }
  return known.findings;
}

/** Whether the people there are can do the process: as another thread has found, if that was asked of the organisation as it is. */
export function staffedFindings(
  definition: ProcessDefinition,
  staffing: Staffing,
  indispensable: 'told' | 'untold',
): readonly Finding[] {
  const { staffed, asked } = knownOf(definition);
  if (staffed !== undefined && isAskedOf(staffed.question, staffing)) return staffed.findings;
  if (asked === null) return staffedHere(definition, staffing, indispensable);
  asked.push(staffedQuestion(definition, staffing));
  return [];
}

/** Only what would be asked is looked at, and what is answered means nothing. */
export function isCollecting(definition: ProcessDefinition): boolean {
  return knownOf(definition).asked !== null;
}

/** What the rules about power ask of the drawing, by the same measure. */
export function oracleFor(definition: ProcessDefinition): Oracle {
  const known = knownOf(definition);
  const { graph, models } = definition;
  const oracle = oracleOf({ definition: graph, models }, BUDGET);
  return {
    canFail: (process, controls) => oracle.canFail(process, controls),
    writtenBy: (key) => oracle.writtenBy(key),
    ask: (question) => {
      const name = nameOf(question);
      const before = known.guards.get(name);
      if (before !== undefined) return before;
      if (known.asked !== null) {
        known.asked.push(question);
        return { holds: 'unknown' };
      }
      const answer = oracle.ask(question);
      known.guards.set(name, answer);
      return answer;
    },
  };
}

/** What the judgement would ask of the drawing and does not know. */
export function questionsOf(definition: ProcessDefinition, judge: () => unknown): readonly ProofQuestion[] {
  const known = knownOf(definition);
  if (known.isLate) known.forget();
  const asked: ProofQuestion[] = [];
  known.asked = asked;
  try {
    judge();
  } finally {
    known.asked = null;
  }
  const names = new Set<string>();
  return asked.filter((question) => {
    const name = isAboutDrawing(question) ? nameOf(question) : question.kind;
    return !names.has(name) && names.add(name);
  });
}

/** Lets later judgements know what was answered; null: that nobody could tell. */
export function keepAnswers(
  definition: ProcessDefinition,
  questions: readonly ProofQuestion[],
  answers: readonly ProofAnswer[] | null,
): void {
  const known = knownOf(definition);
  known.isLate = answers?.length !== questions.length;
  const { graph, models, process } = definition;
  for (const [index, question] of questions.entries()) {
    const answer = answers?.[index];
    const found =
      answer !== undefined && 'findings' in answer && answer.kind === question.kind ? answer.findings : null;
    if (question.kind === 'sound') known.findings = found ?? [lateFinding({ definition: graph, models }, process)];
    else if (question.kind === 'staffed') known.staffed = { question, findings: found ?? staffedLate(definition) };
    else {
      const isAnswered = answer !== undefined && 'answer' in answer;
      known.guards.set(nameOf(question), isAnswered ? answer.answer : { holds: 'unknown' });
    }
  }
}

const isAboutDrawing = (question: ProofQuestion): question is GuardQuestion =>
  question.kind !== 'sound' && question.kind !== 'staffed';

/** The same for questions that name the same in another order. */
function nameOf(question: GuardQuestion): string {
  const lists = Object.entries(question).map(([key, value]: [string, string | readonly string[]]) => [
    key,
    typeof value === 'string' ? value : [...value].sort(),
  ]);
  return JSON.stringify(Object.fromEntries(lists));
}
