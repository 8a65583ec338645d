import type { GraphNode, Net, Transition } from '@quanheng/engine';
import { Purse, type Budget } from './budget.js';
import { reachedEnds, withEndsApart, type ReachedEnd } from './ends.js';
import { explore } from './explore.js';
import { movesOf } from './moves.js';
import { canFire, cleared, type Gone } from './replay.js';
import { Search, Searched, type SearchOptions } from './search.js';

export type Verdict = boolean | 'unknown';

/**
 * What makes a drawing sound, in terms of BPMN. A process completes when its last token is gone (§13.2), so what a workflow net says of its final
 * marking is said here of ends.
 */
export interface Soundness {
  /** From everything that can be reached, the completion of the process can be reached. */
  readonly optionToComplete: Verdict;
  /**
   * No end event is reached by two tokens of one scope. That a process leaves nothing behind is true of each that has completed, by definition; what goes
   * wrong in its stead is that a case goes on after it has reached its end.
   */
  readonly properCompletion: Verdict;
  /** Every activity can be begun. */
  readonly noDeadActivities: Verdict;
  /** Two tokens of one strand never meet, on a flow or in an element: docs/governed-subset.md. */
  readonly safeness: Verdict;
}

/**
 * `stuck` nothing can move and the process has not completed; `lost` something can, but never to the end; `doubled` a second token comes to where one is;
 * `endedTwice` an end event is reached twice; `dead` an activity that cannot be begun; `unheard` pools wait for messages that no longer come.
 */
export type FlawKind = 'stuck' | 'lost' | 'doubled' | 'endedTwice' | 'dead' | 'unheard';

export interface Flaw {
  readonly kind: FlawKind;
  /** Where: what the tokens wait for, where they meet, what is dead. */
  readonly at: readonly GraphNode[];
  /** How to come there; empty for what is dead. */
  readonly way: readonly Transition[];
  /** Others of the kind, of which one may be shown where this is not. */
  readonly others?: () => Iterable<Flaw>;
}

export const SOUNDNESS = ['optionToComplete', 'properCompletion', 'noDeadActivities', 'safeness'] as const;

export interface SoundnessAnswer {
  readonly verdict: Soundness;
  readonly flaws: readonly Flaw[];
  /** Markings that were looked at. */
  readonly states: number;
}

export interface SoundnessOptions extends SearchOptions {
  /** The net does one step of the engine after the other (`settledNet`). */
  readonly inSteps?: boolean;
}

/** How far a search with two tokens a place goes: it only says more about what is unsound already. */
const STATES_TWICE = 2000;

/**
 * @param net without returns
 * @param withReturns the net with those that the drawing permits; null: it permits none
 */
export function soundnessOf(
  net: Net,
  budget: Budget | Purse,
  withReturns: (() => Net) | null = null,
  options: SoundnessOptions = {},
): SoundnessAnswer {
  const purse = budget instanceof Purse ? budget : new Purse(budget);
  const ends = reachedEnds(net, options.inSteps === true ? 1 : 2);
  const search = new Search(net, withEndsApart(movesOf(net), ends), purse, options);
  if (search.found.doubled.size > 0) return ofUnsafe(search, ends, options.inSteps === true);
  const answer = ofSafe(search, ends);
  const isSound = SOUNDNESS.every((property) => answer.verdict[property] === true);
  if (withReturns === null || !isSound || isBlock(search)) return answer;
  return underReturns(withReturns(), purse, options);
}

/**
 * Whether reductions have left of the drawing no more than that it begins and ends: it is blocks in blocks. A return then leads to a marking that can be
 * reached without: what it cancels is exactly what has come of the target's completion, as nothing of that has joined with anything beside.
 */
function isBlock({ moves }: Search): boolean {
  return moves.isMemory.length <= BLOCK;
}

/** Places: start, end, and what holds the process open. */
const BLOCK = 3;

/** Sound without returns: with them it is asked again. */
function underReturns(net: Net, purse: Purse, options: SoundnessOptions): SoundnessAnswer {
  const ends = reachedEnds(net, options.inSteps === true ? 1 : 2);
  const search = new Search(net, withEndsApart(movesOf(net), ends), purse, { partialOrder: false });
  return search.found.doubled.size > 0 ? ofUnsafe(search, ends, options.inSteps === true) : ofSafe(search, ends);
}

/** A marking from which the process cannot complete. */
export function standing(search: Searched, state: number): Flaw {
  return standingAt(search.net, search.gone(state));
}

export function standingAt(net: Net, gone: Gone): Flaw {
  const end = cleared(net, gone);
  const places = [...end.tokens.keys()].flatMap((index) => net.places[index] ?? []);
  const at = places.flatMap(({ kind, role, node }) =>
    kind === 'token' && role !== 'message' && node !== null && node.type !== 'process' ? [node] : [],
  );
  const isMoving = net.transitions.some((transition) => canFire(transition, end.tokens));
  return { kind: isMoving ? 'lost' : 'stuck', at: [...new Set(at)], way: end.way };
}

