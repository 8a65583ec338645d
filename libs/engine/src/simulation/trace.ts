import type { Definition } from '../compile/graph.js';
import { processOf } from '../compile/message-target.js';
import { toPlainJson, type WireValue as PlainJson } from '../feel/wire.js';
import type { EngineEvent } from '../state/events.js';
import { ROOT, type Trigger, type Variables } from '../state/state.js';
import { formatInstant } from '../time/iso8601.js';
import type { Instance } from './instance.js';

/** One event of the simulated world in plain JSON. `element` is a BPMN id; further fields depend on `event`. */
export interface TraceLine {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly instance: string;
  /** Id of the process that contains the element. */
  readonly process: string;
  /** Name of the engine's event. */
  readonly event: EngineEvent['type'];
  readonly element: string;
  readonly elementType: string;
  /** From 1, on inner instances of loops and multi-instances. */
  readonly loopCounter?: number;
  readonly [detail: string]: PlainJson | undefined;
}

type Details = Readonly<Record<string, PlainJson>>;
const NONE: Details = {};

/** Turns engine events into lines that speak of BPMN ids. */
export class Tracer {
  private readonly instants = new Map<number, string>();

  constructor(private readonly definition: Definition) {}

  line(event: EngineEvent, instance: Instance, clock: number): TraceLine {
    const at = this.instant(clock);
    if (event.type === 'flowTaken' || event.type === 'tokensRemoved') {
      const flow = this.definition.flowsByKey.get(event.flow);
      const container = instance.of(event.scope)?.node ?? instance.process;
      const details: Details = flow === undefined ? NONE : { source: flow.source.id, target: flow.target.id };
      const process = processOf(flow?.source ?? container).id;
      const element = flow?.id ?? event.flow;
      return {
        at,
        instance: instance.name,
        process,
        event: event.type,
        element,
        elementType: 'sequenceFlow',
        ...details,
      };
    }
    const living = instance.of(subjectOf(event));
    const node = 'element' in event ? instance.nodeByKey(event.element) : (living?.node ?? instance.process);
    const loopCounter = living?.loopCounter ?? 0;
    return {
      at,
      instance: instance.name,
      process: processOf(node).id,
      event: event.type,
      element: node.id,
      elementType: node.type,
      ...(loopCounter > 0 ? { loopCounter } : {}),
      ...this.details(event, instance),
    };
  }

  /** The clock stands still for many events. */
  private instant(clock: number): string {
    const known = this.instants.get(clock);
    if (known !== undefined) return known;
    const text = formatInstant(clock);
    if (this.instants.size > 100) this.instants.clear();
    this.instants.set(clock, text);
    return text;
  }

  private details(event: EngineEvent, instance: Instance): Details {
    switch (event.type) {
      case 'elementCompleted':
        return event.outcome === undefined ? NONE : { outcome: event.outcome };
      case 'loopPlanned':
        return { instances: event.total };
      case 'variablesSet':
        return { variables: plainVariables(event.values) };
      case 'workOpened':
        return { work: event.work.kind, ...(event.work.handler === null ? {} : { handler: event.work.handler }) };
      case 'jobFailed':
        return { message: event.message, retries: event.retries };
      case 'subscriptionOpened':
      case 'subscriptionUpdated':
        return triggerDetails(event.trigger);
      case 'messageBuffered':
        return { name: event.message.name, key: event.message.key };
      case 'messageThrown':
        return { name: event.name, key: event.key, variables: plainVariables(event.variables) };
      case 'signalThrown':
        return { name: event.name, variables: plainVariables(event.variables) };
      case 'errorThrown':
      case 'escalationThrown':
        return { code: event.code, caughtBy: event.caughtBy === null ? null : instance.nodeByKey(event.caughtBy).id };
      case 'incidentRaised':
        return { code: event.incident.code, message: event.incident.message };
      case 'returned':
        return { to: instance.nodeByKey(event.target).id };
      case 'instanceCancelled':
        return { reason: event.reason };
      default:
        return NONE;
    }
  }
}

/** The element instance or subscription an event is about; the process for what concerns the whole instance. */
function subjectOf(event: EngineEvent): number {
  if ('id' in event) return event.id;
  return 'scope' in event ? event.scope : ROOT;
}

function triggerDetails(trigger: Trigger): Details {
  switch (trigger.kind) {
    case 'message':
      return { waitsFor: 'message', name: trigger.name, key: trigger.key };
    case 'signal':
      return { waitsFor: 'signal', name: trigger.name };
    case 'timer':
      return { waitsFor: 'timer', due: formatInstant(trigger.due) };
    case 'condition':
      return { waitsFor: 'condition' };
  }
}

export function plainVariables(variables: Variables): { readonly [name: string]: PlainJson } {
  const plain = Object.create(null) as Record<string, PlainJson>;
  for (const [name, value] of variables) plain[name] = toPlainJson(value);
  return plain;
}
