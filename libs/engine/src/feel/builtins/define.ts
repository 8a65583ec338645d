import type { Builtin, BuiltinEnv, BuiltinSignature } from '../builtin.js';
import { FeelFunction } from '../function.js';
import { integerOf, isNumber, numberText, type FeelNumber } from '../numbers.js';
import { FeelDate, FeelDateTime } from '../temporal.js';
import { isContext, isList, isTemporal, typeOf } from '../types.js';
import type { FeelContext, FeelList, FeelValue } from '../values.js';

/** A parameter of a built-in: its name for named arguments, and how an argument is read. */
export interface Parameter<T> {
  readonly name: string;
  /** What an argument must be, as a message says it: `an integer`. */
  readonly expects: string;
  readonly optional: boolean;
  /** Undefined when the value is outside the parameter's domain. */
  read(value: FeelValue): T | undefined;
}

type Values<P extends readonly Parameter<unknown>[]> = { [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

/** Reads one value; a list of one stands for its element (DMN 1.5 §10.3.2.9.4, from singleton list). */
function parameter<T>(name: string, expects: string, read: (value: FeelValue) => T | undefined): Parameter<T> {
  return {
    name,
    expects,
    optional: false,
    read: (value) => {
      const result = read(value);
      return result === undefined && isList(value) && value.length === 1 ? read(value[0] ?? null) : result;
    },
  };
}

export const anything = (name: string): Parameter<FeelValue> => ({
  name,
  expects: 'any value',
  optional: false,
  read: (value) => value,
});

export const string = (name: string): Parameter<string> =>
  parameter(name, 'a string', (value) => (typeof value === 'string' ? value : undefined));

export const boolean = (name: string): Parameter<boolean> =>
  parameter(name, 'a boolean', (value) => (typeof value === 'boolean' ? value : undefined));

export const number = (name: string): Parameter<FeelNumber> =>
  parameter(name, 'a number', (value) => (isNumber(value) ? value : undefined));

export const integer = (name: string): Parameter<number> =>
  parameter(name, 'an integer', (value) => (isNumber(value) ? (integerOf(value) ?? undefined) : undefined));

export const context = (name: string): Parameter<FeelContext> =>
  parameter(name, 'a context', (value) => (isContext(value) ? value : undefined));

export const aFunction = (name: string): Parameter<FeelFunction> =>
  parameter(name, 'a function', (value) => (value instanceof FeelFunction ? value : undefined));

/** The date of a date or a date and time. */
export const calendarDate = (name: string): Parameter<FeelDate> =>
  parameter(name, 'a date or a date and time', (value) =>
    value instanceof FeelDate ? value : value instanceof FeelDateTime ? value.date : undefined,
  );

/** A list; any other value but null stands for the list of it (DMN 1.5 §10.3.2.9.4, to singleton list). */
export const list = (name: string): Parameter<FeelList> => ({
  name,
  expects: 'a list',
  optional: false,
  read: (value) => (isList(value) ? value : value === null ? undefined : [value]),
});

/** A parameter of a domain of its own. */
export const oneOf = <T>(name: string, expects: string, read: (value: FeelValue) => T | undefined): Parameter<T> =>
  parameter(name, expects, read);

/** A parameter that takes null as well. */
export const nullable = <T>(inner: Parameter<T>): Parameter<T | null> => ({
  ...inner,
  expects: `${inner.expects} or null`,
  read: (value) => (value === null ? null : inner.read(value)),
});

/** A parameter that may be left out; null stands for leaving it out. */
export const optional = <T>(inner: Parameter<T>): Parameter<T | null> => ({ ...nullable(inner), optional: true });

/** A built-in with one signature, whose body sees arguments of the right types only. */
export function define<const P extends readonly Parameter<unknown>[]>(
  name: string,
  parameters: P,
  body: (env: BuiltinEnv, ...values: Values<P>) => FeelValue,
): Builtin {
  const optionals = parameters.filter((each) => each.optional).length;
  const signature: BuiltinSignature = { params: parameters.map((each) => each.name), optional: optionals };
  return {
    name,
    signatures: [signature],
    call: (args, env) => {
      if (!accepts(signature, args.length)) return wrongCount(name, [signature], args.length, env);
      const values: unknown[] = [];
      for (const [index, each] of parameters.entries()) {
        const given = args[index] ?? null;
        const value = each.read(given);
        if (value === undefined) return outside(name, each, given, env);
        values.push(value);
      }
      return body(env, ...(values as Values<P>));
    },
  };
}

/** A built-in that takes a list, or the items of that list as arguments: `sum([1, 2])` and `sum(1, 2)`. */
export function defineOnList(
  name: string,
  itemName: string,
  body: (env: BuiltinEnv, items: FeelList) => FeelValue,
): Builtin {
  const listParameter = list('list');
  return {
    name,
    signatures: [{ params: ['list'] }, { params: [itemName], variadic: true }],
    call: (args, env) => {
      if (args.length !== 1)
        return args.length > 1 ? body(env, args) : wrongCount(name, [{ params: ['list'] }], 0, env);
      const items = listParameter.read(args[0] ?? null);
      return items ? body(env, items) : outside(name, listParameter, args[0] ?? null, env);
    },
  };
}

/** One built-in of several signatures, told apart by the number of arguments. */
export function overload(...variants: readonly [Builtin, ...Builtin[]]): Builtin {
  const { name } = variants[0];
  const signatures = variants.flatMap((variant) => variant.signatures);
  return {
    name,
    signatures,
    call: (args, env) => {
      const variant = variants.find((each) => each.signatures.some((signature) => accepts(signature, args.length)));
      return variant ? variant.call(args, env) : wrongCount(name, signatures, args.length, env);
    },
  };
}

function accepts({ params, optional: optionals = 0, variadic = false }: BuiltinSignature, count: number): boolean {
  return count >= params.length - optionals && (variadic || count <= params.length);
}

function wrongCount(name: string, signatures: readonly BuiltinSignature[], count: number, env: BuiltinEnv): null {
  const forms = signatures.map(({ params }) => `${name}(${params.join(', ')})`).join(' or ');
  return env.fail('argument', `${name}: no form of it takes ${count} argument(s). Write ${forms}.`);
}

function outside(
  name: string,
  { name: parameterName, expects }: Parameter<unknown>,
  given: FeelValue,
  env: BuiltinEnv,
) {
  return env.fail('argument', `${name}: parameter "${parameterName}" must be ${expects}, but is ${shown(given)}.`);
}

/** A value as a message shows it: its type, and itself where that is short. */
export function shown(value: FeelValue): string {
  if (value === null) return 'null';
  if (isNumber(value)) return `the number ${numberText(value)}`;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `the string "${value.length > 40 ? `${value.slice(0, 40)}...` : value}"`;
  if (isTemporal(value)) return `the ${typeOf(value)} ${value.toString()}`;
  return isList(value) ? `a list of ${value.length}` : `a ${typeOf(value)}`;
}
