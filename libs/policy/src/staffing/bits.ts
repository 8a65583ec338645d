/** Rows of bits, 32 to a word, at a place in a larger array. */

export function isEqual(words: Uint32Array, one: number, other: number, width: number): boolean {
  for (let word = 0; word < width; word++) if (words[one + word] !== words[other + word]) return false;
  return true;
}

/** Whether the row `outer` holds every bit of the row `inner`. */
export function includes(words: Uint32Array, outer: number, inner: number, width: number): boolean {
  for (let word = 0; word < width; word++) {
    if (((words[inner + word] as number) & ~(words[outer + word] as number)) !== 0) return false;
  }
  return true;
}

export function isDisjoint(words: Uint32Array, one: number, other: number, width: number): boolean {
  for (let word = 0; word < width; word++) {
    if (((words[one + word] as number) & (words[other + word] as number)) !== 0) return false;
  }
  return true;
}

/** Writes the common bits of two rows to a third place; false when there are none. */
export function intersect(words: Uint32Array, one: number, other: number, width: number, to: number): boolean {
  let any = 0;
  for (let word = 0; word < width; word++) {
    any |= words[to + word] = (words[one + word] as number) & (words[other + word] as number);
  }
  return any !== 0;
}

export function countOf(words: Uint32Array, row: number, width: number): number {
  let count = 0;
  for (let word = 0; word < width; word++) {
    let bits = words[row + word] as number;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Numbers of the bits that are set, ascending. */
export function bitsOf(words: Uint32Array, row: number, width: number): number[] {
  const found: number[] = [];
  for (let word = 0; word < width; word++) {
    for (let bits = words[row + word] as number; bits !== 0; bits &= bits - 1) {
      found.push(word * 32 + 31 - Math.clz32(bits & -bits));
    }
  }
  return found;
}
