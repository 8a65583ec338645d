import { compileExpression, type DecisionModel, type FeelContext, type FeelProblem, isContext } from '@quanheng/engine';
import { readBounded } from '../bounded-read.js';
import { ask, refused, type Outcome, type OutcomeError } from './outcome.js';
import { reasonOf } from '../file-error.js';

export interface Question {
  /** Name or id. */
  readonly decision: string;
  /** A FEEL context, as text. */
  readonly input: string;
}

/** Names listed when an unknown one is asked for. */
const MAX_LISTED = 30;

/** A case that is no question: why, in a sentence. */
export interface Malformed {
  readonly malformed: string;
}

/** Answers one question. Never throws for what a user may have written. */
export function answer(decisions: DecisionModel, question: Question | Malformed, at: number): Outcome {
  if ('malformed' in question) return refused(question.malformed);
  const { decision, input } = question;
  const invocable = decisions.find(decision);
  if (!invocable) return refused(unknownDecision(decisions, decision));
  const context = readInput(decisions, input, at);
  return 'refused' in context ? context.refused : ask(decisions, invocable, context.values, at, context.errors);
}

function unknownDecision({ invocables }: DecisionModel, asked: string): string {
  if (invocables.length === 0) return `There is no decision "${asked}": the file has no decisions at all.`;
  const names = invocables.slice(0, MAX_LISTED).map(({ name, id }) => name || (id ?? ''));
  const more = invocables.length > MAX_LISTED ? `, and ${invocables.length - MAX_LISTED} more` : '';
  return `There is no decision "${asked}". Known are: ${names.join(', ')}${more}.`;
}

type Input =
  | {
      readonly values: FeelContext;
      /** What of the input could not be computed, and became null. */
      readonly errors: readonly OutcomeError[];
    }
  | { readonly refused: Outcome };

function readInput(decisions: DecisionModel, text: string, at: number): Input {
  const compiled = compileExpression(text, { names: decisions.inputNames });
  if (!compiled.ok) {
    const [fault] = compiled.faults;
    return { refused: refused(`The input is not FEEL: ${fault?.message ?? text}`, fault?.line, fault?.column) };
  }
  const errors: OutcomeError[] = [];
  const report = ({ message, line, column }: FeelProblem): void =>
    void errors.push({ message: `In the input: ${message}`, line: line ?? null, column: column ?? null });
  const values = compiled.value.evaluate({ get: () => undefined }, { at, zone: '+08:00', report });
  if (isContext(values)) return { values, errors };
  return { refused: refused('The input must be a FEEL context, such as { amount: 100 }.', 1, 1) };
}

/** Reads a file of questions; a message when it is not a list. What is wrong with one case is no fault of the others. */
export function readCases(file: string): readonly (Question | Malformed)[] | string {
  let text: string;
  try {
    text = readBounded(file).toString('utf8');
  } catch (error) {
    return `Cannot read ${file}: ${reasonOf(error)}.`;
  }
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
  const wanted = '[{"decision": NAME, "input": "FEEL context as text"}, ...]';
  if (!Array.isArray(content)) return `${file} must hold a list of cases: ${wanted}.`;
  return content.map((item: unknown, index) => {
    const { decision, input } = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
    if (typeof decision !== 'string' || (input !== undefined && typeof input !== 'string')) {
      return { malformed: `Case ${index + 1} of ${file} is malformed: each must be as in ${wanted}.` };
    }
    return { decision, input: input ?? '{}' };
  });
}
