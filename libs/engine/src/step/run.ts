import type { Definition, Flow, GraphNode } from '../compile/graph.js';
import type { Expression, FeelEnv, FeelProblem } from '../feel/api.js';
import { typeOf } from '../feel/types.js';
import type { FeelValue } from '../feel/values.js';
import { applyTo } from '../state/apply.js';
import { Draft, StateFault } from '../state/draft.js';
import type { EngineEvent } from '../state/events.js';
import type { ElementInstance, Incident, IncidentPhase, InstanceState } from '../state/state.js';
import { IncidentSignal, StepLimit } from './incident-signal.js';
import { ScopeReader, type View } from './scope-reader.js';
import type { Env } from './env.js';

/** Something the step still has to do. Whatever it concerns may have been cancelled by the time its turn comes. */
export type Task =
  /** A token stands on a flow, before its target. */
  | { readonly kind: 'arrive'; readonly flow: Flow; readonly scope: number; readonly outcome: string | null }
  /** An element was activated together with others, inner instances or starts of a scope, and has its work to do. */
  | { readonly kind: 'begin'; readonly id: number }
  /** A loop body may start its next inner instances or end. */
  | { readonly kind: 'loop'; readonly id: number }
  /** Compensation takes up the next record, or has none left. */
  | { readonly kind: 'compensate'; readonly id: number }
  /** A condition that an event waits for has turned true. */
  | { readonly kind: 'trigger'; readonly subscription: number }
  /** An element instance has begun to wait for messages while some are kept. */
  | { readonly kind: 'collect'; readonly owner: number };

/**
 * One step under way: the draft, the events raised so far and what is still to be done. Every change goes through `emit`, which
 * applies the event at once, so behaviours always read the state as it is after everything they emitted.
 */
export class Run {
  readonly draft: Draft;
  readonly events: EngineEvent[] = [];
  /** Variables changed or conditions were opened: conditional events have to be looked at. */
  conditionsDirty = false;
  /** Scopes in which tokens moved or elements ended: inclusive joins in them have to be looked at. */
  readonly touchedScopes = new Set<number>();
  private readonly tasks: Task[] = [];
  private next = 0;
  private readonly urgent: Task[] = [];
  private readonly reader: ScopeReader;
  private readonly feelEnv: FeelEnv;
  private problem: FeelProblem | null = null;
  private readonly maxEvents: number;

  /** The definition the instance runs on; a migration replaces it in the midst of the step. */
  definition: Definition;

  constructor(
    definition: Definition,
    state: InstanceState,
    readonly env: Env,
  ) {
    this.definition = definition;
    this.draft = new Draft(state);
    this.maxEvents = env.maxEvents ?? DEFAULT_MAX_EVENTS;
    this.reader = new ScopeReader(this.draft, (instance) => this.nodeOf(instance));
    this.feelEnv = {
      at: env.at,
      zone: env.zone,
      report: (problem) => {
        if (problem.code !== 'missing-variable') this.problem ??= problem;
      },
    };
  }

  emit(event: EngineEvent): void {
    if (this.events.length >= this.maxEvents) {
      throw new StepLimit(`the step raised more than ${this.maxEvents} events; does the process loop without waiting?`);
    }
    applyTo(this.draft, event);
    this.events.push(event);
  }

  newId(): number {
    return this.draft.nextId;
  }

  /** The element instance, held by this step: the object stays the same until the element ends. */
  instance(id: number): ElementInstance {
    return this.draft.edit(id);
  }

  exists(id: number): boolean {
    return this.draft.elements.has(id);
  }

  nodeOf(instance: ElementInstance): GraphNode {
    return this.nodeByKey(instance.element);
  }

  nodeByKey(key: string): GraphNode {
    const node = this.definition.nodesByKey.get(key);
    if (node === undefined) throw new StateFault(`the definition has no element ${key}`);
    return node;
  }

  schedule(task: Task): void {
    this.tasks.push(task);
  }

  /** To be done before anything else: what decides whether its siblings still have a turn. */
  scheduleFirst(task: Task): void {
    this.urgent.push(task);
  }

  /** The next thing to do, oldest first, so parallel branches advance side by side. */
  nextTask(): Task | undefined {
    const urgent = this.urgent.pop();
    if (urgent !== undefined) return urgent;
    const task = this.tasks[this.next++];
    if (this.next >= this.tasks.length) {
      this.tasks.length = 0;
      this.next = 0;
    }
    return task;
  }

  /** Puts a token on a flow. */
  take(flow: Flow, scope: number, outcome: string | null): void {
    this.emit({ type: 'flowTaken', scope, flow: flow.key });
    if (this.definition.hasInclusiveJoins) this.touchedScopes.add(scope);
    this.tasks.push({ kind: 'arrive', flow, scope, outcome });
  }

  raise(instance: ElementInstance, signal: IncidentSignal, phase: IncidentPhase, outcome: string | null = null): void {
    const { code, message } = signal;
    const incident: Incident = { code, message, phase, ...(outcome === null ? {} : { outcome }) };
    this.emit({ type: 'incidentRaised', id: instance.id, element: instance.element, incident });
  }

  /** The scope of an expression: the variables visible at the element instance. */
  scopeAt(instance: ElementInstance): ScopeReader {
    return this.reader.from(instance);
  }

  feel(): FeelEnv {
    return this.feelEnv;
  }

  /**
   * The value of an expression at an element instance.
   * @throws IncidentSignal when it is null because something in it failed.
   */
  value(expression: Expression, at: ElementInstance, what: string, view?: View): FeelValue {
    this.problem = null;
    const value = expression.evaluate(this.reader.from(at, view), this.feelEnv);
    if (value === null) this.refuseProblem(what, expression.source);
    return value;
  }

  /** @throws IncidentSignal with the first problem reported since the last evaluation began, if there was one. */
  refuseProblem(what: string, source: string): void {
    const problem = this.problem;
    if (problem !== null) throw new IncidentSignal('expression-failed', `${what} "${source}": ${problem.message}`);
  }

  forgetProblem(): void {
    this.problem = null;
  }

  firstProblem(): FeelProblem | null {
    return this.problem;
  }

  /**
   * A condition that decides where a token goes: true or false. Null would silently mean false, so it is an incident: a missing amount
   * must not take the way of the small amounts.
   */
  decided(expression: Expression, at: ElementInstance, what: string): boolean {
    const value = this.value(expression, at, what);
    if (typeof value === 'boolean') return value;
    throw new IncidentSignal(
      'expression-failed',
      `${what} "${expression.source}" must be true or false, but is ${value === null ? 'null' : `a ${typeOf(value)}`}.${missing(expression, this.reader.from(at))}`,
    );
  }

  /** A condition that is awaited: anything but true means not yet. */
  holds(expression: Expression, at: ElementInstance, view?: View): boolean {
    return expression.evaluate(this.reader.from(at, view), this.feelEnv) === true;
  }
}

const DEFAULT_MAX_EVENTS = 1_000_000;

function missing(expression: Expression, scope: ScopeReader): string {
  const unset = expression.variables.filter((name) => (scope.get(name) ?? null) === null);
  return unset.length === 0 ? '' : ` Not set: ${unset.join(', ')}.`;
}
