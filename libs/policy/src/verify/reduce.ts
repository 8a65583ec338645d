import { joined, type Deeds, type Moves } from './moves.js';
import { ReducibleNet } from './reducible-net.js';

/** A net with less in it that is sound, safe, and dead in parts exactly where the given one is. */
export interface Reduced extends Moves {
  /** For places taken out together with the one move that empties them at any time: what that move is, by the drawn net's place. */
  readonly drains: ReadonlyMap<number, Deeds>;
  /** The drawn net's number of each place that is left. */
  readonly places: Int32Array;
}

/**
 * Reductions in the manner of Murata (Petri nets: properties, analysis and applications, 1989, §V) and Berthelot (Transformations and decompositions of
 * nets, 1987), with `empty` and `clear` minded, until none applies: sequences become one move, blocks whose branches have become equal become one
 * branch, loops that have become a step back to the same place go, scopes that only wait for a token that can always go do not wait, and of branches that
 * end their scope one is enough. Each looks at what is next to what the last one changed; what needs only a look at one place comes before what compares it with others.
 */
export function reduce(net: Moves): Reduced {
  const reducing = new ReducibleNet(net);
  do {
    for (let place = reducing.wide.take(); place !== undefined; place = reducing.wide.take()) {
      for (let near = reducing.narrow.take(); near !== undefined; near = reducing.narrow.take()) {
        if (!drained(reducing, near)) inSeries(reducing, near);
      }
      mergeAlike(reducing, place);
      besides(reducing, place);
      endingBesides(reducing, place);
    }
  } while (reducing.lookAround());
  return reducing.compacted();
}

export function unreduced(net: Moves): Reduced {
  return { ...net, drains: new Map(), places: Int32Array.from(net.isMemory, (_, place) => place) };
}

/** Of moves that do the same to the marking one is enough, and none of those that put back what they take. */
function mergeAlike(net: ReducibleNet, place: number): void {
  const { consumed, produced } = net;
  const seen = (consumed.sizeOfPlace[place] ?? 0) > 1 ? new Map<number, number>() : null;
  for (let arc = consumed.firstOfPlace[place] ?? -1; arc >= 0;) {
    const move = consumed.move[arc] ?? 0;
    arc = consumed.nextOfPlace[arc] ?? -1;
    // Each is compared at one of its places.
    if (consumed.place[consumed.firstOfMove[move] ?? 0] !== place || net.isGoal[move] === 1) continue;
    if (net.isSimple(move) && produced.sizeOfMove[move] === 1 && net.isKept[place] === 0) {
      if (produced.place[produced.firstOfMove[move] ?? 0] === place) {
        net.whenMarked(place, net.does(move));
        net.drop(move);
        continue;
      }
    }
    if (seen === null) return;
    if (net.readsOf(move).some !== null) continue;
    const code = codeOf(net, move);
    const twin = seen.get(code);
    if (twin === undefined) seen.set(code, move);
    else if (isTwin(net, twin, move)) {
      net.alsoDoes(twin, net.does(move));
      net.drop(move);
    }
  }
}

/** Alike for moves that do the same. */
function codeOf({ consumed, produced, observers }: ReducibleNet, move: number): number {
  let code = ((observers.empty[move] ?? 0) * 31 + (observers.clear[move] ?? 0)) | 0;
  for (let arc = consumed.firstOfMove[move] ?? -1; arc >= 0; arc = consumed.nextOfMove[arc] ?? -1)
    code = (code + Math.imul((consumed.place[arc] ?? 0) + 1, 0x9e3779b1)) | 0;
  for (let arc = produced.firstOfMove[move] ?? -1; arc >= 0; arc = produced.nextOfMove[arc] ?? -1)
    code = (code + Math.imul((produced.place[arc] ?? 0) + 1, 0x85ebca6b)) | 0;
  return code;
}

function isTwin(net: ReducibleNet, one: number, other: number): boolean {
  const { consumed, produced, observers } = net;
  const [reads, alsoReads] = [net.readsOf(one).read, net.readsOf(other).read];
  if (reads.length !== alsoReads.length || reads.some((place, index) => place !== alsoReads[index])) return false;
  if (observers.empty[one] !== observers.empty[other] || observers.clear[one] !== observers.clear[other]) return false;
  for (const relation of [consumed, produced]) {
    if (relation.sizeOfMove[one] !== relation.sizeOfMove[other]) return false;
    for (let arc = relation.firstOfMove[one] ?? -1; arc >= 0; arc = relation.nextOfMove[arc] ?? -1)
      if (!relation.has(other, relation.place[arc] ?? 0)) return false;
  }
  return true;
}

