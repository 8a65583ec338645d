import { fromWire as readWire, toWire as writeWire, type WireValue } from '../feel/wire.js';
import type { FeelValue } from '../feel/values.js';
import { StateFault } from './draft.js';
import type { EngineEvent } from './events.js';
import {
  ElementInstance,
  type BufferedMessage,
  type CompensationRecord,
  type Incident,
  type InstanceState,
  type InstanceStatus,
  type Subscription,
  type Variables,
  type Work,
} from './state.js';
import { Owner, Table } from './table.js';

/**
 * States and events as plain JSON values: what is stored, digested and sent. Loss-free: reading what was written gives an equal state, and
 * writing that gives the same JSON. What is empty or absent is left out.
 */
export interface StateJson {
  readonly version: 1;
  readonly definition: string;
  readonly process: string;
  readonly status: InstanceStatus;
  readonly businessKey?: string;
  readonly nextId: number;
  readonly elements: readonly ElementJson[];
  readonly subscriptions?: readonly Subscription[];
  readonly messages?: readonly MessageJson[];
}

type VariablesJson = Readonly<Record<string, WireValue>>;

interface ElementJson {
  readonly id: number;
  readonly element: string;
  /** Absent for the process. */
  readonly parent?: number;
  readonly loopCounter?: number;
  readonly outcome?: string;
  readonly work?: Work;
  readonly incident?: Incident;
  readonly variables?: VariablesJson;
  readonly tokens?: Readonly<Record<string, number>>;
  readonly completed?: readonly (readonly [slot: number, key: string])[];
  readonly compensable?: readonly RecordJson[];
  readonly compensating?: true;
  readonly loop?: LoopJson;
}

interface LoopJson {
  readonly items?: readonly WireValue[];
  readonly total?: number;
  readonly started: number;
  readonly completed: number;
  readonly outputs?: readonly (readonly [loopCounter: number, value: WireValue])[];
}

interface RecordJson {
  readonly element: string;
  readonly id: number;
  readonly loopCounter?: number;
  readonly variables?: VariablesJson;
  readonly inner?: readonly RecordJson[];
}

interface MessageJson {
  readonly name: string;
  readonly key: string | null;
  readonly variables: VariablesJson;
  readonly expiresAt: number;
}

export function stateToJson(state: InstanceState): StateJson {
  const json: Mutable<StateJson> = {
    version: 1,
    definition: state.definition,
    process: state.process,
    status: state.status,
    nextId: state.nextId,
    elements: state.elements.values().map(elementToJson),
  };
  if (state.businessKey !== null) json.businessKey = state.businessKey;
  if (state.subscriptions.size > 0) json.subscriptions = state.subscriptions.values();
  if (state.messages.length > 0) json.messages = state.messages.map(messageToJson);
  return json;
}

export function stateFromJson(json: StateJson): InstanceState {
  const owner = new Owner();
  let elements = Table.empty<ElementInstance>();
  for (const entry of json.elements) elements = elements.set(entry.id, elementFromJson(entry, owner), owner);
  let subscriptions = Table.empty<Subscription>();
  for (const entry of json.subscriptions ?? []) subscriptions = subscriptions.set(entry.id, entry, owner);

  let incidents = 0;
  elements.forEach((element) => {
    if (element.incident !== null) incidents++;
    const scope = elements.get(element.parent);
    if (scope !== undefined) scope.children = scope.children.set(element.id, true, owner);
  });
  subscriptions.forEach(({ id, owner: ownerId }) => {
    const waiting = elements.get(ownerId);
    if (waiting !== undefined) waiting.subscriptions = [...waiting.subscriptions, id];
  });
  return {
    version: 1,
    definition: json.definition,
    process: json.process,
    status: json.status,
    businessKey: json.businessKey ?? null,
    nextId: json.nextId,
    elements,
    subscriptions,
    messages: (json.messages ?? []).map(messageFromJson),
    incidents,
  };
}

/** Only what can be carried gets into a state (`storable`, `variablesOf`), so a refusal here is a fault of the engine. */
function toWire(value: FeelValue): WireValue {
  const wired = writeWire(value);
  if (!wired.ok) throw new StateFault(`${wired.path}: ${wired.message}`);
  return wired.value;
}

