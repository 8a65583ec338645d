import { ROOT } from '../../state/state.js';
import type { Command } from '../commands.js';
import { cancelContent } from '../lifecycle.js';
import type { Run } from '../run.js';
import { closeSubscriptions } from '../subscriptions.js';
import { wake } from '../wake.js';
import { Rejected } from './handler.js';

export function cancelInstance(run: Run, command: Extract<Command, { type: 'cancel' }>): void {
  const root = run.instance(ROOT);
  cancelContent(run, root);
  closeSubscriptions(run, root);
  run.emit({ type: 'instanceCancelled', reason: command.reason ?? null });
}

/**
 * Nothing moves in a suspended instance; timers and messages are refused, and come again after it was resumed. It may be migrated while it is
 * suspended: what that sets in motion moves when it is resumed.
 */
export function suspend(run: Run): void {
  run.emit({ type: 'instanceSuspended' });
}

export function resume(run: Run): void {
  if (run.draft.status !== 'suspended') throw new Rejected('not-suspended', 'The instance is not suspended.');
  run.emit({ type: 'instanceResumed' });
  wake(run);
}
