import type { Net, Transition } from '@quanheng/engine';

/** What has been done, in order, as indexes of transitions of the drawn net: a tree, so that joining two costs nothing. */
export type Deeds = number | readonly [Deeds, Deeds] | null;

/** A transition of the net that is searched; several drawn ones where a reduction has joined them. Places as in `Transition`. */
export interface Move {
  readonly consume: readonly number[];
  readonly read: readonly number[];
  readonly some: readonly number[] | null;
  readonly empty: readonly number[];
  readonly clear: readonly number[];
  readonly produce: readonly number[];
  /** What it does, in the order in which the drawn net does it. */
  readonly deeds: Deeds;
  /** What can be done besides whenever this can be done: of no use in a trace, but not dead. */
  readonly also: Deeds;
  /** It is asked whether this can be done: no reduction may lose how. */
  readonly isGoal: boolean;
}

/** A net as it is searched. */
export interface Moves {
  readonly moves: readonly Move[];
  /** Per place: 1 where marking it again is nothing. */
  readonly isMemory: Uint8Array;
  readonly start: number;
  readonly end: number;
}

const KNOWN = new WeakMap<Net, Moves>();

/**
 * What is remembered and never asked for is left out, and whoever comes to an end that terminates does so at once. Made once for a net, of which several things
 * may be asked.
 */
export function movesOf(net: Net): Moves {
  let moves = KNOWN.get(net);
  if (moves === undefined) KNOWN.set(net, (moves = made(net)));
  return moves;
}

function made(net: Net): Moves {
  const { places, transitions, start, end } = net;
  const isMemory = new Uint8Array(places.length);
  let hasMemory = false;
  for (let place = 0; place < isMemory.length; place++) {
    if (places[place]?.kind !== 'memory') continue;
    isMemory[place] = 1;
    hasMemory = true;
  }
  const isIdle = hasMemory ? idleOf(net, isMemory) : null;
  const isMarked = (place: number): boolean => isIdle?.[place] !== 1;
  const terminating = terminationsOf(net);
  const moves = transitions.map(({ index, action, consume, read, some, empty, clear, produce }): Move => {
    const [open = -1] = action === 'activate' && produce.length === 1 ? produce : [];
    const end = terminating.get(open);
    if (end !== undefined) {
      const left = empty.filter((place) => place !== open);
      return { consume, read, some, empty: left, clear: end.clear, produce: [], ...done([index, end.index]) };
    }
    const marks = isIdle === null || produce.every(isMarked) ? produce : produce.filter(isMarked);
    return { consume, read, some, empty, clear, produce: marks, ...done(index) };
  });
  return { moves, isMemory, start, end };
}

function done(deeds: Deeds): Pick<Move, 'deeds' | 'also' | 'isGoal'> {
  return { deeds, also: null, isGoal: false };
}

/** By the place where a token has come to an end that terminates: what it does. Nothing else happens meanwhile. */
function terminationsOf({ transitions }: Net): ReadonlyMap<number, Transition> {
  return new Map(
    transitions.flatMap((transition) => {
      const [open] = transition.read;
      return transition.action === 'terminate' && open !== undefined ? [[open, transition] as const] : [];
    }),
  );
}

function idleOf({ transitions }: Net, isMemory: Uint8Array): Uint8Array {
  const isIdle = isMemory.slice();
  for (const { consume, read, some, empty } of transitions) {
    for (const list of [consume, read, some ?? [], empty]) for (const place of list) isIdle[place] = 0;
  }
  return isIdle;
}

export function joined(first: Deeds, second: Deeds): Deeds {
  if (first === null) return second;
  return second === null ? first : [first, second];
}

export function listed(deeds: Deeds): number[] {
  const list: number[] = [];
  const open: Deeds[] = [deeds];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null) continue;
    if (typeof next === 'number') list.push(next);
    else open.push(next[1], next[0]);
  }
  return list;
}
