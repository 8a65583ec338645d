import { entryOf } from '../context.js';
import { FeelRange } from '../range.js';
import type { NodeOf } from '../syntax/ast.js';
import { temporalProperty, temporalPropertyNames } from '../temporal-properties.js';
import { isContext, isList, isTemporal, typeOf } from '../types.js';
import type { FeelValue } from '../values.js';
import type { Scope } from './bindings.js';
import type { Compiler } from './compiler.js';
import type { Frame } from './frame.js';
import type { Part } from './part.js';

/** An entry or a property; of a list, the list of those of its elements (DMN 1.5 §10.3.2.4). */
export function compilePath(compiler: Compiler, node: NodeOf<'path'>, scope: Scope | undefined): Part {
  const base = compiler.part(node.base, scope);
  const { name, start } = node;
  return {
    run: (frame) => {
      const value = base.run(frame);
      if (!isList(value)) return property(value, name, frame, start);
      if (!frame.spendElements(value.length, start)) return null;
      return value.map((element) => property(element, name, frame, start));
    },
  };
}

function property(value: FeelValue, name: string, frame: Frame, at: number): FeelValue {
  const found = ownProperty(value, name);
  if (found !== undefined) return found;
  if (value === null) return frame.failAt(at, 'missing-variable', `The value before ".${name}" is null.`);
  if (isContext(value)) return frame.failAt(at, 'missing-variable', `The context has no entry named "${name}".`);
  const known = propertyNames(value);
  const hint = known.length > 0 ? `: it has ${known.join(', ')}` : '';
  return frame.failAt(at, 'type', `A ${typeOf(value)} has no property "${name}"${hint}.`);
}

function ownProperty(value: FeelValue, name: string): FeelValue | undefined {
  if (isTemporal(value)) return temporalProperty(value, name);
  if (value instanceof FeelRange) return rangeProperty(value, name);
  return isContext(value) ? entryOf(value, name) : undefined;
}

function propertyNames(value: FeelValue): readonly string[] {
  if (value instanceof FeelRange) return ['start', 'end', 'start included', 'end included'];
  return isTemporal(value) ? temporalPropertyNames(value) : [];
}

function rangeProperty(range: FeelRange, name: string): FeelValue | undefined {
  switch (name) {
    case 'start':
      return range.start;
    case 'end':
      return range.end;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
    default:
      return undefined;
  }
}
