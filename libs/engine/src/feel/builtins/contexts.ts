import type { Builtin, BuiltinEnv } from '../builtin.js';
import { contextOf, entryOf } from '../context.js';
import { isContext, isList } from '../types.js';
import type { FeelContext, FeelList, FeelValue } from '../values.js';
import { anything, context, define, list, oneOf, shown, string } from './define.js';

/** Context functions (DMN 1.5 §10.3.4.10). */

/** `[{key: "a", value: 1}]` as a context. */
function contextOfEntries(env: BuiltinEnv, entries: FeelList): FeelValue {
  if (!env.spend(entries.length)) return null;
  const pairs = new Map<string, FeelValue>();
  for (const entry of entries) {
    const key = isContext(entry) ? entryOf(entry, 'key') : undefined;
    const value = isContext(entry) ? entryOf(entry, 'value') : undefined;
    if (typeof key !== 'string' || value === undefined) {
      return env.fail('argument', `context: every entry must be a context with "key", a string, and "value".`);
    }
    if (pairs.has(key)) return env.fail('argument', `context: the key "${key}" occurs twice.`);
    pairs.set(key, value);
  }
  return contextOf(pairs);
}

function put(env: BuiltinEnv, target: FeelContext, key: string, value: FeelValue): FeelContext | null {
  const entries = Object.entries(target);
  return env.spend(entries.length + 1) ? contextOf([...entries, [key, value]]) : null;
}

/** Puts a value at the end of a path of keys, every context on which must exist. */
function putDeep(env: BuiltinEnv, target: FeelValue, keys: readonly string[], value: FeelValue): FeelContext | null {
  const [key, ...rest] = keys;
  if (key === undefined) return env.fail('argument', 'context put: parameter "keys" must not be empty.');
  if (!isContext(target)) {
    return env.fail('argument', `context put: before the key "${key}" there is no context but ${shown(target)}.`);
  }
  if (rest.length === 0) return put(env, target, key, value);
  const inner = putDeep(env, entryOf(target, key) ?? null, rest, value);
  return inner && put(env, target, key, inner);
}

const MAX_PATH = 200;

const keys = oneOf('key', `a string or a list of 1 to ${MAX_PATH} strings`, (value): readonly string[] | undefined => {
  if (typeof value === 'string') return [value];
  if (!isList(value) || value.length === 0 || value.length > MAX_PATH) return undefined;
  const texts = value.filter((each): each is string => typeof each === 'string');
  return texts.length === value.length ? texts : undefined;
});

const putByKey = define('context put', [context('context'), keys, anything('value')], putDeep);

const contextPut: Builtin = {
  ...putByKey,
  signatures: [...putByKey.signatures, { params: ['context', 'keys', 'value'] }],
};

const contextMerge = define('context merge', [list('contexts')], (env, contexts) => {
  const entries: [string, FeelValue][] = [];
  for (const each of contexts) {
    if (!isContext(each)) {
      return env.fail('argument', `context merge: every element must be a context, but one is ${shown(each)}.`);
    }
    const own = Object.entries(each);
    if (!env.spend(own.length)) return null;
    for (const entry of own) entries.push(entry);
  }
  return contextOf(entries);
});

export const contexts: readonly Builtin[] = [
  define('get value', [context('m'), string('key')], (_env, target, key) => entryOf(target, key) ?? null),
  define('get entries', [context('m')], (env, target) => {
    const entries = Object.entries(target);
    if (!env.spend(entries.length)) return null;
    return entries.map(([key, value]) =>
      contextOf([
        ['key', key],
        ['value', value],
      ]),
    );
  }),
  define('context', [list('entries')], contextOfEntries),
  contextPut,
  contextMerge,
];
