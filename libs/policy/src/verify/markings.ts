/**
 * Every marking that was met, packed into bits, each once. Numbers are given in the order of meeting. The hash of a marking is the exclusive or of
 * one random number for each marked place, so that it follows from the parent's with a few steps.
 */
export class Markings {
  readonly words: number;
  private bits: Int32Array;
  private hashes: Int32Array;
  private table: Int32Array;
  private mask: number;
  private used = 0;

  constructor(places: number) {
    this.words = Math.max(1, (places + 31) >>> 5);
    this.bits = new Int32Array(this.words * 64);
    this.hashes = new Int32Array(64);
    this.table = new Int32Array(256);
    this.mask = 255;
  }

  get count(): number {
    return this.used;
  }

  copyInto(state: number, scratch: Int32Array): void {
    const from = state * this.words;
    for (let word = 0; word < this.words; word++) scratch[word] = this.bits[from + word] ?? 0;
  }

  hashOf(state: number): number {
    return this.hashes[state] ?? 0;
  }

  /** The number of the marking; the one given last (`count - 1` afterwards) where it is new. */
  add(scratch: Int32Array, hash: number): number {
    let slot = spread(hash) & this.mask;
    for (;;) {
      const found = (this.table[slot] ?? 0) - 1;
      if (found < 0) break;
      if (this.hashes[found] === hash && this.isSame(found, scratch)) return found;
      slot = (slot + 1) & this.mask;
    }
    const state = this.used++;
    if (this.used > this.hashes.length) this.grow();
    this.bits.set(scratch, state * this.words);
    this.hashes[state] = hash;
    if (this.used * 2 > this.mask) this.rehash();
    else this.table[slot] = state + 1;
    return state;
  }

  private isSame(state: number, scratch: Int32Array): boolean {
    const from = state * this.words;
    for (let word = 0; word < this.words; word++) if (this.bits[from + word] !== scratch[word]) return false;
    return true;
  }

  private grow(): void {
    const bits = new Int32Array(this.bits.length * 2);
    bits.set(this.bits);
    this.bits = bits;
    const hashes = new Int32Array(this.hashes.length * 2);
    hashes.set(this.hashes);
    this.hashes = hashes;
  }

  private rehash(): void {
    this.mask = this.mask * 2 + 1;
    this.table = new Int32Array(this.mask + 1);
    for (let state = 0; state < this.used; state++) {
      let slot = spread(this.hashes[state] ?? 0) & this.mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & this.mask;
      this.table[slot] = state + 1;
    }
  }
}

/** A fixed number for each place that looks like chance. */
export function numberOf(place: number): number {
  return spread(Math.imul(place + 1, 0x9e3779b1));
}

function spread(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
