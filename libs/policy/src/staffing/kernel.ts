import { bitsOf, countOf, includes, isEqual } from './bits.js';
import type { Compiled } from './compiled.js';

/** Users with equal rows, as many of them as a plan can need; the longest rows first. */
export type Groups = readonly (readonly number[])[];

/**
 * Users with equal rows are interchangeable, and no plan needs more of them than there are steps. One more is kept, so that what is said of them
 * holds without any one person, too. Nobody who may do nothing is needed.
 */
export function groupsOf({ stepCount, vectors, width, problem }: Compiled): Groups {
  const bySize: number[][][] = Array.from({ length: width * 32 + 1 }, () => []);
  for (const group of cappedGroups(vectors, width, problem.users.length, stepCount + 1)) {
    const row = (group[0] as number) * width;
    if (maySomething(vectors, row, stepCount)) bySize[countOf(vectors, row, width)]?.push(group);
  }
  return bySize.reverse().flat();
}

/**
 * The users that suffice: where there is a plan at all, there is one among them, and what is shown impossible with them is impossible. Whoever is
 * outdone by more others than there are steps, each of whom may do all that they may and is in all their teams, is never needed.
 */
export function kernelOf({ stepCount, vectors, width }: Compiled, groups: Groups): Int32Array {
  const byBit: number[][] = Array.from({ length: width * 32 }, () => []);
  const held = (bit: number): number => byBit[bit]?.length ?? 0;
  const result: number[] = [];
  let comparisons = MAX_COMPARISONS;
  for (const users of groups) {
    const row = (users[0] as number) * width;
    const bits = bitsOf(vectors, row, width);
    const rarest = bits.reduce((best, bit) => (held(bit) < held(best) ? bit : best));
    const rivals = byBit[rarest] as number[];
    const last = Math.min(rivals.length, MAX_RIVALS, comparisons);
    let better = 0;
    for (let each = 0; each < last && better <= stepCount; each++) {
      if (includes(vectors, (rivals[each] as number) * width, row, width)) better++;
    }
    comparisons -= last;
    if (better > stepCount) continue;
    for (const user of users) {
      result.push(user);
      for (const bit of bits) if (held(bit) < MAX_RIVALS) byBit[bit]?.push(user);
    }
  }
  return Int32Array.from(result);
}

/** Outdone users only cost time, so the search for them is cut short. */
const MAX_COMPARISONS = 5_000_000;
const MAX_RIVALS = 300;

/** A few users for each step and team: a plan among them is a plan, but that there is none says nothing. */
export function sampleOf({ vectors, width }: Compiled, groups: Groups, each: number): Int32Array {
  const counts = new Int32Array(width * 32);
  const sample: number[] = [];
  for (const user of groups.flat()) {
    const bits = bitsOf(vectors, user * width, width);
    if (!bits.some((bit) => (counts[bit] as number) < each)) continue;
    for (const bit of bits) counts[bit] = (counts[bit] as number) + 1;
    sample.push(user);
  }
  return Int32Array.from(sample);
}

function maySomething(vectors: Uint32Array, row: number, stepCount: number): boolean {
  for (let word = 0; word * 32 < stepCount; word++) {
    const left = stepCount - word * 32;
    const mask = left >= 32 ? -1 : (1 << left) - 1;
    if (((vectors[row + word] as number) & mask) !== 0) return true;
  }
  return false;
}

/** Users by equal rows, at most so many a row. */
function cappedGroups(vectors: Uint32Array, width: number, userCount: number, cap: number): number[][] {
  const groups: number[][] = [];
  // An open hash table: number of a group and one, by the hash of its row.
  const slots = new Int32Array(1 << Math.max(4, 33 - Math.clz32(userCount)));
  const mask = slots.length - 1;
  for (let user = 0; user < userCount; user++) {
    const row = user * width;
    let hash = 0;
    for (let word = 0; word < width; word++) {
      hash = Math.imul(hash ^ (vectors[row + word] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const group = groups[(slots[slot] as number) - 1];
      if (group === undefined) {
        slots[slot] = groups.push([user]);
        break;
      }
      if (!isEqual(vectors, (group[0] as number) * width, row, width)) continue;
      if (group.length < cap) group.push(user);
      break;
    }
  }
  return groups;
}
