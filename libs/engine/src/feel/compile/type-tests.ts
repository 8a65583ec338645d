import type { FeelEnv } from '../api.js';
import { entryOf } from '../context.js';
import { FeelFunction } from '../function.js';
import { FeelRange } from '../range.js';
import type { TypeNode } from '../syntax/ast.js';
import { isContext, isList, typeOf } from '../types.js';
import type { FeelType, FeelValue } from '../values.js';
import type { Compiler } from './compiler.js';

export type TypeTest = (value: FeelValue, env: FeelEnv) => boolean;

const BASIC: ReadonlyMap<string, FeelType> = new Map<string, FeelType>([
  ...(
    ['number', 'string', 'boolean', 'date', 'time', 'date and time', 'list', 'context', 'function', 'range'] as const
  ).map((type): [string, FeelType] => [type, type]),
  ['days and time duration', 'days and time duration'],
  ['years and months duration', 'years and months duration'],
  ['Null', 'null'],
]);

/** A test for the values of a type. A name that stands for no type is a fault. */
export function compileType(compiler: Compiler, node: TypeNode): TypeTest {
  switch (node.kind) {
    case 'named':
      return namedType(compiler, node);
    case 'list': {
      const element = compileType(compiler, node.element);
      return (value, env) => isList(value) && value.every((item) => element(item, env));
    }
    case 'range': {
      const endpoint = compileType(compiler, node.element);
      return (value, env) =>
        value instanceof FeelRange && [value.start, value.end].every((end) => end === null || endpoint(end, env));
    }
    case 'context': {
      const entries = node.entries.map(({ name, type }) => ({ name, conforms: compileType(compiler, type) }));
      return (value, env) =>
        isContext(value) && entries.every(({ name, conforms }) => conforms(entryOf(value, name) ?? null, env));
    }
    case 'function':
      return functionType(compiler, node);
  }
}

/** Whether the values of a type are lists. */
export function isListType({ types }: Compiler, node: TypeNode): boolean {
  if (node.kind !== 'named') return node.kind === 'list';
  return node.name === 'list' || (!BASIC.has(node.name) && types?.(node.name)?.isList === true);
}

function namedType(compiler: Compiler, node: Extract<TypeNode, { kind: 'named' }>): TypeTest {
  const { name } = node;
  if (name === 'Any') return (value) => value !== null;
  const type = BASIC.get(name);
  if (type !== undefined) return (value) => typeOf(value) === type;
  const defined = compiler.types?.(name);
  if (defined) return (value, env) => value !== null && defined.conforms(value, env);
  const message = `There is no type "${name}": define it, or write one of ${[...BASIC.keys(), 'Any'].join(', ')}, list<...>, range<...>, context<...>.`;
  compiler.fault('feel-unsupported', message, node.start);
  return () => false;
}

/** Functions carry no types, so only the number of parameters can be tested. */
function functionType(compiler: Compiler, node: Extract<TypeNode, { kind: 'function' }>): TypeTest {
  const typed = [...node.parameters, node.result].find((type) => type.kind !== 'named' || type.name !== 'Any');
  if (typed) {
    const message = 'Functions are tested by their number of parameters only: write Any for each of their types.';
    compiler.fault('feel-unsupported', message, typed.start);
  }
  const count = node.parameters.length;
  return (value) => value instanceof FeelFunction && value.parameters.length === count;
}
