import type { Names } from '../compiling.js';
import type { BoxedExpression } from '../model.js';
import type { Evaluator } from '../node.js';
import { compileList, compileRelation } from './collections.js';
import { compileContext } from './context.js';
import { compileConditional, compileFilter, compileIterator } from './control.js';
import { compileDecisionTable } from './decision-table.js';
import { compileFunction } from './function-definition.js';
import { compileInvocation } from './invocation.js';
import { compileLiteral } from './literal.js';
import { siteOf, type Logic } from './logic.js';

/** Compiles any boxed expression (DMN 1.5 §10.2.1). */
export function compileBoxed(logic: Logic, expression: BoxedExpression, names: Names): Evaluator {
  switch (expression.kind) {
    case 'literalExpression':
      return compileLiteral(logic, expression, names);
    case 'decisionTable':
      return compileDecisionTable(logic, expression, names);
    case 'context':
      return compileContext(logic, expression, names);
    case 'invocation':
      return compileInvocation(logic, expression, names);
    case 'list':
      return compileList(logic, expression, names);
    case 'relation':
      return compileRelation(logic, expression, names);
    case 'functionDefinition':
      return compileFunction(logic, expression, names);
    case 'conditional':
      return compileConditional(logic, expression, names);
    case 'filter':
      return compileFilter(logic, expression, names);
    case 'for':
    case 'some':
    case 'every':
      return compileIterator(logic, expression, names);
    case 'unsupported': {
      const site = siteOf(logic, expression.place);
      return (_scope, run) => run.fail(site, 'function', expression.message);
    }
  }
}
