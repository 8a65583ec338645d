import { newContext } from '../../feel/context.js';
import type { Names } from '../compiling.js';
import type { BoxedContext } from '../model.js';
import type { Evaluator } from '../node.js';
import { LocalScope } from '../scope.js';
import { namesInside, siteOf, typed, type Logic } from './logic.js';

/** A boxed context (DMN 1.5 §10.2.1.4): later entries see earlier ones; an entry without a name is the result. */
export function compileContext(logic: Logic, context: BoxedContext, names: Names): Evaluator {
  let visible = names;
  const entries = context.entries.map(({ variable, value }) => {
    const evaluate = logic.expression(value, visible);
    if (!variable) return { name: null, evaluate };
    const type = logic.types.resolve(variable.typeRef, variable.place);
    visible = visible.with([
      [variable.name, type.names === true ? namesInside(value, logic.types, visible) : type.names],
    ]);
    return {
      name: variable.name,
      evaluate: typed(evaluate, type, `The entry "${variable.name}"`, siteOf(logic, variable.place)),
    };
  });
  const type = logic.types.resolve(context.typeRef, context.place);
  const evaluate: Evaluator = (outer, run) => {
    const values = newContext();
    const scope = new LocalScope(outer, values);
    for (const { name, evaluate: entry } of entries) {
      if (name === null) return entry(scope, run);
      values[name] = entry(scope, run);
    }
    return values;
  };
  return typed(evaluate, type, 'The value of the context', siteOf(logic, context.place));
}
