import { ROOT, type Incident, type Work } from '../state/state.js';
import type { Instance } from './instance.js';
import type { PreparedWorld } from './prepare.js';
import type { Scenario } from './scenario.js';
import { playSteps, summarise, type SimulationResult } from './simulate.js';
import { loopCounterOf, waitingElements } from './waiting.js';
import type { World, WorldOptions } from './world.js';

/** Something of an instance: ids are those of the drawing. */
interface Place {
  /** Name of the instance. */
  readonly instance: string;
  /** Id, and key of the definition: in called documents with their prefix. */
  readonly element: string;
  readonly key: string;
  /** From 1, of the innermost loop around it; 0 outside of loops. */
  readonly loopCounter: number;
}

export interface OpenWork extends Place {
  readonly kind: Work['kind'];
}

/** An event that would be taken if it came now. */
export type AwaitedEvent = Place &
  (
    | { readonly kind: 'message' | 'signal'; readonly name: string }
    /** Milliseconds since the epoch. */
    | { readonly kind: 'timer'; readonly due: number }
    | { readonly kind: 'condition' }
  );

export interface OpenIncident extends Place {
  readonly code: Incident['code'];
  readonly message: string;
}

/** A world between two steps: where its tokens are, and what can happen next. Plain data. */
export interface Stand extends SimulationResult {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** When something happens by itself next; null: never. */
  readonly next: number | null;
  /** Nothing that could happen moves an instance that has not ended: its tokens wait for others that never come. */
  readonly isStuck: boolean;
  /** How many tokens are in each element and on each flow, by id: whatever lives in a sub-process is counted there and in it. */
  readonly tokens: Readonly<Record<string, number>>;
  readonly work: readonly OpenWork[];
  readonly awaited: readonly AwaitedEvent[];
  readonly incidents: readonly OpenIncident[];
}

/** Plays the steps of a scenario that `checkScenario` has found in order, and stops: nothing that is due later happens. */
export function standAfter(prepared: PreparedWorld, scenario: Scenario, options: WorldOptions = {}): Stand {
  const { world, waiting } = playSteps(prepared, scenario, options);
  const active = world.instances.filter((instance) => instance.isActive);
  const next = world.nextDue() ?? null;
  return {
    ...summarise(world, scenario, waiting),
    at: world.clock,
    next,
    isStuck: next === null && !world.isLimited && active.some((instance) => waitingElements(instance).length === 0),
    tokens: tokensOf(active),
    work: active.flatMap(workOf),
    awaited: [...active.flatMap(awaitedBy), ...startEvents(world)],
    incidents: active.flatMap(incidentsOf),
  };
}

function placeOf(instance: Instance, id: number, key: string): Place {
  const element = instance.state.elements.get(id);
  return {
    ...{ instance: instance.name, element: instance.nodeByKey(key).id, key },
    loopCounter: element === undefined ? 0 : loopCounterOf(instance, element),
  };
}

function workOf(instance: Instance): OpenWork[] {
  return [...instance.state.elements.values()].flatMap(({ id, element, work, incident }) =>
    work === null || incident !== null ? [] : [{ ...placeOf(instance, id, element), kind: work.kind }],
  );
}

function incidentsOf(instance: Instance): OpenIncident[] {
  return [...instance.state.elements.values()].flatMap(({ id, element, incident }) =>
    incident === null ? [] : [{ ...placeOf(instance, id, element), code: incident.code, message: incident.message }],
  );
}

function awaitedBy(instance: Instance): AwaitedEvent[] {
  return [...instance.state.subscriptions.values()].map(({ owner, element, trigger }): AwaitedEvent => {
    const place = placeOf(instance, owner, element);
    switch (trigger.kind) {
      case 'timer':
        return { ...place, kind: 'timer', due: trigger.due };
      case 'condition':
        return { ...place, kind: 'condition' };
      default:
        return { ...place, kind: trigger.kind, name: trigger.name };
    }
  });
}

/** What would start another instance. Timers among them are in the queue of the world. */
function startEvents({ starts }: World): AwaitedEvent[] {
  return starts.events.flatMap(({ id, key, event }): AwaitedEvent[] => {
    const trigger = event?.trigger;
    const place = { instance: '', element: id, key, loopCounter: 0 };
    if (trigger?.kind === 'message') return [{ ...place, kind: 'message', name: trigger.message.name }];
    if (trigger?.kind === 'signal') return [{ ...place, kind: 'signal', name: trigger.name }];
    return trigger?.kind === 'conditional' ? [{ ...place, kind: 'condition' }] : [];
  });
}

function tokensOf(instances: readonly Instance[]): Record<string, number> {
  const tokens: Record<string, number> = {};
  const add = (id: string, count: number): void => {
    tokens[id] = (tokens[id] ?? 0) + count;
  };
  for (const instance of instances) {
    for (const element of instance.state.elements.values()) {
      // Of a loop the inner instances are where the tokens are.
      if (element.id !== ROOT && element.loop === null) add(instance.nodeOf(element).id, 1);
      for (const [key, count] of element.tokens ?? []) add(instance.flowId(key), count);
    }
  }
  return tokens;
}
