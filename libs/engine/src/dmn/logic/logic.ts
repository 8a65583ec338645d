import { coerce } from '../types/coerce.js';
import { ANY, type DmnType } from '../types/type.js';
import type { TypeTable } from '../types/type-table.js';
import type { Compiling, Names } from '../compiling.js';
import type { BoxedExpression, Place } from '../model.js';
import type { Evaluator } from '../node.js';
import type { Run, Site } from '../run.js';
import type { SourceText } from '../source-text.js';
import type { FeelValue } from '../../feel/values.js';
import type { NameTree } from '../../feel/api.js';

/** What compiling an expression needs to know of its surroundings. */
export interface Logic {
  readonly compiling: Compiling;
  readonly types: TypeTable;
  /** The element of the requirement graph that the logic belongs to, for messages. */
  readonly owner: string;
  /** Compiles a boxed expression inside another one. */
  expression(expression: BoxedExpression, names: Names): Evaluator;
}

export function siteOf(logic: Logic, place: Place, text: SourceText | null = null): Site {
  return { owner: logic.owner, place, text };
}

/** The value as one of the type; null, with a report, when it is none. */
export function checked(value: FeelValue, type: DmnType, what: string, site: Site, run: Run): FeelValue {
  if (type === ANY || value === null) return value;
  const coerced = coerce(value, type, run.env);
  return coerced === undefined ? run.fail(site, 'type', `${what} is not of type ${type.name}.`) : coerced;
}

/** The evaluator with the result made one of the type. */
export function typed(evaluate: Evaluator, type: DmnType, what: string, site: Site): Evaluator {
  return type === ANY ? evaluate : (scope, run) => checked(evaluate(scope, run), type, what, site, run);
}

/**
 * Names inside the value of an expression: those of its type, of the context it builds, or of the variable it is.
 * @param visible the names it sees itself
 */
export function namesInside(expression: BoxedExpression | null, types: TypeTable, visible: Names): NameTree | true {
  if (!expression) return true;
  const type = types.resolve(expression.typeRef, expression.place);
  if (type.names !== true) return type.names;
  if (expression.kind === 'literalExpression') return visible.inside(expression.text.value);
  const names = Object.create(null) as Record<string, NameTree | true>;
  if (expression.kind === 'context') {
    const result = expression.entries.at(-1);
    if (result && !result.variable) return namesInside(result.value, types, visible);
    for (const { variable, value } of expression.entries)
      if (variable) names[variable.name] = namesInside(value, types, visible);
    return names;
  }
  if (expression.kind === 'decisionTable' && expression.outputs.length > 1) {
    for (const { name } of expression.outputs) if (name !== null) names[name] = true;
    return names;
  }
  if (expression.kind === 'relation') {
    for (const { name } of expression.columns) names[name] = true;
    return names;
  }
  return true;
}
