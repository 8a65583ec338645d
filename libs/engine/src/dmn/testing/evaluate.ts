import type { FeelProblem } from '../../feel/api.js';
import { compileExpression, formatValue, type FeelContext } from '../../feel/index.js';
import type { Finding } from '../../findings/finding.js';
import { compileDmn, type DecisionModel } from '../compile.js';
import type { ResolveImport } from '../modules.js';
import { parseDmn } from '../parse.js';

export interface Answer {
  /** The value as a FEEL literal. */
  readonly feel: string | null;
  readonly problems: readonly FeelProblem[];
}

export interface Compiled {
  readonly decisions: DecisionModel;
  readonly findings: readonly Finding[];
  /** Evaluates a decision, knowledge model or service with a FEEL context given as text. */
  readonly ask: (name: string, input?: string) => Answer;
}

/** Compiles a document whose findings are expected; the evaluation is at 1970-01-01T00:00:00Z. */
export function compile(source: string, resolveImport?: ResolveImport): Compiled {
  const { model, findings } = parseDmn(source);
  if (!model) throw new Error(`Unreadable: ${JSON.stringify(findings)}`);
  const compiled = compileDmn(model, resolveImport ? { resolveImport } : {});
  const { decisions } = compiled;
  return {
    decisions,
    findings: [...findings, ...compiled.findings],
    ask: (name, input = '{}') => {
      const invocable = decisions.find(name);
      if (!invocable) throw new Error(`There is no ${name}`);
      const problems: FeelProblem[] = [];
      const env = { at: 0, zone: 'Z', report: (problem: FeelProblem) => void problems.push(problem) };
      return { feel: formatValue(decisions.evaluate(invocable, contextOf(input, decisions), env)), problems };
    },
  };
}

/** Compiles a document that must be sound. */
export function sound(source: string, resolveImport?: ResolveImport): Compiled {
  const compiled = compile(source, resolveImport);
  expect(compiled.findings).toEqual([]);
  return compiled;
}

function contextOf(text: string, { inputNames }: DecisionModel): FeelContext {
  const expression = compileExpression(text, { names: inputNames });
  if (!expression.ok) throw new Error(JSON.stringify(expression.faults));
  return expression.value.evaluate({ get: () => undefined }, { at: 0, zone: 'Z' }) as FeelContext;
}
