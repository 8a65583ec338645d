import type { FeelScope } from '../feel/api.js';
import type { FeelContext, FeelValue } from '../feel/values.js';

/** Names that hide those of an outer scope: parameters, context entries, iterator variables. */
export class LocalScope implements FeelScope {
  constructor(
    private readonly outer: FeelScope,
    private readonly values: FeelContext,
  ) {}

  get(name: string): FeelValue | undefined {
    return Object.hasOwn(this.values, name) ? this.values[name] : this.outer.get(name);
  }
}

export const EMPTY_SCOPE: FeelScope = { get: () => undefined };
