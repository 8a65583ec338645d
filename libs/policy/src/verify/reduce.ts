import { joined, type Deeds, type Move, type Moves } from './moves.js';
import { ReducibleNet, type Part } from './reducible-net.js';

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
 * branch, loops that have become a step back to the same place go, and scopes that only wait for a token that can always go do not wait. Each looks
 * at what is next to what the last one changed.
 */
export function reduce(net: Moves): Reduced {
  const reducing = new ReducibleNet(net);
  for (let place = reducing.nextPlace(); place !== undefined; place = reducing.nextPlace()) {
    mergeAlike(reducing, place);
    if (drained(reducing, place)) continue;
    if (inSeries(reducing, place)) continue;
    besides(reducing, place);
  }
  return reducing.compacted();
}

export function unreduced(net: Moves): Reduced {
  return { ...net, drains: new Map(), places: Int32Array.from(net.isMemory, (_, place) => place) };
}

/** Of moves that do the same to the marking one is enough, and none of those that put back what they take. */
function mergeAlike(net: ReducibleNet, place: number): void {
  const [only, another] = net.consumers(place);
  if (only === undefined || (another === undefined && only.produce[0] !== place)) return;
  const consumers = [...net.consumers(place)];
  const seen = new Map<string, Part>();
  for (const part of consumers) {
    if (part.consume[0] !== place || part.isGoal) continue;
    const { consume, read, some, empty, clear, produce } = part;
    const isPure = read.length === 0 && some === null && empty.length === 0 && clear.length === 0;
    const isIdentity = isPure && consume.length === 1 && produce.length === 1 && produce[0] === place;
    if (isIdentity && !net.isKept(place)) {
      net.whenMarked(place, joined(part.deeds, part.also));
      net.drop(part);
      continue;
    }
    if (consumers.length < 2 || some !== null) continue;
    const name = `${key(consume)};${key(produce)};${key(read)};${net.listId(empty)};${net.listId(clear)}`;
    const twin = seen.get(name);
    if (twin === undefined) seen.set(name, part);
    else {
      twin.also = joined(twin.also, joined(part.deeds, part.also));
      net.drop(part);
    }
  }
}

/**
 * A place from which the token can always go without a trace, while whatever holds the scope open waits for it: it is marked only while the other
 * place is, so a second token would come to that one too, and waiting for it is waiting for nothing.
 */
function drained(net: ReducibleNet, place: number): boolean {
  const [drain, ...others] = net.consumers(place);
  if (drain === undefined || others.length > 0 || !isOnly(drain, place) || drain.produce.length > 0) return false;
  if (drain.isGoal) return false;
  if (net.isRead(place) || net.isAsked(place) || net.isKept(place) || net.isMemory(place)) return false;
  const producers = [...net.producers(place)];
  const holds = (other: number): boolean => {
    if (other === place || net.isMemory(other) || net.isKept(other)) return false;
    const beside = net.producers(other);
    if (beside.length !== producers.length || !producers.every((part) => part.produce.includes(other))) return false;
    if (!net.clearers(other).every((part) => net.clears(part, place))) return false;
    return net.consumers(other).every((part) => net.tests(part, place) || net.clears(part, place));
  };
  const [first] = producers;
  if (first?.produce.some(holds) !== true) return false;
  const deeds = joined(joined(drain.deeds, drain.also), net.markedAlso(place));
  for (const part of producers) {
    part.also = joined(part.also, deeds);
    net.rewire(
      part,
      part.produce.filter((other) => other !== place),
    );
  }
  net.drop(drain);
  net.drain(place, drain.deeds);
  return true;
}

/** Copies of a list for each producer, at most. */
const COPIES = 16;

/** A place whose token can only go one way, and can always go it: it goes at once. */
function inSeries(net: ReducibleNet, place: number): boolean {
  const [next, ...others] = net.consumers(place);
  if (next === undefined || others.length > 0 || !isOnly(next, place) || next.produce.length === 0) return false;
  if (net.isRead(place) || net.isKept(place) || net.isMemory(place) || next.produce.includes(place)) return false;
  const producers = [...net.producers(place)];
  if (producers.length === 0) return false;
  if (producers.length > 1 && next.produce.length > 1 && producers.length * next.produce.length > COPIES) return false;
  const isDoubling = (part: Part): boolean =>
    next.produce.some((other) => !net.isMemory(other) && part.produce.includes(other));
  if (producers.some(isDoubling) || !isAsObserved(net, place, next)) return false;
  const also = joined(next.also, net.markedAlso(place));
  for (const part of producers) {
    part.deeds = joined(part.deeds, next.deeds);
    part.isGoal ||= next.isGoal;
    part.also = joined(part.also, also);
    const kept = part.produce.filter((other) => other !== place && !next.produce.includes(other));
    net.rewire(part, [...kept, ...next.produce]);
  }
  net.drop(next);
  return true;
}

/** Whether those who look at the place cannot tell that the token has gone on already. */
function isAsObserved(net: ReducibleNet, place: number, next: Part): boolean {
  const { produce } = next;
  if (produce.every((other) => net.isObservedAlike(place, other))) return true;
  if (net.isAsked(place) || produce.some((other) => net.isAsked(other))) return false;
  for (const part of net.testers(place)) if (!produce.some((other) => net.tests(part, other))) return false;
  for (const part of net.clearers(place)) if (!produce.every((other) => net.clears(part, other))) return false;
  // Who looks at a place behind cannot act before the token has come, and takes it with it then.
  const waits = (part: Part): boolean => part.consume.some((other) => produce.includes(other) && !net.isMemory(other));
  for (const other of produce) {
    for (const part of net.testers(other)) if (!net.tests(part, place) && !waits(part)) return false;
    for (const part of net.clearers(other)) if (!net.clears(part, place) && !waits(part)) return false;
  }
  return true;
}

/** Of places that are always marked and emptied together one is enough. */
function besides(net: ReducibleNet, place: number): void {
  if (net.isRead(place) || net.isKept(place) || net.isMemory(place)) return;
  const [producer] = net.producers(place);
  if (producer === undefined || producer.produce.length < 2) return;
  for (const other of [...producer.produce]) {
    if (other === place || net.isRead(other) || net.isKept(other) || net.isMemory(other)) continue;
    if (!net.isObservedAlike(place, other)) continue;
    if (!isSame(net.producers(place), net.producers(other)) || !isSame(net.consumers(place), net.consumers(other)))
      continue;
    const also = net.markedAlso(other);
    for (const part of [...net.producers(other)]) {
      part.also = joined(part.also, also);
      net.rewire(
        part,
        part.produce.filter((each) => each !== other),
      );
    }
    for (const part of [...net.consumers(other)])
      net.retake(
        part,
        part.consume.filter((each) => each !== other),
      );
  }
}

function isOnly({ consume, read, some, empty, clear }: Move, place: number): boolean {
  return (
    consume.length === 1 && consume[0] === place && some === null && read.length + empty.length + clear.length === 0
  );
}

function isSame(one: readonly Part[], other: readonly Part[]): boolean {
  return one.length === other.length && one.every((part) => other.includes(part));
}

function key(places: readonly number[]): string {
  return places.length === 1 ? String(places[0]) : [...places].sort((a, b) => a - b).join(',');
}
