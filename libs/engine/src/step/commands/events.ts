import type { Subscription, Trigger, Variables } from '../../state/state.js';
import type { Command, CorrelateMessage } from '../commands.js';
import { setLocal } from '../data.js';
import type { Run } from '../run.js';
import { fits } from '../subscriptions.js';
import { trigger } from '../trigger.js';
import { Rejected, variablesOf } from './handler.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** At most one receiver; without one the message is kept for a while if the command says so. */
export function correlateMessage(run: Run, command: CorrelateMessage): void {
  const variables = variablesOf(command.variables);
  dropExpired(run);
  const receiver = receiverOf(run, command);
  if (receiver !== undefined) {
    trigger(run, receiver, variables);
    return;
  }
  if (command.expiresAt === undefined || command.expiresAt <= run.env.at) {
    const key = command.key === undefined ? '' : ` with key "${command.key}"`;
    throw new Rejected('no-receiver', `Nothing waits for message "${command.name}"${key}.`);
  }
  run.emit({
    type: 'messageBuffered',
    message: {
      name: command.name,
      key: command.key ?? null,
      variables: variables ?? new Map(),
      expiresAt: command.expiresAt,
    },
  });
}

function receiverOf(run: Run, command: CorrelateMessage): Subscription | undefined {
  const message = { name: command.name, key: command.key ?? null };
  const isReceiver = (subscription: Subscription): boolean =>
    subscription.trigger.kind === 'message' && fits(subscription.trigger, message);
  if (command.subscription !== undefined) {
    const named = run.draft.subscriptions.get(command.subscription);
    return named !== undefined && isReceiver(named) ? named : undefined;
  }
  return run.draft.subscriptions.values().find(isReceiver);
}

function dropExpired(run: Run): void {
  for (let index = run.draft.messages.length - 1; index >= 0; index--) {
    const message = run.draft.messages[index];
    if (message !== undefined && message.expiresAt <= run.env.at) run.emit({ type: 'messageUnbuffered', index });
  }
}

/** Everything that waits for the signal when it comes; what starts to wait because of it does not get it. */
export function broadcastSignal(run: Run, command: Of<'broadcastSignal'>): void {
  const variables = variablesOf(command.variables);
  const waits = (candidate: Trigger): boolean => candidate.kind === 'signal' && candidate.name === command.name;
  const before = command.before ?? Infinity;
  const receivers = run.draft.subscriptions.values().filter(({ id, trigger }) => id < before && waits(trigger));
  if (receivers.length === 0) throw new Rejected('no-receiver', `Nothing waits for signal "${command.name}".`);
  deliver(run, receivers, variables);
}

function deliver(run: Run, receivers: readonly Subscription[], variables: Variables | null): void {
  for (const receiver of receivers) {
    const current = run.draft.subscriptions.get(receiver.id);
    if (current !== undefined) trigger(run, current, variables);
  }
}

export function fireTimer(run: Run, command: Of<'fireTimer'>): void {
  const subscription = run.draft.subscriptions.get(command.id);
  if (subscription?.trigger.kind !== 'timer') {
    throw new Rejected('not-waiting', `There is no timer ${command.id}: it fired before, or its element has ended.`);
  }
  if (subscription.trigger.due > run.env.at) {
    throw new Rejected(
      'not-due',
      `Timer ${command.id} of ${subscription.element} is not due yet.`,
      subscription.element,
    );
  }
  trigger(run, subscription, null);
}

export function setVariables(run: Run, command: Of<'setVariables'>): void {
  const variables = variablesOf(command.variables);
  const scope = command.scope ?? 0;
  if (!run.exists(scope)) throw new Rejected('unknown-element', `There is no element instance ${scope}.`);
  if (variables !== null) setLocal(run, run.instance(scope), variables);
}
