import type { BufferedMessage, Subscription } from '../state/state.js';
import type { Run } from './run.js';
import { fits } from './subscriptions.js';
import { trigger } from './trigger.js';

/**
 * Delivers the messages that were kept for what an element instance waits for, oldest first, as if they came now. A message stays kept
 * until it is delivered: an event that ends the wait leaves those behind it to whoever waits for them next.
 */
export function takeKeptMessages(run: Run, owner: number): void {
  for (let next = nextKept(run, owner); next !== null; next = nextKept(run, owner)) {
    run.emit({ type: 'messageUnbuffered', index: next.index });
    trigger(run, next.subscription, next.message.variables);
  }
}

function nextKept(
  run: Run,
  owner: number,
): { index: number; message: BufferedMessage; subscription: Subscription } | null {
  if (!run.exists(owner)) return null;
  const awaited = run.draft.element(owner).subscriptions.map((id) => run.draft.subscription(id));
  for (const [index, message] of run.draft.messages.entries()) {
    if (message.expiresAt <= run.env.at) continue;
    const subscription = awaited.find(({ trigger }) => trigger.kind === 'message' && fits(trigger, message));
    if (subscription !== undefined) return { index, message, subscription };
  }
  return null;
}
