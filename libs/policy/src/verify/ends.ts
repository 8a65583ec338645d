import type { Net } from '@quanheng/engine';
import { joined, type Moves } from './moves.js';

/** An end event that tokens may reach without ever meeting on a flow. */
export interface ReachedEnd {
  /** The transitions that reach it, and the one that lets the token go. */
  readonly reaching: readonly number[];
  readonly leaving: number;
}

/** @param least that many flows lead to it: where everything happens in any order, tokens that reach an end by one flow meet on it */
export function reachedEnds({ transitions }: Net, least = 2): readonly ReachedEnd[] {
  const reaching = new Map<number, number[]>();
  const leaving = new Map<number, number>();
  for (const transition of transitions) {
    const { action, node, index } = transition;
    if (node.type !== 'endEvent') continue;
    const { consume, read, empty, clear, produce } = transition;
    if (read.length + empty.length + clear.length > 0 || consume.length !== 1) continue;
    const [open] = action === 'activate' ? produce : consume;
    if (open === undefined) continue;
    if (action === 'activate' && produce.length === 1) reaching.set(open, [...(reaching.get(open) ?? []), index]);
    if (action === 'complete' && produce.length === 0) leaving.set(open, index);
  }
  return [...leaving].flatMap(([open, index]) => {
    const ways = reaching.get(open) ?? [];
    return ways.length < least ? [] : [{ reaching: ways, leaving: index }];
  });
}

/** The net in which a token that has reached one of these ends is gone. */
export function withEndsApart(net: Moves, ends: readonly ReachedEnd[]): Moves {
  if (ends.length === 0) return net;
  const moves = [...net.moves];
  const gone = new Set<number>();
  for (const { reaching, leaving } of ends) {
    gone.add(leaving);
    for (const index of reaching) {
      const [move, end] = [moves[index], moves[leaving]];
      if (move !== undefined && end !== undefined) {
        moves[index] = { ...move, produce: [], deeds: joined(move.deeds, end.deeds) };
      }
    }
  }
  return { ...net, moves: moves.filter((_, index) => !gone.has(index)) };
}