/** The same where it is reached by the fewest steps, if something else can stand still sooner. */
export function nearestStanding(search: Search, state: number): Flaw {
  const nearest = search.shortest(({ stuck }) => stuck !== null);
  return nearest.found.stuck === null ? standing(search, state) : standing(nearest, nearest.found.stuck);
}

function ofSafe(search: Search, ends: readonly ReachedEnd[]): SoundnessAnswer {
  const { found, isCovered } = search;
  const flaws: Flaw[] = [];
  const state = found.stuck ?? found.lost;
  if (state !== null) flaws.push(nearestStanding(search, state));
  const proper = ends.length === 0 ? isCovered || 'unknown' : properlyEnded(search, flaws);
  const dead = deadActivities(search);
  for (const node of dead.nodes) flaws.push({ kind: 'dead', at: [node], way: [] });
  const verdict: Soundness = {
    optionToComplete: state === null ? isCovered || 'unknown' : false,
    properCompletion: proper,
    noDeadActivities: dead.verdict,
    safeness: isCovered || 'unknown',
  };
  return { verdict, flaws, states: search.purse.states };
}

function properlyEnded({ net, purse, options, isCovered }: Search, flaws: Flaw[]): Verdict {
  const search = new Search(net, movesOf(net), purse, options);
  if (search.found.doubled.size === 0) return (isCovered && search.isCovered) || 'unknown';
  const { way } = nearestMeeting(search);
  flaws.push({ kind: 'endedTwice', at: way.slice(-1).map(({ node }) => node), way });
  return false;
}

function deadActivities(search: Search): { nodes: readonly GraphNode[]; verdict: Verdict } {
  const nodes = search.dead(search.found.possible);
  if (!search.isCovered) return { nodes: [], verdict: 'unknown' };
  return { nodes, verdict: nodes.length === 0 };
}

/** An end that may be reached again. Who comes first to one that terminates ends the others. */
function isEnd(node: GraphNode | undefined): boolean {
  return node?.type === 'endEvent' && node.event?.trigger?.kind !== 'terminate';
}

function* meetings(search: Search): Iterable<Flaw> {
  for (const [place, { state, move }] of search.found.doubled)
    yield { kind: 'doubled', at: search.nodesOf([place]), way: search.way(state, move) };
}

/** An end that a second token comes to while one is there. */
function endMet(search: Search): Flaw | null {
  for (const [place, { state, move }] of search.found.doubled) {
    const at = search.nodesOf([place]);
    if (isEnd(at[0])) return { kind: 'endedTwice', at, way: search.way(state, move) };
  }
  return null;
}

/** Where two tokens meet after the fewest steps. */
function nearestMeeting(search: Search): Pick<Flaw, 'at' | 'way'> {
  const nearest = search.shortest(({ doubled }) => doubled.size > 0);
  for (const [place, { state, move }] of nearest.found.doubled)
    return { at: nearest.nodesOf([place]), way: nearest.way(state, move) };
  throw new Error('no two tokens meet');
}

/**
 * Two tokens meet. What else is wrong is asked of the net in which a place can hold two; a third is not followed, and then what was not found is
 * unknown.
 */
function ofUnsafe(search: Search, ends: readonly ReachedEnd[], inSteps: boolean): SoundnessAnswer {
  const { net, found, moves, purse } = search;
  const nearest: Flaw = { kind: 'doubled', ...nearestMeeting(search) };
  const flaws = [inSteps ? { ...nearest, others: () => meetings(search) } : nearest];
  const ended = endMet(search) ?? (inSteps ? endMet(new Search(net, movesOf(net), purse, search.options)) : null);
  if (ended !== null) flaws.push(ended);
  let isEndedTwice = ended !== null;
  const before = purse.states;
  const twice = explore(moves, purse, { twice: true, until: before + STATES_TWICE });
  const isCovered = twice.isComplete && !twice.isCut && net.gaps.length === 0;
  const state = twice.stuck ?? (isCovered ? twice.lost : null);
  if (state !== null) flaws.push(standing(new Searched(net, moves, twice), state));
  for (const [place] of isEndedTwice ? [] : twice.doubled) isEndedTwice ||= isEnd(search.nodesOf([place])[0]);
  const possible = twice.possible.map((is, index) => is | (found.possible[index] ?? 0));
  const dead = search.dead(possible);
  if (isCovered) for (const node of dead) flaws.push({ kind: 'dead', at: [node], way: [] });
  const verdict: Soundness = {
    optionToComplete: state === null ? isCovered || 'unknown' : false,
    properCompletion: isEndedTwice ? false : (isCovered && ends.length === 0) || 'unknown',
    noDeadActivities: dead.length === 0 ? net.gaps.length === 0 || 'unknown' : isCovered ? false : 'unknown',
    safeness: false,
  };
  return { verdict, flaws, states: purse.states };
}
