import type { FeelEnv, FeelScope, NameTree, UnaryTests } from '../../feel/api.js';
import { entryOf } from '../../feel/context.js';
import { FeelFunction } from '../../feel/function.js';
import { FeelRange } from '../../feel/range.js';
import { isContext, isList, typeOf } from '../../feel/types.js';
import type { FeelType, FeelValue } from '../../feel/values.js';

/** A type of DMN (DMN 1.5 §7.3.3, §10.3.2.9): a FEEL type, or what an item definition makes of others. */
export interface DmnType {
  /** As the model writes it, for messages. */
  readonly name: string;
  /** Names inside its values, which the FEEL parser must know; true when there are none. */
  readonly names: NameTree | true;
  /** Number of names in `names`, counting shared parts each time. */
  readonly size: number;
  /** Whether values are lists: decides between the two singleton coercions. */
  readonly isList: boolean;
  /** For function types, what invoking gives. */
  readonly output?: DmnType;
  /** Whether a value belongs to the type. null belongs to every type. */
  conforms(value: FeelValue, env: FeelEnv): boolean;
}

const NO_NAMES: FeelScope = { get: () => undefined };

export const ANY: DmnType = { name: 'Any', names: true, size: 0, isList: false, conforms: () => true };

export function simpleType(name: FeelType): DmnType {
  const conforms = (value: FeelValue): boolean => value === null || typeOf(value) === name;
  const output = name === 'function' ? { output: ANY } : {};
  return { name, names: true, size: 0, isList: name === 'list', ...output, conforms };
}

export function listType(element: DmnType, name = `list<${element.name}>`): DmnType {
  return {
    name,
    names: element.names,
    size: element.size,
    isList: true,
    conforms: (value, env) => value === null || (isList(value) && value.every((item) => element.conforms(item, env))),
  };
}

export function rangeType(element: DmnType): DmnType {
  return {
    name: `range<${element.name}>`,
    names: true,
    size: 0,
    isList: false,
    conforms: (value, env) =>
      value === null ||
      (value instanceof FeelRange && element.conforms(value.start, env) && element.conforms(value.end, env)),
  };
}

/** A context must have every component; further entries are welcome (DMN 1.5 §10.3.2.9.2). */
export function contextType(name: string, components: ReadonlyMap<string, DmnType>): DmnType {
  const names = Object.create(null) as Record<string, NameTree | true>;
  let size = components.size;
  for (const [component, type] of components) {
    names[component] = type.names;
    size += type.size;
  }
  return {
    name,
    names,
    size,
    isList: false,
    conforms: (value, env) => {
      if (value === null) return true;
      if (!isContext(value)) return false;
      for (const [component, type] of components) {
        const entry = entryOf(value, component);
        if (entry === undefined || !type.conforms(entry, env)) return false;
      }
      return true;
    },
  };
}

export function functionType(name: string, output: DmnType): DmnType {
  return {
    name,
    names: true,
    size: 0,
    isList: false,
    output,
    conforms: (value) => value === null || value instanceof FeelFunction,
  };
}

/** A type whose values must also pass unary tests. */
export function constrainedType(name: string, type: DmnType, tests: UnaryTests): DmnType {
  return {
    ...type,
    name,
    conforms: (value, env) =>
      value === null ||
      (type.conforms(value, env) && tests.test(value, NO_NAMES, { at: env.at, zone: env.zone }) === true),
  };
}

export function renamedType(name: string, type: DmnType): DmnType {
  return { ...type, name };
}
