import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import {
  UNBORN,
  addDuration,
  eventFromJson,
  eventToJson,
  replay,
  stateFromJson,
  stateText,
  stateToJson,
  step,
  toPlainJson,
  type Command,
  type Definition,
  type EngineEvent,
  type Env,
  type EventJson,
  type InstanceState,
  type StateJson,
  type StepResult,
  type Subscription,
} from '@quanheng/engine';
import { commandOf, NoSuchInstance } from './command.js';
import { compileCase, type CaseDocuments } from './documents.js';
import { readScript, type EnvStep, type Expectation, type Step } from './script.js';
import { TraceWriter } from './trace-format.js';
import { workingTime } from './working-days.js';

export interface CaseResult extends CaseDocuments {
  readonly trace: string;
  /** What each accepted step raised, read back from JSON. */
  readonly steps: readonly (readonly EngineEvent[])[];
}

const START = Date.UTC(2026, 0, 1);

/**
 * Runs the case whose files begin with `base`.
 * @throws Error when a diagram is not valid, the script does not fit, or what must always hold does not.
 */
export async function runCase(base: string): Promise<CaseResult> {
  const script = readScript(readFileSync(`${base}.script.json`, 'utf8'));
  const first = script[0];
  const decisions = first !== undefined && 'env' in first ? (first.env.decisions ?? {}) : {};
  const documents = await compileCase(base, decisions);
  const running = new Running(documents);
  for (const entry of script) {
    try {
      running.step(entry);
    } catch (error) {
      throw new Error(`at ${JSON.stringify(entry)}: ${(error as Error).message}\n${running.writer.text()}`, {
        cause: error,
      });
    }
  }
  return { ...documents, trace: running.writer.text(), steps: running.steps };
}

/** One instance on its way through a script. */
class Running {
  readonly writer = new TraceWriter();
  /** The events of all steps so far, each read back from JSON. */
  readonly steps: EngineEvent[][] = [];
  private state: InstanceState = UNBORN;
  private definition: Definition;
  private at = START;
  private env: EnvStep = {};

  constructor(private readonly documents: CaseDocuments) {
    this.definition = documents.definition;
  }

  step(entry: Step): void {
    if ('env' in entry) this.env = { ...this.env, ...entry.env };
    else if ('expect' in entry) this.expect(entry.expect);
    else if ('advance' in entry) this.advance(entry.advance);
    else if ('reject' in entry) this.reject(entry.reject, entry.code);
    else {
      if ('timer' in entry) this.at = Math.max(this.at, this.timerOf(entry.timer).trigger.due);
      this.accept(title(entry), this.command(entry));
    }
  }

  private accept(heading: string, command: Command): void {
    this.writer.step(heading);
    const { events, state, rejection } = this.take(command);
    if (rejection !== undefined) throw new Error(`rejected ${rejection.code}: ${rejection.message}`);
    for (const event of events) this.writer.event(event);
    this.writer.state(state);
    this.state = state;
    if (command.type === 'migrate') this.definition = command.to;
    this.steps.push(events.map(throughJson));
    if (stateText(replay(UNBORN, this.steps.flat())) !== stateText(state)) {
      throw new Error('replaying all events gives another state than the step did');
    }
  }

  private reject(entry: Step, code: string): void {
    this.writer.step(`${title(entry)}, refused`);
    const { rejection, state } = this.take(this.command(entry));
    if (rejection?.code !== code) throw new Error(`${rejection?.code ?? 'accepted'} instead of rejected ${code}`);
    if (state !== this.state) throw new Error('a rejected command gives another state');
    this.writer.rejected(rejection);
  }

  /** Takes the step from the live state and from the one read back from JSON: a step knows nothing but its arguments. */
  private take(command: Command): StepResult {
    const env = this.environment();
    const before = stateText(this.state);
    const restored = stateFromJson(JSON.parse(before) as StateJson);
    if (stateText(restored) !== before || restored.incidents !== this.state.incidents) {
      throw new Error('the state read back from JSON is another one');
    }
    const live = step(this.definition, this.state, command, env);
    const again = step(this.definition, restored, command, env);
    if (stateText(this.state) !== before) throw new Error('the step changed the state it was given');
    if (stateText(live.state) !== stateText(again.state)) throw new Error('the restored state leads elsewhere');
    if (!isDeepStrictEqual(live.events.map(eventToJson), again.events.map(eventToJson))) {
      throw new Error('the restored state gives other events');
    }
    refuseRemains(live.state);
    return live;
  }

