import { policyOf } from '../model/index.js';
import type { InstanceView, ProcessDefinition } from '../ports/index.js';
import type { WorkDraft } from './draft.js';
import { handingEvent } from './handing-events.js';
import type { Work } from './state.js';

/**
 * An instance goes on by another drawing: what was signed counts there only where the control is drawn as it was, on contents that are protected as they
 * were. Else one version could lend its signatures to another that asks for more, or its data to be rewritten where nothing protects them.
 */
export function voidWhatIsDrawnOtherwise(
  draft: WorkDraft,
  before: ProcessDefinition,
  { definition: after }: InstanceView<Work>,
): void {
  const isSame = (activity: string): boolean => drawingOf(before, activity) === drawingOf(after, activity);
  for (const [element, { activity }] of Object.entries(draft.work.controls ?? {})) {
    if (!isSame(activity)) draft.voidActs(Number(element));
  }
  for (const activity of Object.keys(draft.work.ended ?? {})) {
    if (!isSame(activity)) draft.voidEnded(activity, 'content');
  }
  draft.voidWhatChanged();
}

/** Whoever recused themselves from an activity has the same interest when it is called otherwise. */
export function keepRecusals(draft: WorkDraft, keys: Readonly<Record<string, string>> = {}): void {
  for (const [from, to] of Object.entries(keys)) {
    const persons = draft.work.recused?.[from];
    if (persons !== undefined) draft.emit(handingEvent({ type: 'work:recused', activity: to, persons }));
  }
}

function drawingOf(definition: ProcessDefinition, activity: string): string {
  return JSON.stringify(policyOf(definition).activities.get(activity)?.control ?? null);
}
