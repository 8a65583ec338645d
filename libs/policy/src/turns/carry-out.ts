import {
  ROOT,
  step,
  withFields,
  type Command as EngineCommand,
  type EngineEvent,
  type Env,
  type InstanceState,
  type Rejection,
  type Variables,
} from '@quanheng/engine';
import {
  worded,
  type Done,
  type Policy,
  type Reaction,
  type Reason,
  type Request,
  type RecordChange,
  type Stimulus,
  type TrailRecord,
  type WorkEvent,
} from '../ports/index.js';
import { viewOf, type InstanceBefore } from './instance-before.js';
import { inOrder } from '../texts/index.js';
import type { LockedRecords } from './locked-records.js';
import { withThresholds } from './thresholds.js';

/** Everything a command did to an instance, before any of it counts. */
export interface Outcome extends Omit<Done, 'before'> {
  readonly state: InstanceState;
  readonly workState: unknown;
  readonly trail: readonly Omit<TrailRecord, 'seq' | 'at'>[];
  /** The last value of each scope record that changed. */
  readonly records: readonly RecordChange[];
  /** What the engine was given, in order: a second run from the same state must give the same events. */
  readonly commands: readonly EngineCommand[];
  /** Told with the answer. */
  readonly warnings: readonly Reason[];
}
export type Verdict =
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'misfit'; readonly misfit: Misfit };
export type Misfit = NonNullable<Reaction['misfit']>;

/** Turns in which policy and engine answer each other within one command; more means that they never end. */
const MAX_TURNS = 1000;

/**
 * Steps 2 to 4 of a command (architecture §2): authorise, let engine and policy act in turn until neither has anything to add, admit. Pure. Whoever
 * is refused is told everything at once: where the policy says so, also what would have stood against the step, which is then tried and thrown away.
 * @param request without `instance`, which is `before` as it becomes
 * @param given what the command means to the engine; commands on work items mean nothing to it until the policy says so
 * @throws StateFault when the engine or a stored state is at fault
 */
export function carryOut(
  policy: Policy,
  request: Omit<Request, 'instance'>,
  before: InstanceBefore,
  records: LockedRecords,
  given: readonly EngineCommand[],
  env: Env,
): Verdict {
  const turn = new Turn(policy, request, before, records, env);
  const against = policy.authorise(turn.request());
  if (against.length === 0) return taken(turn, given);
  const further = policy.isToldFurther?.(turn.request()) === true ? taken(turn, given) : null;
  const told = worded(against);
  return { kind: 'refused', reasons: inOrder([...told, ...beyond(told, further)]) };
}

/** What stands against the step besides, each rule once. */
function beyond(against: readonly Reason[], step: Verdict | null): readonly Reason[] {
  if (step?.kind !== 'refused') return [];
  const isSame = (one: Reason, other: Reason): boolean =>
    one.code === other.code && one.parameters?.['constraint'] === other.parameters?.['constraint'];
  return step.reasons.filter((each) => !against.some((known) => isSame(known, each)));
}

/** Steps 3 and 4. */
function taken(turn: Turn, given: readonly EngineCommand[]): Verdict {
  const asked = turn.request();
  const misfit = turn.react({ kind: 'command' });
  if (misfit !== undefined) return { kind: 'misfit', misfit };
  turn.pending.unshift(...turn.begun(given));
  for (let turns = 0; turn.pending.length > 0; turns++) {
    if (turns === MAX_TURNS) throw new Error(`engine and policy answered each other ${MAX_TURNS} times`);
    const seen = turn.flow.length;
    const rejection = turn.giveAll();
    if (rejection !== undefined) return turn.turnedDown(asked, rejection);
    if (turn.flow.length > seen) turn.react({ kind: 'events', events: turn.flow.slice(seen) });
  }

  const inadmissible = turn.admit();
  if (inadmissible.length > 0) return { kind: 'refused', reasons: inOrder(inadmissible) };
  return { kind: 'done', outcome: turn.outcome() };
}

