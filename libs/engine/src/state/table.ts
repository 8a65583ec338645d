/**
 * A persistent map from small non-negative integers to values: a radix trie of 32 slots a node.
 *
 * A `Table` that was handed out never changes. Whoever edits passes an `Owner`; nodes made under the same owner are edited
 * in place, all others are copied, so a draft pays for what it touches and not for the width of the state:
 * get, set and delete cost O(log32 n). Iteration is in ascending order of keys.
 */
export class Table<T> {
  private constructor(
    private root: TrieNode | null,
    /** Bits above the lowest five that the root resolves. */
    private shift: number,
    private count: number,
    private readonly owner: Owner | null,
  ) {}

  static empty<T>(): Table<T> {
    return EMPTY as Table<T>;
  }

  get size(): number {
    return this.count;
  }

  get(key: number): T | undefined {
    // The second test keeps 1.5 and 2^32 + 1 from being taken for 1: keys come from commands, too.
    if (key >>> this.shift >= WIDTH || key >>> 0 !== key) return undefined;
    let node = this.root;
    for (let shift = this.shift; shift > 0; shift -= BITS) {
      if (node === null) return undefined;
      node = (node.slots[(key >>> shift) & MASK] ?? null) as TrieNode | null;
    }
    return node === null ? undefined : (node.slots[key & MASK] as T | undefined);
  }

  has(key: number): boolean {
    return this.get(key) !== undefined;
  }

  /** `value` must not be undefined. */
  set(key: number, value: T, owner: Owner): Table<T> {
    const table = this.owned(owner);
    if (table.root === null) {
      table.shift = 0;
      while (key >>> table.shift >= WIDTH) table.shift += BITS;
      table.root = owner.node();
    } else {
      while (key >>> table.shift >= WIDTH) {
        const up = owner.node();
        up.slots[0] = table.root;
        up.used = 1;
        table.root = up;
        table.shift += BITS;
      }
      table.root = table.root.ownedBy(owner);
    }
    let node = table.root;
    for (let shift = table.shift; shift > 0; shift -= BITS) {
      const slot = (key >>> shift) & MASK;
      const child = node.slots[slot] as TrieNode | undefined;
      if (child === undefined) {
        const made = owner.node();
        node.slots[slot] = made;
        node.used++;
        node = made;
      } else {
        const owned = child.ownedBy(owner);
        if (owned !== child) node.slots[slot] = owned;
        node = owned;
      }
    }
    const slot = key & MASK;
    if (node.slots[slot] === undefined) {
      node.used++;
      table.count++;
    }
    node.slots[slot] = value;
    return table;
  }

  delete(key: number, owner: Owner): Table<T> {
    if (this.get(key) === undefined) return this;
    const table = this.owned(owner);
    table.count--;
    const root = (table.root as TrieNode).ownedBy(owner);
    removeFrom(root, table.shift, key, owner);
    table.root = root;
    if (root.used === 0) {
      owner.recycle(root);
      table.root = null;
    }
    return table;
  }

  forEach(visit: (value: T, key: number) => void): void {
    if (this.root !== null) walk(this.root, this.shift, 0, visit as (value: unknown, key: number) => void);
  }

  keys(): number[] {
    const keys: number[] = [];
    this.forEach((_, key) => keys.push(key));
    return keys;
  }

  values(): T[] {
    const values: T[] = [];
    this.forEach((value) => values.push(value));
    return values;
  }

  private owned(owner: Owner): Table<T> {
    return this.owner === owner ? this : new Table<T>(this.root, this.shift, this.count, owner);
  }
}

/**
 * The right to edit in place, held by one draft. Nodes that became empty are kept for the next one to be made: ids only ever grow, so a
 * token that wanders through a long process would otherwise leave a fresh path behind at every element.
 */
export class Owner {
  private readonly spares: TrieNode[] = [];

  node(): TrieNode {
    return this.spares.pop() ?? new TrieNode(this);
  }

  recycle(node: TrieNode): void {
    if (this.spares.length < MAX_SPARES) this.spares.push(node);
  }

  /** The draft is finished; nothing is edited in its name any more. */
  release(): void {
    this.spares.length = 0;
  }
}

const MAX_SPARES = 8;

const BITS = 5;
const WIDTH = 32;
const MASK = 31;

class TrieNode {
  readonly slots: unknown[];
  used: number;

  constructor(
    readonly owner: Owner,
    from?: TrieNode,
  ) {
    this.slots = from === undefined ? new Array<unknown>(WIDTH).fill(undefined) : from.slots.slice();
    this.used = from === undefined ? 0 : from.used;
  }

  ownedBy(owner: Owner): TrieNode {
    return this.owner === owner ? this : new TrieNode(owner, this);
  }
}

const EMPTY = Reflect.construct(Table, [null, 0, 0, null]) as Table<unknown>;

/** Removes `key` below an owned node; empty nodes vanish, so a long-lived table with a moving window of keys stays small. */
function removeFrom(node: TrieNode, shift: number, key: number, owner: Owner): void {
  const slot = (key >>> shift) & MASK;
  if (shift > 0) {
    const child = (node.slots[slot] as TrieNode).ownedBy(owner);
    removeFrom(child, shift - BITS, key, owner);
    if (child.used > 0) {
      node.slots[slot] = child;
      return;
    }
    owner.recycle(child);
  }
  node.slots[slot] = undefined;
  node.used--;
}

function walk(node: TrieNode, shift: number, base: number, visit: (value: unknown, key: number) => void): void {
  for (let slot = 0; slot < WIDTH; slot++) {
    const value = node.slots[slot];
    if (value === undefined) continue;
    const key = base + slot * 2 ** shift;
    if (shift === 0) visit(value, key);
    else walk(value as TrieNode, shift - BITS, key, visit);
  }
}
