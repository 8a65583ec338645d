import type { FeelScope } from '../../feel/api.js';
import { newContext } from '../../feel/context.js';
import { FeelFunction } from '../../feel/function.js';
import { isContext } from '../../feel/types.js';
import type { FeelContext, FeelValue } from '../../feel/values.js';
import type { Names } from '../compiling.js';
import type { Conditional, Filter, Iterator } from '../model.js';
import type { Evaluator } from '../node.js';
import type { Run, Site } from '../run.js';
import { LocalScope } from '../scope.js';
import { FeelForm } from './forms.js';
import { namesInside, siteOf, typed, type Logic } from './logic.js';

const FORMS = {
  for: new FeelForm('for item in list return body(item, partial)'),
  some: new FeelForm('some item in list satisfies body(item)'),
  every: new FeelForm('every item in list satisfies body(item)'),
  filter: new FeelForm('list[body(item)]'),
} as const;

/** A boxed conditional (DMN 1.5 §10.2.1.9): what is not true goes the way of `else`. */
export function compileConditional(logic: Logic, conditional: Conditional, names: Names): Evaluator {
  const condition = logic.expression(conditional.if, names);
  const then = logic.expression(conditional.then, names);
  const otherwise = logic.expression(conditional.else, names);
  const type = logic.types.resolve(conditional.typeRef, conditional.place);
  const site = siteOf(logic, conditional.place);
  return typed(
    (scope, run) => (condition(scope, run) === true ? then : otherwise)(scope, run),
    type,
    'The value of the conditional',
    site,
  );
}

/** A boxed `for`, `some` or `every` (DMN 1.5 §10.2.1.11 and §10.2.1.12). */
export function compileIterator(logic: Logic, iterator: Iterator, names: Names): Evaluator {
  const { kind, iteratorVariable } = iterator;
  const list = logic.expression(iterator.in, names);
  const partial = kind === 'for' ? ([['partial', true]] as const) : [];
  const inner = names.with([[iteratorVariable, namesInside(iterator.in, logic.types, names)], ...partial]);
  const body = logic.expression(iterator.body, inner);
  const parameters = kind === 'for' ? [iteratorVariable, 'partial'] : [iteratorVariable];
  const type = logic.types.resolve(iterator.typeRef, iterator.place);
  const site = siteOf(logic, iterator.place);
  const evaluate: Evaluator = (scope, run) =>
    iterate(FORMS[kind], list(scope, run), parameters, (values) => body(new LocalScope(scope, values), run), site, run);
  return typed(evaluate, type, `The value of "${kind}"`, site);
}

/**
 * A boxed filter (DMN 1.5 §10.2.1.10): the condition sees `item`, and the entries of an item that is a context. Unlike
 * that of a FEEL filter it cannot be an index.
 */
export function compileFilter(logic: Logic, filter: Filter, names: Names): Evaluator {
  const list = logic.expression(filter.in, names);
  const inside = namesInside(filter.in, logic.types, names);
  const entries = inside === true ? [] : Object.entries(inside);
  const match = logic.expression(filter.match, names.with([...entries, ['item', inside]]));
  const type = logic.types.resolve(filter.typeRef, filter.place);
  const site = siteOf(logic, filter.place);
  const evaluate: Evaluator = (scope, run) => {
    const seen = { other: false };
    const test = (values: FeelContext): FeelValue => {
      const result = match(itemScope(scope, values), run);
      if (typeof result === 'boolean' || result === null) return result;
      seen.other = true;
      return null;
    };
    const selected = iterate(FORMS.filter, list(scope, run), ['item'], test, site, run);
    return seen.other
      ? run.fail(site, 'type', 'The condition of the filter gives a value that is neither true nor false.')
      : selected;
  };
  return typed(evaluate, type, 'The value of the filter', site);
}

function itemScope(outer: FeelScope, values: FeelContext): FeelScope {
  const item = values['item'] ?? null;
  return new LocalScope(isContext(item) ? new LocalScope(outer, item) : outer, values);
}

function iterate(
  form: FeelForm,
  list: FeelValue,
  parameters: readonly string[],
  body: (values: FeelContext) => FeelValue,
  site: Site,
  run: Run,
): FeelValue {
  const callback = new FeelFunction(parameters, (args) => {
    const values = newContext();
    for (const [position, parameter] of parameters.entries()) values[parameter] = args[position] ?? null;
    return body(values);
  });
  const outer = run.enter(site);
  const value = form.evaluate({ list, body: callback }, run);
  run.enter(outer);
  return value;
}
