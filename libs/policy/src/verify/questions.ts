import type { Net, Transition } from '@quanheng/engine';
import type { Purse } from './budget.js';
import { movesOf, type Move, type Moves } from './moves.js';
import { Search, type SearchOptions } from './search.js';

/** Whether something never happens, and how it does where it does. */
export type Answer =
  { readonly holds: true | 'unknown' } | { readonly holds: false; readonly way: readonly Transition[] };

type Which = (transition: Transition) => boolean;

/** What counts as one control having been passed, and as its having ended otherwise. */
export interface Passing {
  readonly passes: Which;
  readonly fails: Which;
}

/** Whether one of the controls is passed, and has not failed since, whenever the act is begun. */
export function passedBefore(
  net: Net,
  controls: readonly Passing[],
  act: Which,
  purse: Purse,
  options: SearchOptions = {},
): Answer {
  const firstFault = (way: readonly Transition[]): number => {
    const passed = new Set<Passing>();
    return way.findIndex((transition) => {
      if (act(transition) && passed.size === 0) return true;
      for (const control of controls) {
        if (control.fails(transition)) passed.delete(control);
        if (control.passes(transition)) passed.add(control);
      }
      return false;
    });
  };
  const isPass: Which = (transition) => controls.some(({ passes }) => passes(transition));
  const never = ask(net, without(tagged(net, act), net, isPass), firstFault, purse, options);
  const canFail = controls.some(({ fails }) => net.transitions.some(fails));
  if (never.holds === 'unknown' || !canFail) return never;
  const remembering = new Remembering(movesOf(net));
  const passed = controls.map(({ passes, fails }) => {
    const place = remembering.place();
    remembering.change(net, passes, (move) => ({ ...move, produce: [...move.produce, place] }));
    remembering.change(net, fails, (move) => ({ ...move, clear: [...move.clear, place] }));
    return place;
  });
  remembering.split(net, act, { some: passed }, { empty: passed });
  const since = ask(net, remembering.moves, firstFault, purse, options);
  if (never.holds) return since;
  // A control that was passed and failed may be nearer than none.
  return since.holds === false && since.way.length < never.way.length ? since : never;
}

/** Whether the controls are passed again after each of these before the act is begun. */
export function passedSince(
  net: Net,
  passes: Which,
  writes: Which,
  act: Which,
  purse: Purse,
  options: SearchOptions = {},
): Answer {
  const remembering = new Remembering(movesOf(net));
  const stale = remembering.place();
  remembering.change(net, writes, (move) => ({ ...move, produce: [...move.produce, stale] }));
  remembering.change(net, passes, (move) => ({ ...move, clear: [...move.clear, stale] }));
  remembering.split(net, act, { empty: [stale] }, { some: [stale] });
  const firstFault = (way: readonly Transition[]): number => {
    let isStale = false;
    return way.findIndex((transition) => {
      if (act(transition) && isStale) return true;
      isStale = writes(transition) || (isStale && !passes(transition));
      return false;
    });
  };
  return ask(net, remembering.moves, firstFault, purse, options);
}

/** Whether what was raised is answered before the process completes. Of a run that does not end nothing is asked. */
export function answeredBeforeEnd(
  net: Net,
  raises: Which,
  answers: Which,
  purse: Purse,
  options: SearchOptions = {},
): Answer {
  const ends: Which = ({ produce }) => produce.includes(net.end);
  return passedSince(net, answers, raises, ends, purse, options);
}

/** @param firstFault where on a way to the fault it first happens: another such act may come earlier */
function ask(
  net: Net,
  moves: Moves,
  firstFault: (way: readonly Transition[]) => number,
  purse: Purse,
  options: SearchOptions,
): Answer {
  const search = new Search(net, moves, purse, options);
  const { doubled } = search.found;
  const nearest = search.found.goal === null ? search : search.shortest(({ goal }) => goal !== null);
  const { goal } = nearest.found;
  if (goal !== null) {
    const way = nearest.way(goal.state, goal.move);
    return { holds: false, way: way.slice(0, firstFault(way) + 1) };
  }
  // Beyond two tokens in one place nothing was searched.
  return { holds: (search.isCovered && doubled.size === 0) || 'unknown' };
}

function tagged(net: Net, act: Which): Moves {
  const moves = movesOf(net);
  return { ...moves, moves: moves.moves.map((move, at) => (is(net, at, act) ? { ...move, isGoal: true } : move)) };
}

function without(moves: Moves, net: Net, which: Which): Moves {
  return { ...moves, moves: moves.moves.filter((_, index) => !is(net, index, which)) };
}

function is(net: Net, index: number, which: Which): boolean {
  const transition = net.transitions[index];
  return transition !== undefined && which(transition);
}

/** A net with places that remember. */
class Remembering {
  private readonly changed: Move[];
  private readonly isMemory: number[];

  constructor(private readonly drawn: Moves) {
    this.changed = [...drawn.moves];
    this.isMemory = [...drawn.isMemory];
  }

  get moves(): Moves {
    return { ...this.drawn, moves: this.changed, isMemory: Uint8Array.from(this.isMemory) };
  }

  place(): number {
    return this.isMemory.push(1) - 1;
  }

  change(net: Net, which: Which, how: (move: Move) => Move): void {
    for (const [index, move] of this.changed.entries()) if (is(net, index, which)) this.changed[index] = how(move);
  }

  /** Two moves in place of one: as it should be, and as it is asked whether it can be. */
  split(net: Net, which: Which, good: Partial<Asked>, bad: Partial<Asked>): void {
    const { length } = this.changed;
    for (let index = 0; index < length; index++) {
      const move = this.changed[index];
      if (move === undefined || !is(net, index, which)) continue;
      const asking = (asked: Partial<Asked>): Move => {
        return { ...move, some: asked.some ?? move.some, empty: [...move.empty, ...(asked.empty ?? [])] };
      };
      this.changed[index] = asking(good);
      this.changed.push({ ...asking(bad), isGoal: true });
    }
  }
}

type Asked = Pick<Move, 'some' | 'empty'> & { readonly some: readonly number[] };
