import type { GraphNode, MessageSpec } from '../compile/graph.js';
import type { TimerSpec } from '../compile/timer.js';
import { formatForTimer } from '../time/feel-time.js';
import { firstFiring, nextFiring } from '../time/firing.js';
import type { BufferedMessage, ElementInstance, Subscription, Trigger } from '../state/state.js';
import { IncidentSignal } from './incident-signal.js';
import type { Run } from './run.js';
import type { View } from './scope-reader.js';

/**
 * Waits for each event that waits for something outside; errors, escalations and compensation find their way without a subscription.
 * All triggers are computed before the first subscription is opened, so a failing one leaves nothing behind.
 */
export function subscribe(run: Run, events: readonly GraphNode[], owner: ElementInstance): void {
  if (events.length === 0) return;
  const opened: { event: GraphNode; trigger: Trigger }[] = [];
  for (const event of events) {
    const trigger = triggerOf(run, event, owner);
    if (trigger !== null) opened.push({ event, trigger });
  }
  for (const { event, trigger } of opened) open(run, event, owner, trigger);
}

/** Waits for a message: receive tasks, and message events through `subscribe`. */
export function subscribeToMessage(run: Run, node: GraphNode, message: MessageSpec, owner: ElementInstance): void {
  open(run, node, owner, messageTrigger(run, message, node, owner));
}

export function closeSubscriptions(run: Run, owner: ElementInstance): void {
  for (const id of owner.subscriptions) run.emit({ type: 'subscriptionClosed', id });
}

/** No event sub-process of a scope is awaited any more; the boundary events of the scope still are. */
export function closeInnerSubscriptions(run: Run, scope: ElementInstance): void {
  for (const id of scope.subscriptions) {
    if (run.nodeByKey(run.draft.subscription(id).element).type !== 'startEvent') continue;
    run.emit({ type: 'subscriptionClosed', id });
  }
}

function open(run: Run, event: GraphNode, owner: ElementInstance, trigger: Trigger): void {
  const id = run.newId();
  run.emit({ type: 'subscriptionOpened', id, element: event.key, owner: owner.id, trigger });
  if (trigger.kind === 'condition') run.conditionsDirty = true;
  if (trigger.kind === 'message' && run.draft.messages.length > 0) run.schedule({ kind: 'collect', owner: owner.id });
}

/** Whether a message is meant for a subscription: a side that names no key fits every key. */
export function fits(
  trigger: Extract<Trigger, { kind: 'message' }>,
  message: Pick<BufferedMessage, 'name' | 'key'>,
): boolean {
  return trigger.name === message.name && (trigger.key === null || message.key === null || trigger.key === message.key);
}

function triggerOf(run: Run, event: GraphNode, owner: ElementInstance): Trigger | null {
  const spec = event.event?.trigger;
  if (spec == null) {
    const message = (event.spec as { message?: MessageSpec } | undefined)?.message;
    return message === undefined ? null : messageTrigger(run, message, event, owner);
  }
  switch (spec.kind) {
    case 'message':
      return messageTrigger(run, spec.message, event, owner);
    case 'signal':
      return { kind: 'signal', name: spec.name };
    case 'timer':
      return timerTrigger(run, spec.timer, event, owner);
    case 'conditional':
      return { kind: 'condition', met: false };
    default:
      return null;
  }
}

function messageTrigger(run: Run, message: MessageSpec, event: GraphNode, owner: ElementInstance): Trigger {
  return { kind: 'message', name: message.name, key: correlationKey(run, message, owner, viewOf(event)) };
}

/** Boundary events belong to the scope around the activity they are attached to. */
export function viewOf(event: GraphNode): View {
  return { outside: event.type === 'boundaryEvent' };
}

/**
 * The correlation key as text; null when the message has none.
 * @throws IncidentSignal when its expression gives null: a message without a key would go to whoever waits for the name.
 */
export function correlationKey(run: Run, message: MessageSpec, at: ElementInstance, view?: View): string | null {
  if (message.correlation === null) return null;
  const what = `The correlation of message ${message.name},`;
  const value = run.value(message.correlation, at, what, view);
  if (value !== null) return formatForTimer(value);
  throw new IncidentSignal('expression-failed', `${what} "${message.correlation.source}", is null.`);
}

function timerTrigger(run: Run, timer: TimerSpec, event: GraphNode, owner: ElementInstance): Trigger {
  const text = typeof timer.value === 'string' ? timer.value : timerText(run, timer.value, event, owner);
  const firing = firstFiring(timer.kind, text, timer.calendar, run.env);
  if (firing !== undefined) return { kind: 'timer', ...firing };
  throw new IncidentSignal(
    'expression-failed',
    `The timer of ${event.id} cannot be set by "${text}": it takes an ISO 8601 ${NOUN[timer.kind]}${calendarNote(timer)}.`,
  );
}

function calendarNote(timer: TimerSpec): string {
  return timer.calendar === null ? '' : `, counted by a calendar "${timer.calendar}" that must be known`;
}

const NOUN = { date: 'date', duration: 'duration', cycle: 'recurrence such as R3/PT1H' } as const;

function timerText(
  run: Run,
  expression: Exclude<TimerSpec['value'], string>,
  event: GraphNode,
  owner: ElementInstance,
): string {
  const value = run.value(expression, owner, `The timer of ${event.id},`, viewOf(event));
  if (value === null)
    throw new IncidentSignal('expression-failed', `The timer of ${event.id}, "${expression.source}", is null.`);
  return formatForTimer(value).trim();
}

/**
 * A timer has fired: what is left of its cycle, or null when it is done.
 * @throws IncidentSignal when the next firing cannot be computed; a cycle never ends silently.
 */
export function rearmed(run: Run, subscription: Subscription, timer: TimerSpec): Trigger | null {
  const { trigger } = subscription;
  if (trigger.kind !== 'timer' || trigger.every === null || trigger.remaining === 1) return null;
  const next = nextFiring(trigger, timer.calendar, run.env);
  if (next !== undefined) return { kind: 'timer', ...next };
  throw new IncidentSignal(
    'expression-failed',
    `${subscription.element} cannot be repeated after ${trigger.every}${calendarNote(timer)}.`,
  );
}
