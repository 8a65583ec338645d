import { FeelFunction } from '../../feel/function.js';
import { invokeFunction as callFunction } from '../../feel/index.js';
import type { FeelValue } from '../../feel/values.js';
import type { Names } from '../compiling.js';
import type { BoxedInvocation } from '../model.js';
import type { Evaluator } from '../node.js';
import type { Run, Site } from '../run.js';
import { siteOf, typed, type Logic } from './logic.js';

/** A boxed invocation (DMN 1.5 §10.2.1.5): the arguments are bound by the names of the parameters. */
export function compileInvocation(logic: Logic, invocation: BoxedInvocation, names: Names): Evaluator {
  const site = siteOf(logic, invocation.place);
  const called = logic.expression(invocation.calledFunction, names);
  const bindings = invocation.bindings.map(({ parameter, formula }) => ({
    name: parameter.name,
    evaluate: typed(
      formula ? logic.expression(formula, names) : () => null,
      logic.types.resolve(parameter.typeRef, parameter.place),
      `The argument "${parameter.name}"`,
      siteOf(logic, parameter.place),
    ),
  }));
  const evaluate: Evaluator = (scope, run) => {
    const callee = called(scope, run);
    if (!(callee instanceof FeelFunction)) {
      return run.fail(
        site,
        'function',
        'What is invoked is not a function. Require the knowledge model or service by a knowledge requirement.',
      );
    }
    const args = new Map<string, FeelValue>();
    for (const binding of bindings) args.set(binding.name, binding.evaluate(scope, run));
    return invokeByName(callee, args, site, run);
  };
  return typed(
    evaluate,
    logic.types.resolve(invocation.typeRef, invocation.place),
    'The result of the invocation',
    site,
  );
}

/** Calls a function with named arguments; a name that it does not have, or one that is missing, gives null. */
export function invokeByName(
  callee: FeelFunction,
  args: ReadonlyMap<string, FeelValue>,
  site: Site,
  run: Run,
): FeelValue {
  const { parameters } = callee;
  const unknown = [...args.keys()].find((name) => !parameters.includes(name));
  // Built-ins check themselves which of their parameters may be left out at the end.
  const given = callee.variadic
    ? parameters.slice(0, 1 + parameters.findLastIndex((name) => args.has(name)))
    : parameters;
  const missing = callee.variadic ? undefined : parameters.find((name) => !args.has(name));
  if (unknown !== undefined || missing !== undefined) {
    const takes = parameters.length === 0 ? 'no parameters' : `the parameters ${parameters.join(', ')}`;
    const what = unknown === undefined ? `is not given its parameter "${missing}"` : `has no parameter "${unknown}"`;
    return run.fail(site, 'argument', `${callee.name ?? 'The function'} ${what}; it takes ${takes}.`);
  }
  const values = given.map((name) => args.get(name) ?? null);
  return invokeFunction(callee, values, site, run);
}

/** Calls a function value on behalf of a boxed expression. */
export function invokeFunction(callee: FeelFunction, args: readonly FeelValue[], site: Site, run: Run): FeelValue {
  const outer = run.enter(site);
  const value = callFunction(callee, args, run.env);
  run.enter(outer);
  return value;
}
