import type { Net, Transition } from '@quanheng/engine';
import { listed, type Deeds } from './moves.js';

/** How many tokens each place holds. */
export type Tokens = Map<number, number>;

/** A way through the drawn net, and where it leads. */
export interface Gone {
  readonly way: readonly Transition[];
  readonly tokens: Tokens;
}

/**
 * The transitions of the drawn net behind some of the searched one's, such that each can be made when its turn comes: where one waits for a place
 * to be empty that a reduction has taken out, what empties it is put in before.
 * @returns undefined where they cannot be made, which would be a fault of a reduction
 */
export function drawnWay(net: Net, deeds: Deeds, drains: ReadonlyMap<number, Deeds>): Gone | undefined {
  const tokens: Tokens = new Map([[net.start, 1]]);
  const way: Transition[] = [];
  const make = (index: number): boolean => {
    const transition = net.transitions[index];
    if (transition === undefined) return false;
    for (const place of transition.empty) {
      const drain = drains.get(place);
      while (drain !== undefined && tokens.has(place)) if (!listed(drain).every(make)) return false;
    }
    if (!canFire(transition, tokens)) return false;
    fire(transition, tokens, net);
    way.push(transition);
    return true;
  };
  return listed(deeds).every(make) ? { way, tokens } : undefined;
}

export function canFire({ consume, read, some, empty }: Transition, tokens: Tokens): boolean {
  const isMarked = (place: number): boolean => tokens.has(place);
  return consume.every(isMarked) && read.every(isMarked) && !empty.some(isMarked) && (some?.some(isMarked) ?? true);
}

export function fire({ consume, clear, produce }: Transition, tokens: Tokens, { places }: Net): void {
  for (const place of consume) {
    const left = (tokens.get(place) ?? 0) - 1;
    if (left > 0) tokens.set(place, left);
    else tokens.delete(place);
  }
  for (const place of clear) tokens.delete(place);
  for (const place of produce) {
    tokens.set(place, places[place]?.kind === 'memory' ? 1 : (tokens.get(place) ?? 0) + 1);
  }
}

/** The same way and then everything that ends tokens and does nothing else; from where no completion can be reached, that leads to no better place. */
export function cleared(net: Net, { way, tokens }: Gone): Gone {
  const further = [...way];
  const left = new Map(tokens);
  // Tokens only become fewer, so what lacks one already need not be asked again.
  const ending = net.transitions.filter(
    ({ action, consume, produce, clear }) =>
      consume.every((place) => left.has(place)) && action !== 'return' && produce.length === 0 && clear.length === 0,
  );
  for (let next = ending.find((each) => canFire(each, left)); next !== undefined;) {
    fire(next, left, net);
    further.push(next);
    next = ending.find((each) => canFire(each, left));
  }
  return { way: further, tokens: left };
}
