import { newContext } from '../../feel/context.js';
import { FeelFunction } from '../../feel/function.js';
import type { FeelScope } from '../../feel/api.js';
import type { Names } from '../compiling.js';
import type { FunctionDefinition } from '../model.js';
import type { Evaluator } from '../node.js';
import type { Run } from '../run.js';
import { LocalScope } from '../scope.js';
import type { DmnType } from '../types/type.js';
import { checked, siteOf, typed, type Logic } from './logic.js';

/**
 * A boxed function definition (DMN 1.5 §10.2.1.7): a function value that remembers the names around it. Its arguments
 * are checked against the types of its parameters.
 * @param name what messages call the function; null for an anonymous one
 * @param result type of what it gives, where its owner declares one
 */
export function compileFunction(
  logic: Logic,
  definition: FunctionDefinition,
  names: Names,
  name: string | null = null,
  result: DmnType | null = null,
): (scope: FeelScope, run: Run) => FeelFunction {
  const parameters = definition.parameters.map((parameter) => ({
    name: parameter.name,
    type: logic.types.resolve(parameter.typeRef, parameter.place),
  }));
  const site = siteOf(logic, definition.place);
  const inner = names.with(parameters.map((parameter) => [parameter.name, parameter.type.names]));
  let body: Evaluator = definition.body ? logic.expression(definition.body, inner) : () => null;
  // Up to DMN 1.1 the type written at a function is that of its result, since then it is that of the function.
  const own = logic.types.resolve(definition.typeRef, definition.place);
  for (const type of [own, result]) {
    if (type) body = typed(body, resultOf(type), `The result of ${name === null ? 'the function' : `"${name}"`}`, site);
  }
  const parameterNames = parameters.map((parameter) => parameter.name);
  return (scope, run) =>
    new FeelFunction(
      parameterNames,
      (args, env) =>
        run.invoke(site, env, () => {
          const values = newContext();
          for (const [position, parameter] of parameters.entries()) {
            const value = args[position] ?? null;
            values[parameter.name] = checked(value, parameter.type, `The argument "${parameter.name}"`, site, run);
          }
          return body(new LocalScope(scope, values), run);
        }),
      name,
    );
}

/** The type of what a value of this type gives when invoked; the type itself when it is not one of functions. */
export function resultOf(type: DmnType): DmnType {
  return type.output ?? type;
}
