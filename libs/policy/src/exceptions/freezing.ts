import type { InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { controlEvent } from '../work/events.js';
import type { WorkDraft } from '../work/draft.js';
import type { Work } from '../work/state.js';
import { DISCIPLINE, disciplineOf } from './discipline.js';
import type { Freeze } from './state.js';

/** What is still done while a matter is frozen: it is verified, and put right where the product itself failed. */
const MEANWHILE: ReadonlySet<string> = new Set([
  ...['freezeInstance', 'unfreezeInstance', 'attachFile', 'commentInstance', 'copyInstance', 'acknowledgeCopy'],
  'releaseInstance',
]);

/** Nobody who acts for themselves moves a frozen matter; what comes by itself waits, as in any suspended instance. */
export function againstFrozen({ command, principal, instance, organisation, at }: Request<Work>): Reason[] {
  const freezes = instance?.work.exceptions?.freezes ?? [];
  if (freezes.length === 0 || principal.kind !== 'person' || MEANWHILE.has(command.kind)) return [];
  return [reason('INSTANCE_FROZEN', { name: disciplineOf(organisation, at) || DISCIPLINE })];
}

/** Stands still from now on. */
export function freeze(draft: WorkDraft, { flow }: InstanceView, given: Omit<Freeze, 'wasSuspended'>): void {
  const frozen = draft.work.exceptions?.freezes ?? [];
  const wasSuspended = frozen[0]?.wasSuspended ?? flow.status === 'suspended';
  draft.emit(controlEvent({ type: 'work:frozen', freeze: { ...given, wasSuspended } }));
  if (flow.status === 'active') draft.commands.push({ type: 'suspend' });
}

/** Goes on, unless it is frozen for another reason too or an operator holds it. */
export function thaw(draft: WorkDraft, whys: readonly Freeze['why'][]): void {
  const before = draft.work.exceptions?.freezes ?? [];
  draft.emit(controlEvent({ type: 'work:thawed', whys }));
  const isOver = draft.work.exceptions?.freezes.length === 0;
  if (isOver && before.some(({ wasSuspended }) => !wasSuspended)) draft.commands.push({ type: 'resume' });
}
