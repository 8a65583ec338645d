import { policyOf } from '../model/index.js';
import type { InstanceView, ProcessDefinition } from '../ports/index.js';
import type { WorkDraft } from './draft.js';
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

function drawingOf(definition: ProcessDefinition, activity: string): string {
  return JSON.stringify(policyOf(definition).activities.get(activity)?.control ?? null);
}
