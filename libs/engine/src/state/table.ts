/**
 * A persistent map from small non-negative integers to values: a sorted list while it is small, a radix trie of 32 slots a node from then on.
 *
 * A `Table` that was handed out never changes. Whoever edits passes an `Owner`; parts made under the same owner are edited
 * in place, all others are copied, so a draft pays for what it touches and not for the width of the state:
 * get, set and delete cost O(log32 n). Most tables of most instances hold a handful of entries under ids that grow for ever; as
 * lists they cost the same however large the ids are. Iteration is in ascending order of keys.
 */
export class Table<T> {
  private constructor(
    private content: List<T> | Trie<T>,
    private readonly owner: Owner | null,
  ) {}

  static empty<T>(): Table<T> {
    return EMPTY as Table<T>;
  }

  get size(): number {
    return this.content.size;
  }

  get(key: number): T | undefined {
    return this.content.get(key);
  }

  has(key: number): boolean {
    return this.content.get(key) !== undefined;
  }

  /** `value` must not be undefined. */
  set(key: number, value: T, owner: Owner): Table<T> {
    const table = this.owned(owner);
    if (table.content instanceof List && table.content.isFull && !table.has(key)) {
      table.content = table.content.asTrie(owner);
    }
    table.content.set(key, value, owner);
    return table;
  }

  delete(key: number, owner: Owner): Table<T> {
    if (!this.has(key)) return this;
    const table = this.owned(owner);
    table.content.delete(key, owner);
    return table;
  }

  forEach(visit: (value: T, key: number) => void): void {
    this.content.forEach(visit);
  }

  /** Whether `test` holds for an entry; looks no further than the first for which it does. */
  some(test: (value: T, key: number) => boolean): boolean {
    return this.content.some(test);
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
    return this.owner === owner ? this : new Table<T>(this.content.copy(), owner);
  }
}

/** Entries a list holds before it becomes a trie: as many as are found faster by looking at each. */
const LIST_SIZE = 12;

/** Keys ascending, each with its value at the same place. */
class List<T> {
  constructor(
    private readonly ids: number[] = [],
    private readonly held: T[] = [],
  ) {}

  get size(): number {
    return this.ids.length;
  }

  get isFull(): boolean {
    return this.ids.length >= LIST_SIZE;
  }

  get(key: number): T | undefined {
    const place = this.placeOf(key);
    return place < 0 ? undefined : this.held[place];
  }

  set(key: number, value: T): void {
    const known = this.placeOf(key);
    if (known >= 0) {
      this.held[known] = value;
      return;
    }
    let place = this.ids.length;
    for (; place > 0 && (this.ids[place - 1] as number) > key; place--) {
      this.ids[place] = this.ids[place - 1] as number;
      this.held[place] = this.held[place - 1] as T;
    }
    this.ids[place] = key;
    this.held[place] = value;
  }

  delete(key: number): void {
    const last = this.ids.length - 1;
    for (let place = this.placeOf(key); place < last; place++) {
      this.ids[place] = this.ids[place + 1] as number;
      this.held[place] = this.held[place + 1] as T;
    }
    this.ids.pop();
    this.held.pop();
  }

  /** -1 when it is not there. From the end, where the youngest are: they are asked for most. */
  private placeOf(key: number): number {
    let place = this.ids.length - 1;
    while (place >= 0 && this.ids[place] !== key) place--;
    return place;
  }

  forEach(visit: (value: T, key: number) => void): void {
    this.ids.forEach((key, place) => {
      visit(this.held[place] as T, key);
    });
  }

  some(test: (value: T, key: number) => boolean): boolean {
    return this.ids.some((key, place) => test(this.held[place] as T, key));
  }

  copy(): List<T> {
    return new List(this.ids.slice(), this.held.slice());
  }

  asTrie(owner: Owner): Trie<T> {
    const trie = new Trie<T>();
    this.forEach((value, key) => {
      trie.set(key, value, owner);
    });
    return trie;
  }
}

class Trie<T> {
  constructor(
    private root: TrieNode | null = null,
    /** Bits above the lowest five that the root resolves. */
    private shift = 0,
    private count = 0,
  ) {}

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

  set(key: number, value: T, owner: Owner): void {
    let node = this.rootFor(key, owner);
    for (let shift = this.shift; shift > 0; shift -= BITS) {
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
      this.count++;
    }
    node.slots[slot] = value;
  }

  delete(key: number, owner: Owner): void {
    this.count--;
    const root = (this.root as TrieNode).ownedBy(owner);
    removeFrom(root, this.shift, key, owner);
    this.root = root;
    if (root.used === 0) {
      owner.recycle(root);
      this.root = null;
    }
  }

  forEach(visit: (value: T, key: number) => void): void {
    if (this.root !== null) walk(this.root, this.shift, 0, visit as (value: unknown, key: number) => void);
  }

  some(test: (value: T, key: number) => boolean): boolean {
    return this.root !== null && someIn(this.root, this.shift, 0, test as (value: unknown, key: number) => boolean);
  }

  /** Shares every node. */
  copy(): Trie<T> {
    return new Trie<T>(this.root, this.shift, this.count);
  }

  /** The root, owned and high enough to hold the key. */
  private rootFor(key: number, owner: Owner): TrieNode {
    if (this.root === null) {
      this.shift = 0;
      while (key >>> this.shift >= WIDTH) this.shift += BITS;
      return (this.root = owner.node());
    }
    while (key >>> this.shift >= WIDTH) {
      const up = owner.node();
      up.slots[0] = this.root;
      up.used = 1;
      this.root = up;
      this.shift += BITS;
    }
    return (this.root = this.root.ownedBy(owner));
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

const EMPTY = Reflect.construct(Table, [new List(), null]) as Table<unknown>;

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

function someIn(node: TrieNode, shift: number, base: number, test: (value: unknown, key: number) => boolean): boolean {
  return node.slots.some((value, slot) => {
    if (value === undefined) return false;
    const key = base + slot * 2 ** shift;
    return shift === 0 ? test(value, key) : someIn(value as TrieNode, shift - BITS, key, test);
  });
}
