import {
  step,
  UNBORN,
  type Command,
  type Definition,
  type ElementInstance,
  type GraphNode,
  type InstanceState,
  type Subscription,
} from '@quanheng/engine';
import { DATA } from '../render.js';
import { envAt, EPOCH, serve, START } from '../walk.js';
import { Strands } from './strands.js';

/** Turns of a run after which nothing is said of it. */
const TURNS = 400;
/** Incidents that are mended in a run: beyond them it asks for data that it never gets. */
const MENDED = 40;

export interface Run {
  /** `waiting`: it had not ended when the turns were over. */
  readonly end: 'completed' | 'stuck' | 'waiting';
  readonly doubled: readonly string[];
  readonly turns: number;
  /** What happened that not every drawing has. */
  readonly seen: ReadonlySet<string>;
}

interface Move {
  readonly command: Command;
  readonly due?: number;
  /** It need not happen: a boundary event, an event sub-process, an error, a return. */
  readonly isExtra: boolean;
  /** Such an event ends what it is attached to, or all around it. */
  readonly isInterrupting: boolean;
  readonly kind: string;
}

/**
 * One run of the process. First anything happens that may, as the choices say; then what need not happen no longer does, as long as there is
 * anything else to do.
 */
export function run(definition: Definition, process: string, choices: readonly number[]): Run {
  const strands = new Strands(definition);
  const seen = new Set<string>();
  let state: InstanceState = UNBORN;
  let at = EPOCH;
  let mended = 0;
  const give = (command: Command): boolean => {
    const { events, state: next, rejection } = step(definition, state, command, envAt(at));
    if (rejection !== undefined) return false;
    strands.step(events);
    state = next;
    return true;
  };
  const ended = (end: Run['end'], turns: number): Run => ({ end, doubled: strands.doubled, turns, seen });
  if (!give({ ...START, process } as Command)) return ended('waiting', 0);
  for (let turn = 0; turn < TURNS; turn++) {
    if (state.status === 'completed') return ended('completed', turn);
    const dice = choices[turn % choices.length]! * 31 + turn * 7;
    const broken = state.elements.values().find(({ incident }) => incident !== null);
    if (broken !== undefined) {
      if (++mended > MENDED) return ended('waiting', turn);
      for (const scope of [0, broken.id, broken.parent]) give({ type: 'setVariables', scope, variables: data(dice) });
      give({ type: 'resolveIncident', id: broken.id });
      continue;
    }
    const isFree = turn < choices.length;
    const all = moves(definition, state, dice);
    const needed = all.filter(({ isExtra }) => !isExtra);
    const ending = all.filter(({ isInterrupting }) => isInterrupting);
    const open = isFree ? all : [needed, ending, all].find(({ length }) => length > 0);
    const move = open?.[dice % open.length];
    if (move === undefined) return ended('stuck', turn);
    at = Math.max(at, move.due ?? at);
    if (give(move.command)) seen.add(move.kind);
  }
  return ended('waiting', TURNS);
}

function moves(definition: Definition, state: InstanceState, dice: number): Move[] {
  const found: Move[] = [];
  for (const instance of state.elements.values()) {
    if (instance.work === null) continue;
    const node = definition.nodesByKey.get(instance.element)!;
    found.push(done(instance, node, dice), done(instance, node, dice >> 1));
    const code = `E${dice % 2}`;
    if (isCaught(node)) found.push(extra({ type: 'throwError', id: instance.id, code, variables: {} }, 'error', false));
    for (const target of targets(instance, state).slice(0, 2))
      found.push(extra({ type: 'returnTo', from: instance.id, target }, 'return', false));
  }
  for (const subscription of state.subscriptions.values()) found.push(served(definition, subscription, dice));
  return found;
}

function done({ id }: ElementInstance, { outcomes }: GraphNode, dice: number): Move {
  const outcome = outcomes[(dice >> 2) % (outcomes.length + 1)];
  const command: Command = {
    type: 'complete',
    id,
    variables: data(dice),
    ...(outcome === undefined ? {} : { outcome }),
  };
  return { command, isExtra: false, isInterrupting: false, kind: outcome === undefined ? 'done' : 'outcome' };
}

function served(definition: Definition, subscription: Subscription, dice: number): Move {
  const node = definition.nodesByKey.get(subscription.element)!;
  const { trigger } = subscription;
  const isExtra = node.type === 'boundaryEvent' || node.type === 'startEvent';
  const isInterrupting = isExtra && node.event?.interrupting !== false;
  const kind = `${node.type}${isExtra && !isInterrupting ? ' beside' : ''}`;
  const due = trigger.kind === 'timer' ? { due: trigger.due } : {};
  return { command: serve(subscription, dice), isExtra, isInterrupting, kind, ...due };
}

function extra(command: Command, kind: string, isInterrupting: boolean): Move {
  return { command, isExtra: true, isInterrupting, kind };
}

/** Something around the work catches errors: one that nobody catches is an incident. */
function isCaught(work: GraphNode): boolean {
  const isError = ({ event }: GraphNode): boolean => event?.trigger?.kind === 'error';
  for (let node: GraphNode | null = work; node !== null; node = node.parent) {
    if (node.activity?.boundaryEvents.some(isError) === true) return true;
    if (node.container?.eventSubProcessStarts.some(isError) === true) return true;
  }
  return false;
}

/** Activities completed in the scopes around the work. */
function targets({ parent }: ElementInstance, state: InstanceState): string[] {
  const found: string[] = [];
  for (let scope = state.elements.get(parent); scope !== undefined; scope = state.elements.get(scope.parent))
    found.push(...scope.completed.values());
  return found;
}

function data(dice: number): Record<string, number> {
  return Object.fromEntries(DATA.map((name, index) => [name, (dice >> (index * 2)) % 10]));
}
