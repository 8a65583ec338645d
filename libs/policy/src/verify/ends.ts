import type { Net, Transition } from '@quanheng/engine';
import type { Move, Moves } from './moves.js';

const NOTHING: Move = {
  ...{ consume: [], read: [], some: null, empty: [], clear: [], produce: [] },
  ...{ deeds: null, also: null, isGoal: false },
};

/** End events at which several flows arrive, by transition: two tokens can reach those without ever meeting. */
export function sharedEnds(net: Net): ReadonlyMap<string, readonly Transition[]> {
  const byEnd = new Map<string, Transition[]>();
  for (const transition of net.transitions) {
    const { node, path, action } = transition;
    if (node.type !== 'endEvent' || action === 'return') continue;
    const { produce, clear, consume } = transition;
    if (produce.length + clear.length > 0 || consume.length !== 1) continue;
    const end = JSON.stringify([node.key, ...path]);
    const others = byEnd.get(end);
    if (others === undefined) byEnd.set(end, [transition]);
    else others.push(transition);
  }
  for (const [end, transitions] of byEnd) {
    if (new Set(transitions.map(({ consume: [place] }) => place)).size < 2) byEnd.delete(end);
  }
  return byEnd;
}

/**
 * The net in which a token that has reached one of these ends may stay there for a while: a second one then meets it. It is looked at and cleared away
 * like a token that has yet to arrive.
 */
export function withEndsMarked(net: Moves, ends: ReadonlyMap<string, readonly Transition[]>): Moves {
  const moves = [...net.moves];
  const isMemory = [...net.isMemory];
  const lists = new Map<readonly number[], readonly number[]>();
  const beside = new Map<number, number>();
  for (const transitions of ends.values()) {
    const reached = isMemory.push(0) - 1;
    for (const { index, consume } of transitions) {
      const move = moves[index];
      if (move !== undefined) moves[index] = { ...move, produce: [reached] };
      for (const place of consume) beside.set(place, reached);
    }
    moves.push({ ...NOTHING, consume: [reached] });
  }
  const extended = (list: readonly number[]): readonly number[] => {
    let found = lists.get(list);
    if (found === undefined) {
      const reached = new Set(list.flatMap((place) => beside.get(place) ?? []));
      lists.set(list, (found = reached.size === 0 ? list : [...list, ...reached]));
    }
    return found;
  };
  const seeing = moves.map((move): Move => {
    return { ...move, empty: extended(move.empty), clear: extended(move.clear) };
  });
  return { ...net, moves: seeing, isMemory: Uint8Array.from(isMemory) };
}
