import type { NodeOf } from '../syntax/ast.js';
import type { FeelValue } from '../values.js';
import type { Scope } from './bindings.js';
import type { Compiler } from './compiler.js';
import type { Frame } from './frame.js';
import { foldPart, type Part } from './part.js';

/**
 * Three-valued `and` and `or` (DMN 1.5 Table 48), from left to right until the result is certain. An operand that is
 * neither boolean nor null counts as null and is reported.
 */
export function compileLogic(compiler: Compiler, node: NodeOf<'and' | 'or'>, scope: Scope | undefined): Part {
  const parts = node.operands.map((operand) => compiler.part(operand, scope));
  const operands = parts.map((part, i) => ({ run: part.run, at: node.operands[i]?.start ?? node.start }));
  /** The operand value that settles the result alone. */
  const decisive = node.kind === 'or';
  const run = (frame: Frame): FeelValue => {
    let result: boolean | null = !decisive;
    for (const operand of operands) {
      const value = operand.run(frame);
      if (value === decisive) return decisive;
      if (value !== !decisive) {
        if (value !== null) frame.mismatch(operand.at, node.kind, value);
        result = null;
      }
    }
    return result;
  };
  return foldPart(compiler.source, parts, { run, truth: true });
}

/** Anything but true takes the `else` branch (DMN 1.5 §10.3.2.10); what is neither boolean nor null is reported. */
export function compileIf(compiler: Compiler, node: NodeOf<'if'>, scope: Scope | undefined): Part {
  const condition = compiler.part(node.condition, scope);
  const then = compiler.part(node.then, scope);
  const otherwise = compiler.part(node.otherwise, scope);
  const run = (frame: Frame): FeelValue => {
    const value = condition.run(frame);
    if (value === true) return then.run(frame);
    if (value !== false && value !== null) frame.mismatch(node.condition.start, 'if', value);
    return otherwise.run(frame);
  };
  return { run, truth: then.truth === true && otherwise.truth === true };
}
