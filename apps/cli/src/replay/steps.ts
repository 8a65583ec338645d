import {
  ENGINE_VERSION,
  eventToJson,
  fromWire,
  step,
  type Command,
  type Definition,
  type EngineEvent,
  type Env,
  type FeelValue,
  type InstanceState,
  type WireValue,
} from '@quanheng/engine';
import { canonical, epochMillis, type CheckedLink, type EntryBody } from '@quanheng/ledger';
import type { ReplayFindingCode } from './finding.js';
import type { ReplayParts } from './parts.js';

export type Rerun =
  /** Nothing was given to the engine, by another version of it, or it is erased. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'same' }
  | { readonly kind: 'differs'; readonly code: ReplayFindingCode; readonly message: string };

const SKIPPED: Rerun = { kind: 'skipped' };

/** Carries out again what the engine was given with an entry, and compares the events. Only the same engine must give the same ones. */
export async function rerun(parts: ReplayParts, link: CheckedLink, before: InstanceState): Promise<Rerun> {
  const { body, pieces } = link;
  const steps = pieces.get('steps');
  const flow = pieces.get('flow');
  const at = body === null ? null : epochMillis(body.at);
  if (body === null || at === null || body.versions.engine !== ENGINE_VERSION) return SKIPPED;
  if (steps === undefined || !('value' in steps)) return SKIPPED;
  if (body.content['flow'] !== undefined && (flow === undefined || !('value' in flow))) return SKIPPED;
  const recorded = flow !== undefined && 'value' in flow ? flow.value : [];
  try {
    const events = await stepsAgain(parts, steps.value as RecordedSteps, before, body, at);
    if (canonical(events.map(eventToJson)) === canonical(recorded)) return { kind: 'same' };
    const [now, then] = [typesOf(events), typesOf(recorded as readonly { readonly type: string }[])];
    const message = `the engine now raises other events: ${now}, in the entry are ${then}`;
    return { kind: 'differs', code: 'step-differs', message };
  } catch (error) {
    if (error instanceof DefinitionMissing)
      return { kind: 'differs', code: 'definition-missing', message: error.message };
    return { kind: 'differs', code: 'step-differs', message: `the engine fails: ${String(error)}` };
  }
}

class DefinitionMissing extends Error {
  override readonly name = 'DefinitionMissing';
}

/** What the engine was given with an entry: the zone of dates without an offset, and the commands in order. */
interface RecordedSteps {
  readonly zone: string;
  readonly commands: readonly Recorded[];
}

/** An engine command in an entry's content: variables on the wire, definitions by digest. */
type Recorded = Readonly<Record<string, unknown>> & { readonly type: Command['type'] };

async function stepsAgain(
  parts: ReplayParts,
  { zone, commands }: RecordedSteps,
  before: InstanceState,
  { unit, versions }: EntryBody,
  at: number,
): Promise<readonly EngineEvent[]> {
  const isUnborn = before.nextId === 0;
  const env: Env = { at, zone, workingTime: await parts.calendars.workingTime(unit, versions.organisation, at) };
  let graph = await graphOf(parts, isUnborn ? versions.definition : before.definition);
  let state = before;
  const events: EngineEvent[] = [];
  for (const recorded of commands) {
    const command = await commandOf(parts, recorded);
    const result = step(graph, state, command, env);
    if (result.rejection !== undefined) throw new Error(`${command.type} is rejected: ${result.rejection.message}`);
    if (command.type === 'migrate') graph = command.to;
    state = result.state;
    events.push(...result.events);
  }
  return events;
}

async function graphOf({ definitions }: ReplayParts, digest: string | null): Promise<Definition> {
  const found = digest === null ? null : await definitions.find(digest);
  if (found === null) throw new DefinitionMissing(`there is no definition ${digest ?? ''} to carry it out with`);
  return found.graph;
}

async function commandOf(parts: ReplayParts, recorded: Recorded): Promise<Command> {
  const fields: Record<string, unknown> = { ...recorded };
  const { to } = recorded;
  for (const name of ['variables', 'constants']) {
    const values = recorded[name];
    if (values !== undefined) fields[name] = valuesOf(values as Readonly<Record<string, WireValue>>);
  }
  if (typeof to === 'string') fields['to'] = await graphOf(parts, to);
  return fields as unknown as Command;
}

function valuesOf(variables: Readonly<Record<string, WireValue>>): Readonly<Record<string, FeelValue>> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, wire]): [string, FeelValue] => {
      const made = fromWire(wire);
      if (!made.ok) throw new Error(`${name}: ${made.message}`);
      return [name, made.value];
    }),
  );
}

function typesOf(events: readonly { readonly type: string }[]): string {
  return events.length === 0 ? 'none' : events.map(({ type }) => type).join(' ');
}
