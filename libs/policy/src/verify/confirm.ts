import {
  readScenario,
  simulate,
  type Definition,
  type GraphNode,
  type PreparedWorld,
  type TraceLine,
} from '@quanheng/engine';
import { Meetings } from './meetings.js';
import type { WayPlayed } from './scenario.js';

/** Events of a played counterexample, at most. */
const EVENTS = 20_000;

export interface Played {
  readonly trace: readonly TraceLine[];
  readonly waiting: readonly string[];
  readonly result: string;
  /** Where two tokens of one scope met, the first first. */
  readonly met: ReadonlySet<GraphNode>;
  /** Ends that were reached twice in one scope. */
  readonly endedTwice: ReadonlySet<GraphNode>;
  /** Every step of the scenario could be played. */
  readonly isMet: boolean;
}

/** Steps of a counterexample that is played, at most: each looks at all that waits. A longer one stays `possible`. */
const STEPS = 300;
const NOT_PLAYED: Played = {
  ...{ trace: [], waiting: [], result: 'limit', isMet: false },
  ...{ met: new Set(), endedTwice: new Set() },
};

export function isTooLong({ steps }: WayPlayed): boolean {
  return steps.length > STEPS;
}

/**
 * What the engine makes of the scenario.
 * @param known what was played before in the same world, by its text: several faults may show on one way
 */
export function play(world: PreparedWorld, scenario: WayPlayed, known = new Map<string, Played>()): Played {
  if (isTooLong(scenario)) return NOT_PLAYED;
  const text = JSON.stringify(scenario);
  let played = known.get(text);
  if (played === undefined) known.set(text, (played = playText(world, text)));
  return played;
}

function playText(world: PreparedWorld, text: string): Played {
  const reading = readScenario(text);
  if (reading.scenario === undefined) return NOT_PLAYED;
  const trace: TraceLine[] = [];
  const onEvent = (line: TraceLine): void => void trace.push(line);
  const meetings = new Meetings(world.definition);
  const onEngineEvent = meetings.see.bind(meetings);
  const { result, waiting, unmet } = simulate(world, reading.scenario, { maxEvents: EVENTS, onEvent, onEngineEvent });
  const { met, endedTwice } = meetings;
  return { trace, waiting, result, met, endedTwice, isMet: unmet === undefined };
}

/**
 * Nothing can move, and the process has not ended: what it waits for is no work and no event, but joins, or what it has come to is an end in an error that nobody
 * catches.
 */
export function isStuck({ result, waiting }: Played, { definition }: PreparedWorld): boolean {
  if (waiting.length === 0) return false;
  if (result === 'incident') {
    const failing = new Set(definition.nodes.flatMap((node) => (throwsError(node) ? [node.id] : [])));
    return waiting.every((id) => failing.has(id));
  }
  const isJoin = joinsOf(definition);
  return result === 'waiting' && waiting.every((id) => isJoin.has(id));
}

function throwsError({ type, event }: GraphNode): boolean {
  return type === 'endEvent' && event?.trigger?.kind === 'error';
}

/** Nothing can move, and not all have ended: what they wait for is no work, but joins and messages that these nodes await. */
export function isUnheard(
  { result, waiting }: Played,
  at: readonly GraphNode[],
  { definition }: PreparedWorld,
): boolean {
  const awaiting = new Set([...joinsOf(definition), ...at.map(({ id }) => id)]);
  return result === 'waiting' && waiting.length > 0 && waiting.every((id) => awaiting.has(id));
}

function joinsOf({ nodes }: Definition): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ id, type }) => (type.endsWith('Gateway') && type !== 'eventBasedGateway' ? [id] : [])),
  );
}

/** The act is begun while none of the controls counts as passed. */
export function isUnguarded({ trace }: Pick<Played, 'trace'>, act: string, controls: ReadonlySet<string>): boolean {
  const passed = new Set<string>();
  for (const line of trace) {
    const { event, element } = line;
    if (event === 'elementActivated' && element === act && passed.size === 0) return true;
    if (event !== 'elementCompleted' || !controls.has(element)) continue;
    const outcome = line['outcome'];
    if (outcome === undefined || outcome === 'passed') passed.add(element);
    else passed.delete(element);
  }
  return false;
}

/** The act is begun while something was written that none of the controls has been passed after. */
export function isStale(
  { trace }: Pick<Played, 'trace'>,
  act: string,
  controls: ReadonlySet<string>,
  writers: ReadonlySet<string>,
): boolean {
  let isWritten = false;
  for (const line of trace) {
    const { event, element, outcome } = line;
    if (event === 'elementActivated' && element === act && isWritten) return true;
    if (event !== 'elementCompleted') continue;
    if (writers.has(element)) isWritten = true;
    else if (controls.has(element) && (outcome === undefined || outcome === 'passed')) isWritten = false;
  }
  return false;
}

/** The process completes while the event has happened and nobody has answered since. */
export function isUnanswered({ trace }: Pick<Played, 'trace'>, event: string, answers: ReadonlySet<string>): boolean {
  let isOpen = false;
  for (const line of trace) {
    if (line.event === 'instanceCompleted' && isOpen) return true;
    if (line.event !== 'elementCompleted') continue;
    if (line.element === event) isOpen = true;
    else if (answers.has(line.element)) isOpen = false;
  }
  return false;
}
