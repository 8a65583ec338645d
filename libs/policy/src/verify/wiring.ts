import type { Moves } from './moves.js';

/** Which moves touch each place, for a net that no longer changes. */
export interface Wiring {
  readonly consumers: readonly (readonly number[])[];
  /** With those that ask for one of several. */
  readonly readers: readonly (readonly number[])[];
  readonly producers: readonly (readonly number[])[];
  readonly testers: readonly (readonly number[])[];
  readonly clearers: readonly (readonly number[])[];
  /** Moves that have to be looked at when the place is marked: each move stands at one place. */
  readonly waiting: readonly (readonly number[])[];
}

export function wiringOf({ moves, isMemory }: Moves): Wiring {
  const lists = (): number[][] => Array.from(isMemory, () => []);
  const [consumers, readers, producers, testers, clearers, waiting] = [
    ...[lists(), lists(), lists(), lists(), lists(), lists()],
  ] as [number[][], number[][], number[][], number[][], number[][], number[][]];
  for (const [index, move] of moves.entries()) {
    for (const place of move.consume) consumers[place]?.push(index);
    for (const place of move.read) readers[place]?.push(index);
    for (const place of move.some ?? []) readers[place]?.push(index);
    for (const place of move.produce) producers[place]?.push(index);
    for (const place of move.empty) testers[place]?.push(index);
    for (const place of move.clear) clearers[place]?.push(index);
    const at = move.consume[0] ?? move.read[0];
    if (at !== undefined) waiting[at]?.push(index);
  }
  return { consumers, readers, producers, testers, clearers, waiting };
}
