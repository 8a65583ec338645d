import type { FeelScope, UnaryTests } from '../../feel/api.js';
import { isList } from '../../feel/types.js';
import type { FeelValue } from '../../feel/values.js';
import type { Names } from '../compiling.js';
import type { DecisionRule, DecisionTable, InputClause, OutputClause, Place } from '../model.js';
import type { Evaluator } from '../node.js';
import type { Run, Site } from '../run.js';
import type { SourceText } from '../source-text.js';
import { type Hit, output, type Outputs, resultOfHits } from './hit-policy.js';
import { checked, siteOf, typed, type Logic } from './logic.js';
import { compilePriorities } from './priorities.js';

/** A cell that is tested: null for "-", which every value passes; a string says why it cannot be compiled. */
type Test =
  { readonly tests: UnaryTests; readonly site: Site } | { readonly broken: string; readonly site: Site } | null;

interface Input {
  readonly evaluate: Evaluator;
  readonly allowed: Test;
  readonly site: Site;
}

interface Output {
  readonly check: (value: FeelValue, scope: FeelScope, run: Run) => FeelValue | undefined;
  readonly fallback: Evaluator | null;
}

interface Rule {
  readonly tests: readonly Test[];
  readonly outputs: readonly Evaluator[];
}

/** A decision table (DMN 1.5 §8). All cells are compiled once; outputs are evaluated for the rules that match. */
export function compileDecisionTable(logic: Logic, table: DecisionTable, names: Names): Evaluator {
  const site = siteOf(logic, table.place);
  const inputs = table.inputs.map((input) => compileInput(logic, input, names));
  const outputs = table.outputs.map((clause) => compileOutput(logic, clause, names));
  const rules = table.rules.map((rule) => compileRule(logic, rule, names));
  const clauses: Outputs = {
    names: table.outputs.length > 1 ? table.outputs.map((clause) => clause.name ?? '') : [],
    priorities: compilePriorities(logic, table),
  };
  const fallback = outputs.some((clause) => clause.fallback) ? outputs.map((clause) => clause.fallback) : null;
  const { hitPolicy, aggregation } = table;

  const evaluate: Evaluator = (scope, run) => {
    const values: FeelValue[] = [];
    for (const input of inputs) {
      const value = input.evaluate(scope, run);
      if (value !== null && input.allowed && test(input.allowed, value, scope, run) !== true) {
        return run.fail(input.site, 'decision', 'The value of the input is not among the allowed input values.');
      }
      values.push(value);
    }
    const hits: Hit[] = [];
    for (const [index, rule] of rules.entries()) {
      if (!matches(rule, values, scope, run)) continue;
      const found = outputsOf(rule, outputs, scope, run);
      if (!found) return null;
      hits.push({ rule: index + 1, outputs: found });
      if (hitPolicy === 'FIRST') break;
    }
    if (hits.length > 0) return resultOfHits(hitPolicy, aggregation, hits, clauses, site, run);
    if (fallback) return output({ rule: 0, outputs: fallback.map((entry) => entry?.(scope, run) ?? null) }, clauses);
    if (aggregation === 'COUNT') return 0;
    if (hitPolicy === 'COLLECT' && !aggregation) return [];
    return run.fail(site, 'decision', 'No rule of the decision table matches, and it has no default output.');
  };
  return typed(evaluate, logic.types.resolve(table.typeRef, table.place), 'The value of the decision table', site);
}

function compileInput(logic: Logic, { expression, inputValues, place }: InputClause, names: Names): Input {
  return {
    evaluate: logic.expression(expression, names),
    allowed: inputValues && compileTest(logic, inputValues, place, names),
    site: siteOf(logic, place, expression.text),
  };
}

function compileTest(logic: Logic, text: SourceText, place: Place, names: Names): Test {
  if (text.value === '' || text.value === '-') return null;
  const site = siteOf(logic, place, text);
  const tests = logic.compiling.unaryTests(text, place, names);
  return typeof tests === 'string' ? { broken: tests, site } : { tests, site };
}

function test(cell: NonNullable<Test>, value: FeelValue, scope: FeelScope, run: Run): boolean | null {
  if ('broken' in cell) return run.fail(cell.site, 'function', cell.broken);
  const outer = run.enter(cell.site);
  const result = cell.tests.test(value, scope, run.env);
  run.enter(outer);
  return result;
}

function compileOutput(logic: Logic, clause: OutputClause, names: Names): Output {
  const { outputValues, place, defaultOutput } = clause;
  const type = logic.types.resolve(clause.typeRef, place);
  const site = siteOf(logic, place);
  const allowed = outputValues && compileTest(logic, outputValues, place, names);
  const what = clause.name === null ? 'The output' : `The output "${clause.name}"`;
  return {
    check: (value, scope, run) => {
      const coerced = checked(value, type, what, site, run);
      if (coerced === null || !allowed) return coerced;
      if (test(allowed, coerced, scope, run) === true) return coerced;
      // An output that is a list is allowed when each of its elements is.
      if (isList(coerced) && coerced.every((item) => test(allowed, item, scope, run) === true)) return coerced;
      run.fail(site, 'decision', `${what} is not among the allowed output values.`);
      return undefined;
    },
    fallback: defaultOutput && typed(logic.expression(defaultOutput, names), type, what, site),
  };
}

function compileRule(logic: Logic, rule: DecisionRule, names: Names): Rule {
  return {
    tests: rule.inputEntries.map(({ text, place }) => compileTest(logic, text, place, names)),
    outputs: rule.outputEntries.map((entry) => logic.expression(entry, names)),
  };
}

function matches(rule: Rule, values: readonly FeelValue[], scope: FeelScope, run: Run): boolean {
  return rule.tests.every(
    (cell, position) => cell === null || test(cell, values[position] ?? null, scope, run) === true,
  );
}

/** The outputs of a rule that matches; null when one of them is not allowed, which has then been reported. */
function outputsOf(rule: Rule, outputs: readonly Output[], scope: FeelScope, run: Run): FeelValue[] | null {
  const values: FeelValue[] = [];
  for (const [position, entry] of rule.outputs.entries()) {
    const value = outputs[position]?.check(entry(scope, run), scope, run);
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
}
