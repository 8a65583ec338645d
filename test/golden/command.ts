import {
  addDuration,
  fromWire,
  type Command,
  type Definition,
  type ElementInstance,
  type FeelValue,
  type InstanceState,
} from '@quanheng/engine';
import type { Json, Step } from './script.js';

export interface Situation {
  readonly state: InstanceState;
  readonly at: number;
  readonly documents: { readonly definition: Definition; readonly next: Definition | null };
}

/** The script names what is not there: a mistake of the script, or what a `reject` is about. */
export class NoSuchInstance extends Error {}

/** An id that no instance has, for commands that must be refused because of it. */
const NOBODY = 1_000_000;

/** The command that a step of a script stands for. */
export function commandOf(entry: Step, { state, at, documents }: Situation): Command {
  const find = (element: string, loop: number | undefined, fits: (instance: ElementInstance) => boolean): number => {
    const all = state.elements.values().filter((instance) => instance.element === element);
    const meant = loop === undefined ? all : all.filter((instance) => instance.loopCounter === loop);
    return (meant.find(fits) ?? meant[0])?.id ?? NOBODY;
  };
  const waiting = (element: string, loop?: number): number => find(element, loop, (found) => found.work !== null);

  if ('start' in entry) {
    return {
      type: 'start',
      process: entry.process ?? [...documents.definition.processes.keys()][0] ?? '',
      ...(entry.at === undefined ? {} : { startEvent: entry.at }),
      ...(entry.key === undefined ? {} : { businessKey: entry.key }),
      variables: payload(entry.start),
    };
  }
  if ('complete' in entry) {
    return {
      type: 'complete',
      id: waiting(entry.complete, entry.loop),
      ...variables(entry.variables),
      ...(entry.outcome === undefined ? {} : { outcome: entry.outcome }),
    };
  }
  if ('fail' in entry) {
    const { message = 'it failed', retries } = entry;
    const id = waiting(entry.fail, entry.loop);
    return { type: 'fail', id, message, ...(retries === undefined ? {} : { retries }) };
  }
  if ('error' in entry) {
    return {
      type: 'throwError',
      id: waiting(entry.error, entry.loop),
      code: entry.code,
      ...variables(entry.variables),
    };
  }
  if ('proceed' in entry) return { type: 'proceed', id: waiting(entry.proceed, entry.loop) };
  if ('message' in entry) return messageOf(entry, state, at);
  if ('signal' in entry) return { type: 'broadcastSignal', name: entry.signal, ...variables(entry.variables) };
  if ('timer' in entry) return { type: 'fireTimer', id: subscriptionOf(state, entry.timer) };
  if ('set' in entry) {
    const scope = entry.scope === undefined ? {} : { scope: find(entry.scope, entry.loop, () => true) };
    return { type: 'setVariables', variables: payload(entry.set), ...scope };
  }
  if ('return' in entry) {
    const { from, to, loop } = entry.return;
    return { type: 'returnTo', from: waiting(from, loop), target: to };
  }
  if ('cancel' in entry) return { type: 'cancel', reason: entry.cancel };
  if ('suspend' in entry) return { type: 'suspend' };
  if ('resume' in entry) return { type: 'resume' };
  if ('resolve' in entry) {
    return { type: 'resolveIncident', id: find(entry.resolve, entry.loop, (found) => found.incident !== null) };
  }
  if ('migrate' in entry) {
    if (documents.next === null) throw new NoSuchInstance('the case has no .v2.bpmn to migrate to');
    return { type: 'migrate', to: documents.next, keys: entry.migrate };
  }
  throw new NoSuchInstance(`${JSON.stringify(entry)} is no command`);
}

function messageOf(entry: Extract<Step, { message: string }>, state: InstanceState, at: number): Command {
  const expiresAt = entry.ttl === undefined ? undefined : addDuration(at, entry.ttl, '+00:00');
  return {
    type: 'correlateMessage',
    name: entry.message,
    ...(entry.key === undefined ? {} : { key: entry.key }),
    ...variables(entry.variables),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(entry.to === undefined ? {} : { subscription: subscriptionOf(state, entry.to) }),
  };
}

function subscriptionOf(state: InstanceState, element: string): number {
  return state.subscriptions.values().find((candidate) => candidate.element === element)?.id ?? NOBODY;
}

function variables(json: Json | undefined): { variables?: Record<string, FeelValue> } {
  return json === undefined ? {} : { variables: payload(json) };
}

function payload(json: Json): Record<string, FeelValue> {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => {
      const read = fromWire(value);
      if (!read.ok) throw new Error(`${name}: ${read.message}`);
      return [name, read.value];
    }),
  );
}
