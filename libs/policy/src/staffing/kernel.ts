import { bitsOf, countOf, includes, isEqual } from './bits.js';
import type { Compiled } from './compiled.js';

/**
 * The users that suffice: where there is a plan at all, there is one among them, and what is shown impossible with them is impossible.
 * Users with equal rows are interchangeable, and no plan needs more of them than there are steps. Whoever is outdone by that many others, each of
 * whom may do all that they may and is in all their teams, is never needed.
 * @returns numbers of users, those with the longest rows first
 */
export function kernelOf({ stepCount, vectors, width, problem }: Compiled): Int32Array {
  const enough = stepCount + 1;
  const kept = cappedGroups(vectors, width, problem.users.length, enough);
  kept.sort((one, other) => other.size - one.size);
  const keptByBit: number[][] = Array.from({ length: width * 32 }, () => []);
  const held = (bit: number): number => keptByBit[bit]?.length ?? 0;
  const result: number[] = [];
  let comparisons = MAX_COMPARISONS;
  for (const { users } of kept) {
    const row = (users[0] as number) * width;
    const bits = bitsOf(vectors, row, width);
    // Nobody who may do nothing is ever needed.
    if (!bits.some((bit) => bit < stepCount)) continue;
    const rarest = bits.reduce((best, bit) => (held(bit) < held(best) ? bit : best));
    const rivals = keptByBit[rarest] as number[];
    let better = 0;
    for (let each = 0; each < rivals.length && each < MAX_RIVALS && better < enough && comparisons > 0; each++) {
      comparisons--;
      const rival = (rivals[each] as number) * width;
      if (includes(vectors, rival, row, width)) better++;
    }
    if (better >= enough) continue;
    for (const user of users) {
      result.push(user);
      for (const bit of bits) keptByBit[bit]?.push(user);
    }
  }
  return Int32Array.from(result);
}

/** Outdone users only cost time, so the search for them is cut short. */
const MAX_COMPARISONS = 5_000_000;
const MAX_RIVALS = 300;

/** A few users for each step and team: a plan among them is a plan, but that there is none says nothing. */
export function sampleOf({ vectors, width }: Compiled, kernel: Int32Array, each: number): Int32Array {
  const counts = new Int32Array(width * 32);
  return kernel.filter((user) => {
    const bits = bitsOf(vectors, user * width, width);
    if (!bits.some((bit) => (counts[bit] as number) < each)) return false;
    for (const bit of bits) counts[bit] = (counts[bit] as number) + 1;
    return true;
  });
}

interface Group {
  readonly users: number[];
  readonly size: number;
}

/** Users by equal rows, at most so many a row. */
function cappedGroups(vectors: Uint32Array, width: number, userCount: number, cap: number): Group[] {
  const groups: Group[] = [];
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
        slots[slot] = groups.push({ users: [user], size: countOf(vectors, row, width) });
        break;
      }
      if (!isEqual(vectors, (group.users[0] as number) * width, row, width)) continue;
      if (group.users.length < cap) group.users.push(user);
      break;
    }
  }
  return groups;
}
