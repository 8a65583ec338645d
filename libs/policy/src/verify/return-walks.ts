import type { Net, Transition } from '@quanheng/engine';
import type { Purse } from './budget.js';
import { canFire, fire, type Gone, type Tokens } from './replay.js';

/** Walks from the start to the end, each by what the ones before it took least, and steps of one, at most. */
const WALKS = 4;
const STEPS = 2000;

/**
 * Ways on which work is returned once and something then stands still, nearest first: along a few walks to the end each return is made where it first can be. What is
 * not found so may still be there.
 */
export function* standingAfterReturn(net: Net, purse: Purse): Iterable<Gone> {
  const returning = net.transitions.filter(({ action }) => action === 'return');
  if (returning.length === 0) return;
  const walker = new Walker(net, purse);
  const untried = new Set(returning);
  for (let walk = 0; walk < WALKS && untried.size > 0; walk++) {
    const way: Transition[] = [];
    const tokens: Tokens = new Map([[net.start, 1]]);
    for (;;) {
      for (const back of untried) {
        if (!canFire(back, tokens)) continue;
        untried.delete(back);
        const after = new Map(tokens);
        fire(back, after, net);
        const further = walker.toEnd(after);
        if (further !== null && !after.has(net.end)) yield { way: [...way, back, ...further], tokens: after };
      }
      const next = way.length < STEPS ? walker.step(tokens) : null;
      if (next === null) break;
      way.push(next);
    }
    if (purse.isLate) return;
  }
}

/** Goes on by what it has done least, and returns nothing. */
class Walker {
  private readonly moves: readonly Transition[];
  private readonly used: Uint32Array;

  constructor(
    private readonly net: Net,
    private readonly purse: Purse,
  ) {
    this.moves = net.transitions.filter(({ action }) => action !== 'return');
    this.used = new Uint32Array(net.transitions.length);
  }

  /** null: nothing can be done. */
  step(tokens: Tokens): Transition | null {
    let best: Transition | null = null;
    for (const move of this.moves) {
      const isBetter = best === null || (this.used[move.index] ?? 0) < (this.used[best.index] ?? 0);
      if (isBetter && canFire(move, tokens)) best = move;
    }
    if (best === null || !this.purse.spend()) return null;
    this.used[best.index] = (this.used[best.index] ?? 0) + 1;
    fire(best, tokens, this.net);
    return best;
  }

  /** What was done until nothing could be; null: it goes on for long. */
  toEnd(tokens: Tokens): readonly Transition[] | null {
    const way: Transition[] = [];
    for (let next = this.step(tokens); next !== null; next = this.step(tokens)) {
      way.push(next);
      if (way.length > STEPS) return null;
    }
    return this.moves.some((move) => canFire(move, tokens)) ? null : way;
  }
}
