import { Draft, StateFault } from './draft.js';
import type { EngineEvent, EventType } from './events.js';
import { migrateKeys } from './migrate-keys.js';
import { ROOT, type ElementInstance, type InstanceState } from './state.js';
import { Table } from './table.js';

/**
 * The state after `event`. Knows no BPMN and never asks the definition: replaying old events gives the old state,
 * whatever the engine has learnt since.
 * @throws StateFault when the event does not fit the state.
 */
export function apply(state: InstanceState, event: EngineEvent): InstanceState {
  return replay(state, [event]);
}

/** The state after all events, in order. */
export function replay(state: InstanceState, events: Iterable<EngineEvent>): InstanceState {
  const draft = new Draft(state);
  for (const event of events) applyTo(draft, event);
  return draft.finish();
}

/** Applies one event to a draft in place. */
export function applyTo(draft: Draft, event: EngineEvent): void {
  const applier = APPLIERS[event.type][(event.v ?? 1) - 1] as ((draft: Draft, event: EngineEvent) => void) | undefined;
  if (applier === undefined) {
    throw new StateFault(`event ${event.type} has version ${String(event.v)}, which this engine does not know`);
  }
  applier(draft, event);
}

type Applier<T extends EventType> = (draft: Draft, event: Extract<EngineEvent, { type: T }>) => void;

