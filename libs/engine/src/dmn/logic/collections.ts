import type { Names } from '../compiling.js';
import { newContext } from '../../feel/context.js';
import type { BoxedList, Relation } from '../model.js';
import type { Evaluator } from '../node.js';
import { siteOf, typed, type Logic } from './logic.js';

/** A boxed list (DMN 1.5 §10.2.1.6). */
export function compileList(logic: Logic, list: BoxedList, names: Names): Evaluator {
  const elements = list.elements.map((element) => logic.expression(element, names));
  const type = logic.types.resolve(list.typeRef, list.place);
  return typed(
    (scope, run) => elements.map((element) => element(scope, run)),
    type,
    'The value of the list',
    siteOf(logic, list.place),
  );
}

/** A relation (DMN 1.5 §10.2.1.8): a list of contexts with the columns as entries. */
export function compileRelation(logic: Logic, relation: Relation, names: Names): Evaluator {
  const columns = relation.columns.map(({ name, typeRef, place }) => ({
    name,
    type: logic.types.resolve(typeRef, place),
  }));
  const rows = relation.rows.map((cells) =>
    columns.map(({ name, type }, position) => {
      const cell = cells[position];
      const evaluate: Evaluator = cell ? logic.expression(cell, names) : () => null;
      return {
        name,
        evaluate: typed(evaluate, type, `The cell of "${name}"`, siteOf(logic, cell?.place ?? relation.place)),
      };
    }),
  );
  const type = logic.types.resolve(relation.typeRef, relation.place);
  const evaluate: Evaluator = (scope, run) =>
    rows.map((cells) => {
      const row = newContext();
      for (const cell of cells) row[cell.name] = cell.evaluate(scope, run);
      return row;
    });
  return typed(evaluate, type, 'The value of the relation', siteOf(logic, relation.place));
}
