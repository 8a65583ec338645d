import { FeelFunction } from '../function.js';
import { convertImplicitly } from '../implicit-conversion.js';
import type { FunctionDefinition } from '../syntax/ast.js';
import { typeOf } from '../types.js';
import type { FeelValue } from '../values.js';
import { Scope } from './bindings.js';
import type { Compiler } from './compiler.js';
import { Frame } from './frame.js';
import type { Part } from './part.js';
import { compileType, isListType } from './type-tests.js';

/** A function value keeps the variables of the place where it is defined (DMN 1.5 §10.3.2.13.2). */
export function compileFunction(compiler: Compiler, node: FunctionDefinition, outer: Scope | undefined): Part {
  const scope = new Scope(outer);
  const names = node.parameters.map((parameter) => parameter.name);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) {
    return compiler.fault('feel-syntax', `Two parameters are named "${repeated}": rename one of them.`, node.start);
  }
  const parameters = node.parameters.map(({ name, type }) => ({
    name,
    binding: scope.declare(name),
    ofLists: type !== undefined && isListType(compiler, type),
    conforms: type && compileType(compiler, type),
  }));
  const body = compiler.part(node.body, scope);
  const { source } = compiler;
  const run = (defining: Frame): FeelValue => {
    const captured = [...defining.locals];
    return new FeelFunction(names, (args, env) => {
      const frame = new Frame(source, defining.scope, env, [...captured]);
      for (const [i, { name, binding, ofLists, conforms }] of parameters.entries()) {
        const given = args[i] ?? null;
        // Null conforms to every type (DMN 1.5 §10.3.2.9.4).
        const value =
          conforms && given !== null
            ? convertImplicitly(given, ofLists, (candidate) => conforms(candidate, env))
            : given;
        if (value === undefined) {
          return env.fail('argument', `The argument "${name}" is not of the declared type, but ${typeOf(given)}.`);
        }
        if (binding.slot !== undefined) frame.locals[binding.slot] = value;
      }
      return body.run(frame);
    });
  };
  return { run };
}