/** @throws StateFault for JSON that `stateToJson` and `eventToJson` never write. */
function fromWire(wire: WireValue): FeelValue {
  const read = readWire(wire);
  if (!read.ok) throw new StateFault(`${read.path}: ${read.message}`);
  return read.value;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function elementToJson(element: ElementInstance): ElementJson {
  const json: Mutable<ElementJson> = { id: element.id, element: element.element };
  if (element.parent >= 0) json.parent = element.parent;
  if (element.loopCounter > 0) json.loopCounter = element.loopCounter;
  if (element.outcome !== null) json.outcome = element.outcome;
  if (element.work !== null) json.work = element.work;
  if (element.incident !== null) json.incident = element.incident;
  if (element.variables !== null && element.variables.size > 0) json.variables = variablesToJson(element.variables);
  if (element.tokens !== null && element.tokens.size > 0) json.tokens = Object.fromEntries(element.tokens);
  if (element.completed.size > 0) json.completed = entriesOf(element.completed, (key) => key);
  if (element.compensable.size > 0) json.compensable = element.compensable.values().map(recordToJson);
  if (element.compensating) json.compensating = true;
  if (element.loop !== null) {
    const { items, total, started, completed, outputs } = element.loop;
    json.loop = {
      ...(items === null ? {} : { items: items.map(toWire) }),
      ...(total === null ? {} : { total }),
      started,
      completed,
      ...(outputs.size === 0 ? {} : { outputs: entriesOf(outputs, toWire) }),
    };
  }
  return json;
}

function elementFromJson(json: ElementJson, owner: Owner): ElementInstance {
  const element = new ElementInstance(json.id, json.element, json.parent ?? -1, owner);
  if (json.loopCounter !== undefined) element.loopCounter = json.loopCounter;
  if (json.outcome !== undefined) element.outcome = json.outcome;
  if (json.work !== undefined) element.work = json.work;
  if (json.incident !== undefined) element.incident = json.incident;
  if (json.variables !== undefined) element.variables = variablesFromJson(json.variables);
  if (json.tokens !== undefined) element.tokens = new Map(Object.entries(json.tokens));
  if (json.completed !== undefined) element.completed = tableOf(json.completed, (key) => key, owner);
  for (const record of json.compensable ?? []) {
    element.compensable = element.compensable.set(record.id, recordFromJson(record), owner);
  }
  if (json.compensating === true) element.compensating = true;
  if (json.loop !== undefined) {
    element.loop = {
      items: json.loop.items?.map(fromWire) ?? null,
      total: json.loop.total ?? null,
      started: json.loop.started,
      completed: json.loop.completed,
      outputs: tableOf(json.loop.outputs ?? [], fromWire, owner),
    };
  }
  return element;
}

function entriesOf<T, J>(table: Table<T>, encode: (value: T) => J): [number, J][] {
  const entries: [number, J][] = [];
  table.forEach((value, key) => entries.push([key, encode(value)]));
  return entries;
}

function tableOf<T, J>(entries: readonly (readonly [number, J])[], decode: (value: J) => T, owner: Owner): Table<T> {
  let table = Table.empty<T>();
  for (const [key, value] of entries) table = table.set(key, decode(value), owner);
  return table;
}

/** `Object.fromEntries` defines own properties, so a variable called `__proto__` is an ordinary one. */
function variablesToJson(variables: Variables): VariablesJson {
  return Object.fromEntries([...variables].map(([name, value]) => [name, toWire(value)]));
}

function variablesFromJson(json: VariablesJson): Map<string, FeelValue> {
  return new Map(Object.entries(json).map(([name, value]) => [name, fromWire(value)]));
}

function recordToJson(record: CompensationRecord): RecordJson {
  return {
    element: record.element,
    id: record.id,
    ...(record.loopCounter === 0 ? {} : { loopCounter: record.loopCounter }),
    ...(record.variables === null ? {} : { variables: variablesToJson(record.variables) }),
    ...(record.inner.length === 0 ? {} : { inner: record.inner.map(recordToJson) }),
  };
}

function recordFromJson(json: RecordJson): CompensationRecord {
  return {
    element: json.element,
    id: json.id,
    loopCounter: json.loopCounter ?? 0,
    variables: json.variables === undefined ? null : variablesFromJson(json.variables),
    inner: (json.inner ?? []).map(recordFromJson),
  };
}

function messageToJson(message: BufferedMessage): MessageJson {
  return { ...message, variables: variablesToJson(message.variables) };
}

function messageFromJson(json: MessageJson): BufferedMessage {
  return { ...json, variables: variablesFromJson(json.variables) };
}

/** The state as one canonical text: equal states give equal texts. */
export function stateText(state: InstanceState): string {
  return JSON.stringify(stateToJson(state));
}

/** An event as JSON: maps and FEEL values are encoded, everything else is JSON already. */
export type EventJson = { readonly type: EngineEvent['type'] } & Readonly<Record<string, unknown>>;

export function eventToJson(event: EngineEvent): EventJson {
  switch (event.type) {
    case 'elementActivated':
    case 'messageThrown':
    case 'signalThrown':
      return event.variables === undefined ? { ...event } : { ...event, variables: variablesToJson(event.variables) };
    case 'variablesSet':
      return { ...event, values: variablesToJson(event.values) };
    case 'elementCompleted':
      return event.output === undefined ? { ...event } : { ...event, output: toWire(event.output) };
    case 'loopPlanned':
      return event.items === undefined ? { ...event } : { ...event, items: event.items.map(toWire) };
    case 'messageBuffered':
      return { ...event, message: messageToJson(event.message) };
    case 'compensationRecorded':
    case 'compensationScopeOpened':
      return { ...event, record: recordToJson(event.record) };
    case 'instanceMigrated':
      return { ...event, keys: [...event.keys], slots: [...event.slots] };
    default:
      return { ...event };
  }
}

/** Reads what `eventToJson` wrote. The JSON is trusted: it comes from a log whose digests were checked. */
export function eventFromJson(json: EventJson): EngineEvent {
  const read: Record<string, unknown> = { ...json };
  if (read.variables !== undefined) read.variables = variablesFromJson(read.variables as VariablesJson);
  if (read.values !== undefined) read.values = variablesFromJson(read.values as VariablesJson);
  if (read.output !== undefined) read.output = fromWire(read.output as WireValue);
  if (read.items !== undefined) read.items = (read.items as WireValue[]).map(fromWire);
  if (json.type === 'messageBuffered') read.message = messageFromJson(read.message as MessageJson);
  if (read.record !== undefined && typeof read.record === 'object')
    read.record = recordFromJson(read.record as RecordJson);
  if (json.type === 'instanceMigrated') {
    read.keys = new Map(read.keys as [string, string][]);
    read.slots = new Map(read.slots as [number, number][]);
  }
  return read as unknown as EngineEvent;
}
