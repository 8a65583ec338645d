import type { Command, Definition, ElementInstance, Env, InstanceState, Payload, Subscription } from '@quanheng/engine';
import type { Edit } from './render.js';
import { DATA } from './render.js';

/** Three numbers decide one step: which of the possible commands, and with what. */
export type Choice = [pick: number, a: number, b: number];

export interface Situation {
  readonly definition: Definition;
  readonly state: InstanceState;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Move {
  readonly command: Command | { readonly migrateTo: Edit };
  /** When it is given. */
  readonly at: number;
}

const CODES = ['E0', 'E1', 'unknown', ''];
const EDITS: readonly Edit[] = ['none', 'extra task', 'no boundary events', 'extra boundary events'];

/** The move that the choice selects among everything that can be tried, sensible or not. */
export function chooseMove(situation: Situation, [pick, a, b]: Choice): Move {
  const { state, at } = situation;
  const candidates: { readonly weight: number; readonly move: () => Move }[] = [];
  const offer = (weight: number, command: () => Move['command'], when = at): void =>
    void candidates.push({ weight, move: () => ({ command: command(), at: when }) });

  for (const instance of state.elements.values()) offerWork(instance, situation, a, b, offer);
  for (const subscription of state.subscriptions.values()) {
    offer(
      4,
      () => serve(subscription, a),
      subscription.trigger.kind === 'timer' ? Math.max(at, subscription.trigger.due) : at,
    );
  }
  const ids = state.elements.keys();
  const someId = ids[a % Math.max(ids.length, 1)] ?? 0;
  offer(2, () => ({ type: 'setVariables', variables: payload(a, b), ...(b % 3 === 0 ? { scope: someId } : {}) }));
  offer(1, () => ({
    type: 'correlateMessage',
    name: `m${a % 3}`,
    expiresAt: at + 3_600_000 * (b % 5),
    variables: payload(b, a),
  }));
  offer(1, () => ({ type: 'suspend' }));
  if (state.status === 'suspended') offer(20, () => ({ type: 'resume' }));
  offer(2, () => ({ migrateTo: EDITS[a % EDITS.length] ?? 'none' }));
  offer(2, () => nonsense(a, b, state));
  if (pick % 97 === 0) offer(1, () => ({ type: 'cancel' }));

  const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
  let left = pick % total;
  for (const { weight, move } of candidates) {
    if (left < weight) return move();
    left -= weight;
  }
  throw new Error('no candidate');
}

function offerWork(
  instance: ElementInstance,
  { definition, state }: Situation,
  a: number,
  b: number,
  offer: (weight: number, command: () => Move['command']) => void,
): void {
  const { id } = instance;
  if (instance.incident !== null) offer(4, () => ({ type: 'resolveIncident', id }));
  if (instance.work === null || instance.incident !== null) return;
  const outcomes = definition.nodesByKey.get(instance.element)?.outcomes ?? [];
  const outcome = outcomes[b % (outcomes.length + 1)];
  offer(7, () => ({
    type: 'complete',
    id,
    ...(a % 2 === 0 ? {} : { variables: payload(a, b) }),
    ...(outcome === undefined ? {} : { outcome }),
  }));
  offer(1, () => ({ type: 'fail', id, message: 'failed', ...(a % 2 === 0 ? {} : { retries: 0 }) }));
  offer(1, () => ({ type: 'throwError', id, code: CODES[a % CODES.length] ?? '', variables: payload(b, a) }));
  if (instance.work.kind === 'held') offer(6, () => ({ type: 'proceed', id }));
  const completed = completedAround(instance, state);
  if (completed.length > 0)
    offer(6, () => ({ type: 'returnTo', from: id, target: completed[a % completed.length] ?? '' }));
  const activities = definition.nodes.filter((node) => node.activity !== null);
  if (b % 5 === 0)
    offer(1, () => ({ type: 'returnTo', from: id, target: activities[a % activities.length]?.key ?? '' }));
}

/** Activities that were completed in a scope around the element instance. */
function completedAround(instance: ElementInstance, state: InstanceState): string[] {
  const completed: string[] = [];
  for (let scope = state.elements.get(instance.parent); scope !== undefined; scope = state.elements.get(scope.parent)) {
    completed.push(...scope.completed.values());
  }
  return completed;
}

/** What a subscription waits for. */
export function serve({ id, trigger, owner }: Subscription, a: number): Command {
  switch (trigger.kind) {
    case 'message':
      return {
        type: 'correlateMessage',
        name: trigger.name,
        subscription: id,
        ...(trigger.key === null ? {} : { key: trigger.key }),
        variables: payload(a, a >> 3),
      };
    case 'signal':
      return { type: 'broadcastSignal', name: trigger.name };
    case 'timer':
      return { type: 'fireTimer', id };
    case 'condition':
      return { type: 'setVariables', scope: owner, variables: Object.fromEntries(DATA.map((name) => [name, 9])) };
  }
}

/** Mostly numbers for what conditions read; now and then a value that makes them fail. */
function payload(a: number, b: number): Payload {
  const name = DATA[a % DATA.length] ?? 'v0';
  if (b % 23 === 22) return { [name]: null };
  if (b % 29 === 28) return { [name]: 'text', other: [1, { deep: [null] }] };
  return { [name]: b % 10, note: `n${a % 7}` };
}

/** Commands that fit nothing, or only by accident. */
function nonsense(a: number, b: number, state: InstanceState): Command {
  const id = [a, -1, 0, 0.5, NaN, 2 ** 32 + (a % state.nextId || 0), state.nextId, b % 40][b % 8] ?? 0;
  const all: Command[] = [
    { type: 'complete', id },
    { type: 'complete', id: a % state.nextId || 0, outcome: '__proto__' },
    { type: 'fail', id, message: '', retries: [-1, 0.5, NaN, 0][a % 4] ?? 0 },
    { type: 'throwError', id, code: '__proto__' },
    { type: 'proceed', id },
    { type: 'correlateMessage', name: '__proto__', key: 'x' },
    { type: 'correlateMessage', name: `m${a % 3}`, key: 'another key', subscription: id },
    { type: 'broadcastSignal', name: a % 2 === 0 ? 'nobody' : 's0', before: id },
    { type: 'fireTimer', id },
    { type: 'setVariables', scope: id, variables: {} },
    { type: 'setVariables', variables: { v0: NaN } },
    { type: 'returnTo', from: id, target: '__proto__' },
    { type: 'resume' },
    { type: 'resolveIncident', id },
    { type: 'start', process: 'P0' },
  ];
  return all[a % all.length] ?? { type: 'resume' };
}

export function envAt(at: number, hold?: ReadonlySet<string>): Env {
  return { at, zone: '+00:00', maxEvents: 3000, ...(hold === undefined ? {} : { hold }) };
}

/** 2026-01-01T00:00:00Z. */
export const EPOCH = 1_767_225_600_000;

export const START: Command = { type: 'start', process: 'P0', variables: { v0: 1, v1: 4, v2: 3, v3: 0 } };
