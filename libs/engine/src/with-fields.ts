/**
 * A copy of the original with these fields besides its own, or in their place. As a spread does it, but all copies with the same fields are of one hidden class: Node 20
 * gives each spread copy that gains a field a class of its own, which costs microseconds, and slows whoever reads the copy
 * (docs/decisions/0046-copies-that-gain-fields.md). Neither may have a field called `__proto__`.
 */
export function withFields<T extends object, F extends object>(original: T, fields: F): Omit<T, keyof F> & F {
  return Object.assign({}, original, fields);
}
