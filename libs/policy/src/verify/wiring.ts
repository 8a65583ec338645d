import type { Moves } from './moves.js';

type Lists = readonly (readonly number[])[];

/** Which moves touch each place, for a net that no longer changes. */
export interface Wiring {
  readonly consumers: Lists;
  /** With those that ask for one of several. */
  readonly readers: Lists;
  readonly producers: Lists;
  readonly testers: Lists;
  readonly clearers: Lists;
}

export function wiringOf({ moves, isMemory }: Moves): Wiring {
  const lists = (): number[][] => Array.from(isMemory, () => []);
  const [consumers, readers, producers, testers, clearers] = [lists(), lists(), lists(), lists(), lists()];
  for (const [index, move] of moves.entries()) {
    for (const place of move.consume) consumers[place]?.push(index);
    for (const place of move.read) readers[place]?.push(index);
    for (const place of move.some ?? []) readers[place]?.push(index);
    for (const place of move.produce) producers[place]?.push(index);
    for (const place of move.empty) testers[place]?.push(index);
    for (const place of move.clear) clearers[place]?.push(index);
  }
  return { consumers, readers, producers, testers, clearers };
}

/** No move. */
export const NONE = -1;

/** Moves that have to be looked at when a place is marked, each at one place: the first for a place, and the next for a move. */
export interface Waiting {
  readonly first: Int32Array;
  readonly next: Int32Array;
}

export function waitingOf({ moves, isMemory }: Moves): Waiting {
  const first = new Int32Array(isMemory.length).fill(NONE);
  const next = new Int32Array(moves.length).fill(NONE);
  for (let index = moves.length - 1; index >= 0; index--) {
    const move = moves[index];
    const at = move?.consume[0] ?? move?.read[0];
    if (at === undefined) continue;
    next[index] = first[at] ?? NONE;
    first[at] = index;
  }
  return { first, next };
}
