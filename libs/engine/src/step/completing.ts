import type { ElementInstance } from '../state/state.js';
import type { Run } from './run.js';

/**
 * The normal flow of a scope has ended, or was ended by an interrupting event sub-process: what still runs in it are event sub-processes, and
 * no other may start (§13.3.2, state Completing; §13.5.4).
 */
export function isCompleting(run: Run, scope: ElementInstance): boolean {
  const isScope = scope.loop === null && run.nodeOf(scope).container !== null;
  if (!isScope || (scope.tokens !== null && scope.tokens.size > 0)) return false;
  return !scope.children.some((_, id) => run.nodeOf(run.draft.element(id)).container?.isEventSubProcess !== true);
}
