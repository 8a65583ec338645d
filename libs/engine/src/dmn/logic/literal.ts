import type { Names } from '../compiling.js';
import type { LiteralExpression } from '../model.js';
import type { Evaluator } from '../node.js';
import { siteOf, typed, type Logic } from './logic.js';

/** A FEEL text (DMN 1.5 §10.2.1.1). An empty one, which editors write for "not filled in yet", is null. */
export function compileLiteral(logic: Logic, literal: LiteralExpression, names: Names): Evaluator {
  const { text, place } = literal;
  if (text.value === '') return () => null;
  const site = siteOf(logic, place, text);
  const expression = logic.compiling.expression(text, place, names);
  if (typeof expression === 'string') return (_scope, run) => run.fail(site, 'function', expression);
  const evaluate: Evaluator = (scope, run) => {
    const outer = run.enter(site);
    const value = expression.evaluate(scope, run.env);
    run.enter(outer);
    return value;
  };
  return typed(evaluate, logic.types.resolve(literal.typeRef, place), 'The value of the expression', site);
}
