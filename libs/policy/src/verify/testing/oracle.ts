import type { Net, Transition } from '@quanheng/engine';

export interface Known {
  readonly isSafe: boolean;
  readonly completes: boolean;
  readonly dead: readonly string[];
}

/** How few steps lead to where a second token comes to a place, and to where nothing can move before the end; null: none do, or there are too many markings. */
export function nearestFaults(
  net: Net,
  limit = 2000,
): { readonly doubled: number | null; readonly stuck: number | null } {
  const steps = new Map([[String(net.start), 0]]);
  const queue = [new Set([net.start])];
  let doubled: number | null = null;
  let stuck: number | null = null;
  for (const marked of queue) {
    if (steps.size > limit) break;
    const depth = steps.get([...marked].sort((a, b) => a - b).join(',')) ?? 0;
    if (marked.has(net.end)) continue;
    let moves = 0;
    for (const { consume, read, empty, clear, produce } of net.transitions) {
      const isMarked = (place: number): boolean => marked.has(place);
      if (!consume.every(isMarked) || !read.every(isMarked) || empty.some(isMarked)) continue;
      moves++;
      const next = new Set(marked);
      for (const place of [...consume, ...clear]) next.delete(place);
      const isTwice = produce.some((place) => next.has(place) && net.places[place]?.kind === 'token');
      if (isTwice) {
        doubled ??= depth + 1;
        continue;
      }
      for (const place of produce) next.add(place);
      const name = [...next].sort((a, b) => a - b).join(',');
      if (steps.has(name)) continue;
      steps.set(name, depth + 1);
      queue.push(next);
    }
    if (moves === 0) stuck ??= depth;
  }
  return { doubled, stuck };
}

/** What is so, by the definitions and every marking; undefined where there are too many. Without safeness nothing else is said. */
export function knownOf(net: Net, limit = 2000): Known | undefined {
  const states = new Map<string, Set<number>>();
  const back = new Map<string, string[]>();
  const ends: string[] = [];
  const alive = new Set<Transition>();
  const queue: string[] = [];
  const meet = (marked: Set<number>): string => {
    const name = [...marked].sort((a, b) => a - b).join(',');
    if (!states.has(name)) {
      states.set(name, marked);
      queue.push(name);
    }
    return name;
  };
  meet(new Set([net.start]));
  for (const name of queue) {
    if (states.size > limit) return undefined;
    const marked = states.get(name) ?? new Set();
    if (marked.has(net.end)) {
      ends.push(name);
      continue;
    }
    for (const transition of net.transitions) {
      const { consume, read, empty, clear, produce } = transition;
      const isMarked = (place: number): boolean => marked.has(place);
      if (!consume.every(isMarked) || !read.every(isMarked) || empty.some(isMarked)) continue;
      alive.add(transition);
      const next = new Set(marked);
      for (const place of [...consume, ...clear]) next.delete(place);
      for (const place of produce) {
        if (next.has(place) && net.places[place]?.kind === 'token')
          return { isSafe: false, completes: false, dead: [] };
        next.add(place);
      }
      const target = meet(next);
      back.set(target, [...(back.get(target) ?? []), name]);
    }
  }
  const reaching = new Set(ends);
  for (const name of reaching) for (const before of back.get(name) ?? []) reaching.add(before);
  const dead = net.transitions.filter((transition) => !alive.has(transition)).map(({ node }) => node.key);
  return { isSafe: true, completes: reaching.size === states.size, dead };
}
