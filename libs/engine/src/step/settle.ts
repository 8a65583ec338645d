import type { ElementInstance } from '../state/state.js';
import { advanceLoop } from './loops.js';
import { begin, enter } from './lifecycle.js';
import { continueCompensation } from './compensation.js';
import { takeKeptMessages } from './kept-messages.js';
import type { Run, Task } from './run.js';
import { viewOf } from './subscriptions.js';
import { trigger } from './trigger.js';

/** Lets everything move until nothing can (§13.2: a step ends when every token waits). In a suspended instance nothing does. */
export function settle(run: Run): void {
  if (run.draft.status === 'suspended') return;
  do {
    for (let task = run.nextTask(); task !== undefined; task = run.nextTask()) perform(run, task);
  } while (triggerConditions(run) || fireInclusiveJoin(run));
}

function perform(run: Run, task: Task): void {
  switch (task.kind) {
    case 'arrive': {
      if (!run.exists(task.scope)) return;
      const scope = run.draft.element(task.scope);
      const target = task.flow.target;
      if (!scope.tokens?.has(task.flow.key)) return;
      const consumed =
        target.element.join === undefined ? task.flow.alone : target.element.join(run, target, scope, false);
      if (consumed !== null) enter(run, target, task.scope, consumed, task.outcome);
      return;
    }
    case 'begin': {
      if (!run.exists(task.id)) return;
      const instance = run.instance(task.id);
      begin(run, run.nodeOf(instance), instance);
      return;
    }
    case 'loop':
      advanceLoop(run, task.id);
      return;
    case 'compensate':
      continueCompensation(run, task.id);
      return;
    case 'trigger': {
      const subscription = run.draft.subscriptions.get(task.subscription);
      if (subscription !== undefined) trigger(run, subscription, null);
      return;
    }
    case 'collect':
      takeKeptMessages(run, task.owner);
      return;
  }
}

/** Conditional events happen when their condition turns true (§10.5.5); every change of variables may turn it. */
function triggerConditions(run: Run): boolean {
  if (!run.conditionsDirty || !run.definition.hasConditions) return false;
  run.conditionsDirty = false;
  let moved = false;
  for (const subscription of run.draft.subscriptions.values()) {
    if (subscription.trigger.kind !== 'condition' || !run.draft.subscriptions.has(subscription.id)) continue;
    const event = run.nodeByKey(subscription.element);
    const spec = event.event?.trigger;
    if (spec?.kind !== 'conditional') continue;
    const met = run.holds(spec.condition, run.draft.element(subscription.owner), viewOf(event));
    if (met === subscription.trigger.met) continue;
    run.emit({ type: 'subscriptionUpdated', id: subscription.id, trigger: { kind: 'condition', met } });
    if (!met) continue;
    run.schedule({ kind: 'trigger', subscription: subscription.id });
    moved = true;
  }
  return moved;
}

/** One join at a time: what it lets through may reach the others. */
function fireInclusiveJoin(run: Run): boolean {
  if (!run.definition.hasInclusiveJoins) return false;
  for (const id of run.touchedScopes) {
    if (!run.exists(id)) continue;
    const scope = run.draft.element(id);
    if (fireIn(run, scope)) return true;
    run.touchedScopes.delete(id);
  }
  return false;
}

function fireIn(run: Run, scope: ElementInstance): boolean {
  if (scope.loop !== null || scope.tokens === null) return false;
  for (const join of run.nodeOf(scope).container?.inclusiveJoins ?? []) {
    const consumed = join.element.join?.(run, join, scope, true) ?? null;
    if (consumed === null) continue;
    enter(run, join, scope.id, consumed, null);
    return true;
  }
  return false;
}