/**
 * A place from which the token can always go without a trace, while whatever holds the scope open waits for it: it is marked only while the other
 * place is, so a second token would come to that one too, and waiting for it is waiting for nothing.
 */
function drained(net: ReducibleNet, place: number): boolean {
  const drain = net.onlyConsumer(place);
  if (drain < 0 || net.isFixed[place] === 1 || net.observers.isAsked[place] === 1) return false;
  const { produced } = net;
  if (!net.takesAlone(drain) || produced.sizeOfMove[drain] !== 0 || net.isGoal[drain] === 1) return false;
  const arc = produced.firstOfPlace[place] ?? -1;
  if (arc < 0) return false;
  const first = produced.move[arc] ?? 0;
  let isHeld = false;
  for (let at = produced.firstOfMove[first] ?? -1; at >= 0 && !isHeld; at = produced.nextOfMove[at] ?? -1)
    isHeld = holds(net, produced.place[at] ?? 0, place);
  if (!isHeld) return false;
  const deeds = joined(net.does(drain), net.marked[place] ?? null);
  for (let at = arc; at >= 0; at = produced.firstOfPlace[place] ?? -1) {
    net.alsoDoes(produced.move[at] ?? 0, deeds);
    net.cut(produced, at);
  }
  net.drains.set(place, net.deeds[drain] ?? null);
  net.drop(drain);
  return true;
}

/** Whether a scope is open whenever the place is marked, and ends only when the place is empty, or with it. */
function holds(net: ReducibleNet, scope: number, place: number): boolean {
  if (scope === place || net.isMemory[scope] === 1 || net.isKept[scope] === 1) return false;
  const { consumed, produced, observers } = net;
  if (!produced.isSame(scope, place)) return false;
  for (let arc = consumed.firstOfPlace[scope] ?? -1; arc >= 0; arc = consumed.nextOfPlace[arc] ?? -1) {
    const move = consumed.move[arc] ?? 0;
    if (!observers.tests(move, place) && !observers.clears(move, place)) return false;
  }
  return observers.clearers(scope).every((move) => net.isAlive[move] === 0 || observers.clears(move, place));
}

/** Copies of a list for each producer, at most. */
const COPIES = 16;

/** A place whose token can only go one way, and can always go it: it goes at once. */
function inSeries(net: ReducibleNet, place: number): void {
  const next = net.onlyConsumer(place);
  if (next < 0 || net.isFixed[place] === 1 || !net.isSimple(next)) return;
  const { produced } = net;
  const copies = produced.sizeOfMove[next] ?? 0;
  const producers = produced.sizeOfPlace[place] ?? 0;
  if (copies === 0 || producers === 0 || (producers > 1 && copies > 1 && producers * copies > COPIES)) return;
  const targets = produced.placesOf(next);
  if (targets.includes(place) || isDoubling(net, place, targets) || !isAsObserved(net, place, targets)) return;
  const deeds = net.deeds[next] ?? null;
  const also = joined(net.also[next] ?? null, net.marked[place] ?? null);
  for (let arc = produced.firstOfPlace[place] ?? -1; arc >= 0; arc = produced.firstOfPlace[place] ?? -1) {
    const move = produced.move[arc] ?? 0;
    net.deeds[move] = joined(net.deeds[move] ?? null, deeds);
    if (net.isGoal[next] === 1) net.isGoal[move] = 1;
    if (also !== null) net.alsoDoes(move, also);
    net.cut(produced, arc);
    for (const target of targets) if (net.isMemory[target] === 0 || !produced.has(move, target)) net.mark(move, target);
  }
  net.drop(next);
}

/** Whether a move that marks the place marks one behind it as well: a second token would come there. */
function isDoubling({ produced, isMemory }: ReducibleNet, place: number, targets: readonly number[]): boolean {
  for (let arc = produced.firstOfPlace[place] ?? -1; arc >= 0; arc = produced.nextOfPlace[arc] ?? -1) {
    const move = produced.move[arc] ?? 0;
    if (produced.sizeOfMove[move] === 1) continue;
    for (const target of targets) if (isMemory[target] === 0 && produced.has(move, target)) return true;
  }
  return false;
}

