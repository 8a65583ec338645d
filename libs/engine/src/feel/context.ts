import type { FeelScope } from './api.js';
import type { FeelContext, FeelValue } from './values.js';

/** A context under construction. It has no prototype, so `__proto__` and `constructor` are ordinary entry names. */
export type MutableContext = Record<string, FeelValue>;

export function newContext(): MutableContext {
  return Object.create(null) as MutableContext;
}

export function contextOf(entries: Iterable<readonly [string, FeelValue]>): MutableContext {
  const context = newContext();
  for (const [name, value] of entries) context[name] = value;
  return context;
}

/** The entry of that name; `undefined` when the context has none (an entry may hold null). */
export function entryOf(context: FeelContext, name: string): FeelValue | undefined {
  return Object.hasOwn(context, name) ? context[name] : undefined;
}

/** A scope whose variables are the entries of a context. */
export function scopeOf(context: FeelContext): FeelScope {
  return { get: (name) => entryOf(context, name) };
}
