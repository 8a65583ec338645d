import type { Net, Transition } from '@quanheng/engine';
import { canFire, fire, type Tokens } from './replay.js';

/** Transitions of a way that is put into another order, at most: each is tried before each that comes before it. */
const MOST = 400;

/**
 * The same way in another order, in which what is early comes before as much of the rest as it can: so the engine goes it, which lets everything go on before it asks
 * for anything more. The way itself where nothing changes places.
 */
export function inSettledOrder(
  way: readonly Transition[],
  net: Net,
  isEarly: (transition: Transition) => boolean,
): readonly Transition[] {
  if (way.length > MOST) return way;
  const order = [...way];
  /** What is marked before each of them, and after the last. */
  const marked: Tokens[] = [new Map([[net.start, 1]])];
  const follow = (from: number, to: number): void => {
    for (let at = from; at < to; at++) marked[at + 1] = after(order[at], marked[at], net);
  };
  follow(0, order.length);
  let isMoved = false;
  for (let index = 1; index < order.length; index++) {
    const moving = order[index];
    if (moving === undefined || !isEarly(moving)) continue;
    const target = earliest(order, marked, index, moving, net, isEarly);
    if (target === index) continue;
    isMoved = true;
    order.splice(index, 1);
    order.splice(target, 0, moving);
    follow(target, index + 1);
  }
  return isMoved ? order : way;
}

/** The first place, behind something early or at the beginning, to which it can be brought by changing places with those before it. */
function earliest(
  order: readonly Transition[],
  marked: readonly Tokens[],
  index: number,
  moving: Transition,
  net: Net,
  isEarly: (transition: Transition) => boolean,
): number {
  let target = index;
  for (let at = index - 1; at >= 0; at--) {
    const [passed, here] = [order[at], marked[at]];
    if (passed === undefined || here === undefined || !canFire(moving, here)) break;
    if (!isApart(moving, passed) && !leadsToSame(moving, passed, here, marked[at + 1], net)) break;
    if (!isEarly(passed)) target = at;
  }
  return target;
}

/** Whether the two, of which the second comes first, may change places. */
function leadsToSame(
  moving: Transition,
  passed: Transition,
  here: Tokens,
  between: Tokens | undefined,
  net: Net,
): boolean {
  const meanwhile = after(moving, here, net);
  return canFire(passed, meanwhile) && isSame(after(passed, meanwhile, net), after(moving, between, net));
}

/** They look at no place but their own: it does not matter which comes first. */
function isApart(one: Transition, other: Transition): boolean {
  if (!isPlain(one) || !isPlain(other)) return false;
  const isTouched = (place: number): boolean => one.consume.includes(place) || one.produce.includes(place);
  return !other.consume.some(isTouched) && !other.produce.some(isTouched);
}

function isPlain({ read, some, empty, clear }: Transition): boolean {
  return some === null && read.length + empty.length + clear.length === 0;
}

function after(transition: Transition | undefined, before: Tokens | undefined, net: Net): Tokens {
  const tokens: Tokens = new Map(before);
  if (transition !== undefined) fire(transition, tokens, net);
  return tokens;
}

function isSame(one: Tokens, other: Tokens): boolean {
  if (one.size !== other.size) return false;
  for (const [place, count] of one) if (other.get(place) !== count) return false;
  return true;
}
