import { entryOf } from '../context.js';
import { FeelFunction } from '../function.js';
import { FeelRange } from '../range.js';
import type { TypeNode } from '../syntax/ast.js';
import { isContext, isList, typeOf } from '../types.js';
import type { FeelType, FeelValue } from '../values.js';
import type { Compiler } from './compiler.js';

export type TypeTest = (value: FeelValue) => boolean;

const BASIC: ReadonlyMap<string, FeelType> = new Map<string, FeelType>([
  ...(
    ['number', 'string', 'boolean', 'date', 'time', 'date and time', 'list', 'context', 'function', 'range'] as const
  ).map((type): [string, FeelType] => [type, type]),
  ['days and time duration', 'days and time duration'],
  ['years and months duration', 'years and months duration'],
  ['Null', 'null'],
]);

/** A test for the values of a type. Types that a model defines are not known here and are a fault. */
export function compileType(compiler: Compiler, node: TypeNode): TypeTest {
  switch (node.kind) {
    case 'named':
      return namedType(compiler, node);
    case 'list': {
      const element = compileType(compiler, node.element);
      return (value) => isList(value) && value.every(element);
    }
    case 'range': {
      const endpoint = compileType(compiler, node.element);
      return (value) =>
        value instanceof FeelRange && [value.start, value.end].every((end) => end === null || endpoint(end));
    }
    case 'context': {
      const entries = node.entries.map(({ name, type }) => ({ name, conforms: compileType(compiler, type) }));
      return (value) =>
        isContext(value) && entries.every(({ name, conforms }) => conforms(entryOf(value, name) ?? null));
    }
    case 'function':
      return functionType(compiler, node);
  }
}

/** Whether the values of a type are lists. */
export function isListType(node: TypeNode): boolean {
  return node.kind === 'list' || (node.kind === 'named' && node.name === 'list');
}

function namedType(compiler: Compiler, node: Extract<TypeNode, { kind: 'named' }>): TypeTest {
  const { name } = node;
  if (name === 'Any') return (value) => value !== null;
  const type = BASIC.get(name);
  if (type !== undefined) return (value) => typeOf(value) === type;
  const message = `"${name}" is no type of FEEL: write one of ${[...BASIC.keys(), 'Any'].join(', ')}, list<...>, range<...>, context<...>.`;
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
