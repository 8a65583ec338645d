import type { Shape } from '../syntax/names.js';

/** A variable of the expression itself. It takes a slot only when something reads it. */
export interface Binding {
  slot: number | undefined;
  /** How often the text refers to it. */
  uses: number;
}

/** One level of names. With `item`, entries of the filtered context come before everything outside. */
export class Scope {
  private readonly names = new Map<string, Binding>();

  constructor(
    readonly outer: Scope | undefined,
    readonly item?: Binding,
    readonly itemShape?: Shape,
  ) {}

  declare(name: string): Binding {
    const binding: Binding = { slot: undefined, uses: 0 };
    this.names.set(name, binding);
    return binding;
  }

  own(name: string): Binding | undefined {
    return this.names.get(name);
  }
}

/** Where a name may be found: first in the contexts being filtered (innermost first), then in the binding. */
export interface Resolution {
  readonly items: readonly Binding[];
  /** Whether one of those contexts is known to have an entry of that name. */
  readonly isEntry: boolean;
  readonly binding: Binding | undefined;
}

export function resolve(scope: Scope | undefined, name: string): Resolution {
  const items: Binding[] = [];
  let isEntry = false;
  for (let level = scope; level; level = level.outer) {
    // Entries of the filtered context hide even the `item` of their own level.
    if (level.item) items.push(level.item);
    isEntry ||= level.itemShape?.has(name) ?? false;
    const binding = level.own(name);
    if (binding) return { items, isEntry, binding };
  }
  return { items, isEntry, binding: undefined };
}
