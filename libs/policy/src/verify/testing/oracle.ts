import type { Net, Transition } from '@quanheng/engine';

export interface Known {
  readonly isSafe: boolean;
  readonly completes: boolean;
  readonly dead: readonly string[];
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
