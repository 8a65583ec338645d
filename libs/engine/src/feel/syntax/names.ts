import type { NameTree } from '../api.js';
import { tokenize, type Token } from './tokens.js';

/** What is known of the entries of a value: the names by which a path or a filter may go on. */
export type Shape = ReadonlyMap<string, Shape | undefined>;

export function shapeOf(tree: NameTree | true): Shape | undefined {
  if (tree === true) return undefined;
  return new Map(Object.keys(tree).map((name) => [name, shapeOf(tree[name] ?? true)]));
}

interface Branch {
  readonly next: Map<string, Branch>;
  name?: string;
}

/**
 * Names that one scope declares, found by the tokens they consist of. Spaces between tokens do not count, so the name
 * `order total` is found however it is spaced, and `a-b` is one name wherever it is known (DMN 1.5 §10.3.1.4).
 */
export class NameTable {
  private readonly root: Branch = { next: new Map() };
  private readonly shapes = new Map<string, Shape | undefined>();

  constructor(shape?: Shape) {
    shape?.forEach((inner, name) => this.declare(name, inner));
  }

  declare(name: string, shape?: Shape): void {
    this.shapes.set(name, shape);
    let branch = this.root;
    for (const token of tokenize(name)) {
      if (token.kind === 'end') break;
      const next: Branch = branch.next.get(token.text) ?? { next: new Map() };
      branch.next.set(token.text, next);
      branch = next;
    }
    if (branch !== this.root) branch.name = name;
  }

  has(name: string): boolean {
    return this.shapes.has(name);
  }

  shape(name: string): Shape | undefined {
    return this.shapes.get(name);
  }

  /** The longest declared name that begins at `tokens[from]`, and how many tokens it takes. */
  longest(tokens: readonly Token[], from: number): { name: string; length: number } | undefined {
    let found: { name: string; length: number } | undefined;
    let branch: Branch | undefined = this.root;
    for (let length = 1; branch; length++) {
      const token: Token | undefined = tokens[from + length - 1];
      branch = token && branch.next.get(token.text);
      if (branch?.name !== undefined) found = { name: branch.name, length };
    }
    return found;
  }
}