/** What the variables of the process were when the step ended it: as it began, with what was written on the way. */
function variablesAtEnd(
  before: InstanceState,
  events: readonly EngineEvent[],
  after: InstanceState,
): Variables | undefined {
  if (after.elements.has(ROOT)) return undefined;
  const last = new Map(before.elements.get(ROOT)?.variables);
  for (const event of events) {
    if (event.type === 'variablesSet' && event.scope === ROOT)
      event.values.forEach((value, name) => last.set(name, value));
  }
  return last;
}

/** One command under way. */
class Turn {
  readonly pending: EngineCommand[] = [];
  readonly flow: EngineEvent[] = [];
  readonly work: WorkEvent[] = [];
  private readonly commands: EngineCommand[] = [];
  private readonly trail: Omit<TrailRecord, 'seq' | 'at'>[] = [];
  private readonly warnings: Reason[] = [];
  private readonly records = new Map<string, RecordChange>();
  private state: InstanceState;
  /** Of the process, once the step has ended it. */
  private lastVariables: Variables | undefined;
  private workState: unknown;
  private graph;
  private present: Request | undefined;

  constructor(
    private readonly policy: Policy,
    private readonly asked: Omit<Request, 'instance'>,
    private readonly before: InstanceBefore,
    private readonly locked: LockedRecords,
    private readonly env: Env,
  ) {
    this.state = before.flow;
    this.workState = before.work;
    this.graph = before.definition.graph;
  }

  /** As things stand now. Made anew only when they have changed. */
  request(): Request {
    this.present ??= this.makeRequest();
    return this.present;
  }

  private makeRequest(): Request {
    const { state: flow, workState: work, lastVariables } = this;
    const { id, process, startedBy, startedAt, definition, trail } = this.before;
    const seen = { id, process, startedBy, startedAt, definition, flow, work, trail };
    const instance = viewOf(seen, this.locked.with(this.records), this.locked.keys);
    return withFields(this.asked, {
      instance: lastVariables === undefined ? instance : withFields(instance, { lastVariables }),
    });
  }

  /** With the thresholds that an instance begins with. */
  begun(given: readonly EngineCommand[]): readonly EngineCommand[] {
    return withThresholds(given, this.asked, this.before);
  }

  admit(): readonly Reason[] {
    const { before, flow, work } = this;
    return this.policy.admit(this.request(), { before: before.flow, flow, work });
  }

  react(stimulus: Stimulus): Misfit | undefined {
    const reaction: Reaction = this.policy.react(this.request(), stimulus);
    const { events, commands, trail, records = [], warnings = [], misfit } = reaction;
    if (misfit !== undefined) return misfit;
    this.present = undefined;
    for (const event of events) this.workState = this.policy.apply(this.workState, event);
    this.work.push(...events);
    this.pending.push(...commands);
    this.trail.push(...trail);
    this.warnings.push(...warnings);
    for (const record of records) this.records.set(this.locked.nameOf(record), record);
    return undefined;
  }

  /** Gives the engine everything that waits for it. */
  giveAll(): Rejection | undefined {
    this.present = undefined;
    for (const command of this.pending.splice(0)) {
      const { events, state, rejection } = step(this.graph, this.state, command, this.env);
      if (rejection !== undefined) return rejection;
      if (command.type === 'migrate') this.graph = command.to;
      this.lastVariables ??= variablesAtEnd(this.state, events, state);
      this.state = state;
      this.commands.push(command);
      for (const event of events) this.flow.push(event);
    }
    return undefined;
  }

  /** @param asked as things stood before the step */
  turnedDown(asked: Request, rejection: Rejection): Verdict {
    const reasons = this.policy.refusalOf?.(asked, rejection) ?? [];
    return reasons.length > 0 ? { kind: 'refused', reasons } : { kind: 'rejected', rejection };
  }

  outcome(): Outcome {
    const { state, workState, flow, work, trail, commands, warnings } = this;
    return { state, workState, flow, work, trail, records: [...this.records.values()], commands, warnings };
  }
}
