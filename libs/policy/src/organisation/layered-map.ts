/** How many changed keys a map carries above its base before the two are merged: the cost of a change against that of a look-up. */
const LAYER = 2_048;

/** An immutable map whose changed copies share what did not change: a change of a few keys costs a few keys, however many there are. */
export class LayeredMap<V> {
  private constructor(
    private readonly base: ReadonlyMap<string, V>,
    /** Above the base; `undefined`: taken out. */
    private readonly layer: ReadonlyMap<string, V | undefined>,
  ) {}

  static of<V>(entries: Map<string, V>): LayeredMap<V> {
    return new LayeredMap<V>(entries, new Map<string, undefined>());
  }

  get(key: string): V | undefined {
    if (this.layer.size === 0) return this.base.get(key);
    return this.layer.has(key) ? this.layer.get(key) : this.base.get(key);
  }

  /** The map with these keys set, or taken out where the value is `undefined`. */
  with(changes: ReadonlyMap<string, V | undefined>): LayeredMap<V> {
    if (changes.size === 0) return this;
    const layer = new Map(this.layer);
    for (const [key, value] of changes) layer.set(key, value);
    if (layer.size <= LAYER) return new LayeredMap(this.base, layer);
    return new LayeredMap<V>(new Map(merged(this.base, layer)), new Map<string, undefined>());
  }

  entries(): Iterable<[string, V]> {
    return merged(this.base, this.layer);
  }
}

function* merged<V>(base: ReadonlyMap<string, V>, layer: ReadonlyMap<string, V | undefined>): Generator<[string, V]> {
  for (const [key, value] of base) if (!layer.has(key)) yield [key, value];
  for (const [key, value] of layer) if (value !== undefined) yield [key, value];
}