  private advance(duration: string): void {
    const until = addDuration(this.at, duration, this.environment().zone);
    if (until === undefined) throw new Error(`${duration} is no duration`);
    for (let timer = this.nextTimer(until); timer !== undefined; timer = this.nextTimer(until)) {
      this.at = Math.max(this.at, timer.trigger.due);
      this.accept(`timer ${timer.element}, on the way of ${duration}`, { type: 'fireTimer', id: timer.id });
    }
    this.at = until;
  }

  private nextTimer(until: number): Timer | undefined {
    const due = this.timers().filter((timer) => timer.trigger.due <= until);
    return due.sort((a, b) => a.trigger.due - b.trigger.due || a.id - b.id)[0];
  }

  private timerOf(element: string): Timer {
    const found = this.timers().find((timer) => timer.element === element);
    if (found === undefined) throw new NoSuchInstance(`no timer of ${element} runs`);
    return found;
  }

  private timers(): Timer[] {
    return this.state.subscriptions.values().filter(isTimer);
  }

  private command(entry: Step): Command {
    return commandOf(entry, { state: this.state, at: this.at, documents: this.documents });
  }

  private environment(): Env {
    const { zone = '+00:00', hold = [], calendars = [], maxEvents } = this.env;
    return {
      at: this.at,
      zone,
      hold: new Set(hold),
      workingTime: workingTime(calendars),
      ...(maxEvents === undefined ? {} : { maxEvents }),
    };
  }

  private expect(expectation: Expectation): void {
    const { status, waiting, variables, incidents } = expectation;
    if (status !== undefined) same('status', this.state.status, status);
    const elements = this.state.elements.values();
    if (waiting !== undefined) {
      const own = (id: number): boolean => {
        const subscription = this.state.subscriptions.get(id);
        return subscription !== undefined && !isAttached(this.definition, subscription);
      };
      const found = elements.filter((element) => element.work !== null || element.subscriptions.some(own));
      same('waiting', found.map((element) => element.element).sort(), [...waiting].sort());
    }
    if (incidents !== undefined) {
      const found = elements.filter((element) => element.incident !== null);
      same('incidents', found.map((element) => element.element).sort(), [...incidents].sort());
    }
    for (const [name, value] of Object.entries(variables ?? {})) {
      same(`variable ${name}`, toPlainJson(this.variable(name)), value);
    }
  }

  /** Of the process; after its end, the last value that was set there. */
  private variable(name: string): Parameters<typeof toPlainJson>[0] {
    const sets = this.steps.flat().filter((event) => event.type === 'variablesSet' && event.scope === 0);
    const last = sets.findLast((event) => event.type === 'variablesSet' && event.values.has(name));
    return last?.type === 'variablesSet' ? (last.values.get(name) ?? null) : null;
  }
}

type Timer = Subscription & { readonly trigger: Extract<Subscription['trigger'], { kind: 'timer' }> };

function isTimer(subscription: Subscription): subscription is Timer {
  return subscription.trigger.kind === 'timer';
}

/** Boundary events and starts of event sub-processes: they do not keep anything waiting. */
function isAttached(definition: Definition, subscription: Subscription): boolean {
  const type = definition.nodesByKey.get(subscription.element)?.type;
  return type === 'boundaryEvent' || type === 'startEvent';
}

function throughJson(event: EngineEvent): EngineEvent {
  const json = JSON.stringify(eventToJson(event));
  const read = eventFromJson(JSON.parse(json) as EventJson);
  if (JSON.stringify(eventToJson(read)) !== json) throw new Error(`the event ${json} is another one when read back`);
  return read;
}

/** Nothing outlives its instance, and a count is what it counts. */
function refuseRemains(state: InstanceState): void {
  const isOver = state.status === 'completed' || state.status === 'cancelled';
  if (isOver && (state.elements.size > 0 || state.subscriptions.size > 0)) {
    throw new Error(`the instance is ${state.status}, yet has elements or subscriptions`);
  }
  const isStuck = state.elements.size > 0 && !isWaiting(state);
  if (isStuck) throw new Error('nothing waits for anything, yet the instance has not ended');
  const { elements, subscriptions = [] } = stateToJson(state);
  const ids = new Set(elements.map((element) => element.id));
  for (const { id, owner } of subscriptions) {
    if (!ids.has(owner)) throw new Error(`subscription ${id} belongs to nobody`);
  }
}

/** Work, an incident, a subscription, or tokens before a join. */
function isWaiting(state: InstanceState): boolean {
  const isHeld = state.elements.values().some(({ work, incident, tokens }) => {
    return work !== null || incident !== null || (tokens !== null && tokens.size > 0);
  });
  return isHeld || state.subscriptions.size > 0;
}

function same(what: string, found: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what} is ${left}, but ${right} was expected`);
}

function title(entry: Step): string {
  return Object.entries(entry)
    .map(([word, value]) => `${word} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