/** Whether those who look at the place cannot tell that the token has gone on already. */
function isAsObserved(net: ReducibleNet, place: number, targets: readonly number[]): boolean {
  const { signature, isAsked } = net.observers;
  for (const other of targets) {
    if (signature[other] === signature[place] && net.isMemory[other] === 0) continue;
    return isAsked[place] !== 1 && targets.every((each) => isAsked[each] !== 1) && isSeenAlike(net, place, targets);
  }
  return true;
}

/** Whether those who look at one of the places look at the other as well, as far as it matters to them. */
function isSeenAlike(net: ReducibleNet, place: number, targets: readonly number[]): boolean {
  const { observers, isMemory, consumed } = net;
  const isGone = (move: number): boolean => net.isAlive[move] === 0;
  const isTested = (move: number): boolean => isGone(move) || targets.some((other) => observers.tests(move, other));
  const isCleared = (move: number): boolean => isGone(move) || targets.every((other) => observers.clears(move, other));
  if (!observers.testers(place).every(isTested) || !observers.clearers(place).every(isCleared)) return false;
  // Who looks at a place behind cannot act before the token has come, and takes it with it then.
  const waits = (move: number): boolean => targets.some((other) => isMemory[other] === 0 && consumed.has(move, other));
  return targets.every(
    (other) =>
      observers.testers(other).every((move) => isGone(move) || observers.tests(move, place) || waits(move)) &&
      observers.clearers(other).every((move) => isGone(move) || observers.clears(move, place) || waits(move)),
  );
}

/** Of places that are always marked and emptied together one is enough. */
function besides(net: ReducibleNet, place: number): void {
  const { consumed, produced, observers, isFixed } = net;
  const first = produced.firstOfPlace[place] ?? -1;
  if (isFixed[place] === 1 || first < 0) return;
  const producer = produced.move[first] ?? 0;
  if ((produced.sizeOfMove[producer] ?? 0) < 2) return;
  for (const other of produced.placesOf(producer)) {
    if (other === place || isFixed[other] === 1) continue;
    if (observers.signature[other] !== observers.signature[place]) continue;
    if (!consumed.isSame(place, other) || !produced.isSame(place, other)) continue;
    const also = net.marked[other] ?? null;
    for (let arc = produced.firstOfPlace[other] ?? -1; arc >= 0; arc = produced.firstOfPlace[other] ?? -1) {
      if (also !== null) net.alsoDoes(produced.move[arc] ?? 0, also);
      net.cut(produced, arc);
    }
    for (let arc = consumed.firstOfPlace[other] ?? -1; arc >= 0; arc = consumed.firstOfPlace[other] ?? -1)
      net.cut(consumed, arc);
  }
}

/** Of tokens that are there together, and each of which ends all of them and the same besides, one is enough. */
function endingBesides(net: ReducibleNet, place: number): void {
  const { produced, isFixed, observers } = net;
  const ending = endingAt(net, place);
  const first = produced.firstOfPlace[place] ?? -1;
  if (ending < 0 || first < 0 || isFixed[place] === 1 || !observers.clears(ending, place)) return;
  const producer = produced.move[first] ?? 0;
  if ((produced.sizeOfMove[producer] ?? 0) < 2) return;
  for (const other of produced.placesOf(producer)) {
    if (other === place || isFixed[other] === 1 || observers.signature[other] !== observers.signature[place]) continue;
    const twin = endingAt(net, other);
    if (twin < 0 || observers.clear[twin] !== observers.clear[ending] || !produced.isSame(place, other)) continue;
    net.alsoDoes(ending, net.does(twin));
    const also = net.marked[other] ?? null;
    for (let arc = produced.firstOfPlace[other] ?? -1; arc >= 0; arc = produced.firstOfPlace[other] ?? -1) {
      if (also !== null) net.alsoDoes(produced.move[arc] ?? 0, also);
      net.cut(produced, arc);
    }
    net.drop(twin);
  }
}

/** The only move that takes from the place, if it marks nothing and only takes it and clears; else -1. */
function endingAt(net: ReducibleNet, place: number): number {
  const move = net.onlyConsumer(place);
  if (move < 0 || net.isGoal[move] === 1 || net.isPlain[move] === 1 || !net.onlyClears(move)) return -1;
  return net.produced.sizeOfMove[move] === 0 && net.consumed.sizeOfMove[move] === 1 ? move : -1;
}
