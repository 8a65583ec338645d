import type { NodeOf } from '../syntax/ast.js';
import type { Scope } from './bindings.js';
import type { Compiler } from './compiler.js';
import type { Part } from './part.js';
import { compileType } from './type-tests.js';

/** Null is an instance of `Null` only (DMN 1.5 §10.3.2.15). */
export function compileInstanceOf(compiler: Compiler, node: NodeOf<'instance of'>, scope: Scope | undefined): Part {
  const value = compiler.part(node.value, scope);
  const conforms = compileType(compiler, node.type);
  return { run: (frame) => conforms(value.run(frame), frame), truth: true };
}
