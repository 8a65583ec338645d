import { compileExpression } from '../../feel/index.js';
import { isList } from '../../feel/types.js';
import type { FeelValue } from '../../feel/values.js';
import type { DecisionTable, OutputClause } from '../model.js';
import { EMPTY_SCOPE } from '../scope.js';
import type { SourceText } from '../source-text.js';
import type { Logic } from './logic.js';

/**
 * The output values of each output in the order in which they are listed, the first having the highest priority
 * (DMN 1.5 §8.2.10). They are needed by PRIORITY and OUTPUT ORDER only; a table of these without any cannot decide.
 */
export function compilePriorities(logic: Logic, table: DecisionTable): (readonly FeelValue[] | null)[] {
  if (table.hitPolicy !== 'PRIORITY' && table.hitPolicy !== 'OUTPUT ORDER') return table.outputs.map(() => null);
  const priorities = table.outputs.map((clause) => listedValues(logic, clause, table));
  if (priorities.every((listed) => listed === null)) {
    const message = `The hit policy ${table.hitPolicy} needs the output values listed in the order of their priority. Give an output its outputValues.`;
    logic.compiling.error('dmn-hit-policy', table.place, message, 'DMN 1.5 §8.2.10');
  }
  return priorities;
}

function listedValues(logic: Logic, clause: OutputClause, table: DecisionTable): readonly FeelValue[] | null {
  const typeRef = clause.typeRef ?? (table.outputs.length === 1 ? table.typeRef : null);
  const text = clause.outputValues ?? logic.types.allowedValues(typeRef);
  if (!text) return null;
  const values = constants(text);
  if (values) return values;
  const message = `The output values of a table with the hit policy ${table.hitPolicy} must be a list of constants, such as "high", "low".`;
  logic.compiling.error('dmn-hit-policy', { ...clause.place, ...text.locate(0) }, message, 'DMN 1.5 §8.2.10');
  return null;
}

/** The tests as a list of values, when they are nothing but values. */
function constants(text: SourceText): readonly FeelValue[] | null {
  const compiled = compileExpression(`[${text.value}]`);
  if (!compiled.ok || compiled.value.variables.length > 0) return null;
  const values = compiled.value.evaluate(EMPTY_SCOPE, { at: 0, zone: 'Z' });
  return isList(values) ? values : null;
}
