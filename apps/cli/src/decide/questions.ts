import { readFileSync } from 'node:fs';
import { compileExpression, type DecisionModel, type FeelContext, isContext } from '@quanheng/engine';
import { ask, refused, type Outcome } from './outcome.js';
import { reason } from './model-file.js';

export interface Question {
  /** Name or id. */
  readonly decision: string;
  /** A FEEL context, as text. */
  readonly input: string;
}

/** Names listed when an unknown one is asked for. */
const MAX_LISTED = 30;

/** Answers one question. Never throws for what a user may have written. */
export function answer(decisions: DecisionModel, { decision, input }: Question, at: number): Outcome {
  const invocable = decisions.find(decision);
  if (!invocable) return refused(unknownDecision(decisions, decision));
  const context = readInput(decisions, input, at);
  return 'refused' in context ? context.refused : ask(decisions, invocable, context.values, at);
}

function unknownDecision({ invocables }: DecisionModel, asked: string): string {
  if (invocables.length === 0) return `There is no decision "${asked}": the file has no decisions at all.`;
  const names = invocables.slice(0, MAX_LISTED).map(({ name, id }) => name || (id ?? ''));
  const more = invocables.length > MAX_LISTED ? `, and ${invocables.length - MAX_LISTED} more` : '';
  return `There is no decision "${asked}". Known are: ${names.join(', ')}${more}.`;
}

function readInput(decisions: DecisionModel, text: string, at: number): { values: FeelContext } | { refused: Outcome } {
  const compiled = compileExpression(text, { names: decisions.inputNames });
  if (!compiled.ok) {
    const [fault] = compiled.faults;
    return { refused: refused(`The input is not FEEL: ${fault?.message ?? text}`, fault?.line, fault?.column) };
  }
  const values = compiled.value.evaluate({ get: () => undefined }, { at, zone: '+08:00' });
  if (isContext(values)) return { values };
  return { refused: refused('The input must be a FEEL context, such as { amount: 100 }.', 1, 1) };
}

/** Reads a file of questions; a message when it is not a list of them. */
export function readCases(file: string): readonly Question[] | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `Cannot read ${file}: ${reason(error)}.`;
  }
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
  const wanted = '[{"decision": NAME, "input": "FEEL context as text"}, ...]';
  if (!Array.isArray(content)) return `${file} must hold a list of cases: ${wanted}.`;
  const cases: Question[] = [];
  for (const [index, item] of (content as readonly unknown[]).entries()) {
    const { decision, input } = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
    if (typeof decision !== 'string' || (input !== undefined && typeof input !== 'string')) {
      return `Case ${index + 1} of ${file} is malformed: each must be as in ${wanted}.`;
    }
    cases.push({ decision, input: input ?? '{}' });
  }
  return cases;
}
