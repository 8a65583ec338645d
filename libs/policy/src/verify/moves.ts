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
  const terminating = terminationsOf(net);
  const moves = transitions.map((transition): Move => {
    const { index, consume, read, some, empty, clear, produce } = transition;
    const end = terminating === null ? undefined : terminationBehind(transition, terminating);
    if (end !== undefined) {
      const left = empty.filter((place) => place !== produce[0]);
      const deeds: Deeds = [index, end.index];
      return { consume, read, some, empty: left, clear: end.clear, produce: [], deeds, also: null, isGoal: false };
    }
    const marks = isIdle === null ? produce : asked(produce, isIdle);
    return { consume, read, some, empty, clear, produce: marks, deeds: index, also: null, isGoal: false };
  });
  return { moves, isMemory, start, end };
}

/** Those of the places that somebody asks for. */
function asked(places: readonly number[], isIdle: Uint8Array): readonly number[] {
  for (const place of places) if (isIdle[place] === 1) return places.filter((each) => isIdle[each] !== 1);
  return places;
}

/** What an end that terminates does when a token comes to it. */
function terminationBehind({ action, produce }: Transition, terminating: Terminations): Transition | undefined {
  const [open] = produce;
  return action === 'activate' && produce.length === 1 && open !== undefined ? terminating.get(open) : undefined;
}

/** By the place where a token has come to an end that terminates: what it does. Nothing else happens meanwhile. */
type Terminations = ReadonlyMap<number, Transition>;

/** null: nothing terminates. */
function terminationsOf({ transitions }: Net): Terminations | null {
  const found = new Map<number, Transition>();
  for (const transition of transitions) {
    const [open] = transition.action === 'terminate' ? transition.read : [];
    if (open !== undefined) found.set(open, transition);
  }
  return found.size === 0 ? null : found;
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