/** Appliers by event type, then by version: entry n-1 gives the meaning of version n. Entries are added, never changed. */
const APPLIERS: { readonly [T in EventType]: readonly Applier<T>[] } = {
  instanceStarted: [
    (draft, event) => {
      if (draft.nextId !== 0) throw new StateFault('the instance was started before');
      draft.definition = event.definition;
      draft.process = event.process;
      draft.businessKey = event.businessKey;
      draft.status = 'active';
      draft.add(ROOT, event.process, -1);
    },
  ],
  instanceCompleted: [
    (draft) => {
      draft.remove(ROOT);
      draft.status = 'completed';
    },
  ],
  instanceCancelled: [
    (draft) => {
      draft.remove(ROOT);
      draft.status = 'cancelled';
    },
  ],
  instanceSuspended: [
    (draft) => {
      draft.status = 'suspended';
    },
  ],
  instanceResumed: [
    (draft) => {
      draft.status = 'active';
    },
  ],
  instanceMigrated: [(draft, event) => migrateKeys(draft, event)],
  elementActivated: [
    (draft, event) => {
      if (event.consumed !== undefined) consume(draft, event.parent, event.consumed);
      const made = draft.add(event.id, event.element, event.parent);
      if (event.loopCounter !== undefined) {
        made.loopCounter = event.loopCounter;
        const body = draft.edit(event.parent);
        if (body.loop !== null) body.loop.started++;
      }
      if (event.outcome !== undefined) made.outcome = event.outcome;
      if (event.variables !== undefined) made.variables = new Map(event.variables);
    },
  ],
  elementCompleted: [
    (draft, event) => {
      const gone = draft.remove(event.id);
      if (event.slot !== undefined) rememberCompletion(draft, gone, event.slot);
      if (gone.loopCounter === 0) return;
      const body = draft.edit(gone.parent);
      if (body.loop === null) return;
      body.loop.completed++;
      if (event.outcome !== undefined) body.outcome = event.outcome;
      if (event.output !== undefined) {
        body.loop.outputs = draft.put(body.loop.outputs, gone.loopCounter, event.output);
      }
    },
  ],
  elementCancelled: [(draft, event) => void draft.remove(event.id)],
  bodyActivated: [
    (draft, event) => {
      if (event.consumed !== undefined) consume(draft, event.parent, event.consumed);
      const made = draft.add(event.id, event.element, event.parent);
      made.loop = { items: null, total: null, started: 0, completed: 0, outputs: Table.empty() };
    },
  ],
  loopPlanned: [
    (draft, event) => {
      const body = draft.edit(event.id);
      if (body.loop === null) throw new StateFault(`element instance ${event.id} is not the body of a loop`);
      body.loop.total = event.total;
      body.loop.items = event.items ?? null;
    },
  ],
  bodyCompleted: [
    (draft, event) => {
      const gone = draft.remove(event.id);
      if (event.slot !== undefined) rememberCompletion(draft, gone, event.slot);
    },
  ],
  bodyCancelled: [(draft, event) => void draft.remove(event.id)],
  flowTaken: [
    (draft, event) => {
      const scope = draft.edit(event.scope);
      scope.tokens ??= new Map();
      scope.tokens.set(event.flow, (scope.tokens.get(event.flow) ?? 0) + 1);
    },
  ],
  tokensRemoved: [
    (draft, event) => {
      for (let i = 0; i < event.count; i++) consume(draft, event.scope, [event.flow]);
    },
  ],
  variablesSet: [
    (draft, event) => {
      const scope = draft.edit(event.scope);
      scope.variables ??= new Map();
      for (const [name, value] of event.values) scope.variables.set(name, value);
    },
  ],
  workOpened: [
    (draft, event) => {
      draft.edit(event.id).work = event.work;
    },
  ],
  workClosed: [
    (draft, event) => {
      draft.edit(event.id).work = null;
    },
  ],
  jobFailed: [
    (draft, event) => {
      const element = draft.edit(event.id);
      if (element.work === null) throw new StateFault(`element instance ${event.id} has no job that could fail`);
      element.work = { ...element.work, retries: event.retries };
    },
  ],
  subscriptionOpened: [
    (draft, event) =>
      draft.openSubscription({ id: event.id, element: event.element, owner: event.owner, trigger: event.trigger }),
  ],
  subscriptionUpdated: [
    (draft, event) => draft.updateSubscription(event.id, (old) => ({ ...old, trigger: event.trigger })),
  ],
  subscriptionClosed: [(draft, event) => draft.closeSubscription(event.id)],
  messageBuffered: [
    (draft, event) => {
      draft.messages = [...draft.messages, event.message];
    },
  ],
  messageUnbuffered: [
    (draft, event) => {
      draft.messages = draft.messages.filter((_, index) => index !== event.index);
    },
  ],
  messageThrown: [told],
  signalThrown: [told],
  errorThrown: [told],
  escalationThrown: [told],
  returned: [told],
  compensationRecorded: [
    (draft, event) => {
      const scope = draft.edit(event.scope);
      draft.take(event.record.id);
      scope.compensable = draft.put(scope.compensable, event.record.id, event.record);
    },
  ],
  compensationTaken: [
    (draft, event) => {
      const scope = draft.edit(event.scope);
      scope.compensable = draft.drop(scope.compensable, event.record);
    },
  ],
  compensationScopeOpened: [
    (draft, event) => {
      const made = draft.add(event.id, event.element, event.parent);
      made.compensating = true;
      made.loopCounter = event.record.loopCounter;
      if (event.record.variables !== null) made.variables = new Map(event.record.variables);
      for (const inner of event.record.inner) made.compensable = draft.put(made.compensable, inner.id, inner);
    },
  ],
  compensationScopeClosed: [(draft, event) => void draft.remove(event.id)],
  completionsForgotten: [
    (draft, event) => {
      const scope = draft.edit(event.scope);
      for (const slot of event.slots) scope.completed = draft.drop(scope.completed, slot);
    },
  ],
  incidentRaised: [
    (draft, event) => {
      const element = draft.edit(event.id);
      if (element.incident === null) draft.incidents++;
      element.incident = event.incident;
    },
  ],
  incidentResolved: [
    (draft, event) => {
      const element = draft.edit(event.id);
      if (element.incident === null) throw new StateFault(`element instance ${event.id} has no incident`);
      element.incident = null;
      draft.incidents--;
    },
  ],
};

/** Events that tell the world something and leave the state as it is. */
function told(): void {}

function consume(draft: Draft, scopeId: number, flows: readonly string[]): void {
  const tokens = draft.edit(scopeId).tokens;
  for (const flow of flows) {
    const there = tokens?.get(flow) ?? 0;
    if (there === 0) throw new StateFault(`no token on ${flow} in element instance ${scopeId}`);
    if (there === 1) tokens?.delete(flow);
    else tokens?.set(flow, there - 1);
  }
}

function rememberCompletion(draft: Draft, gone: ElementInstance, slot: number): void {
  const scope = draft.edit(gone.parent);
  scope.completed = draft.put(scope.completed, slot, gone.element);
}
