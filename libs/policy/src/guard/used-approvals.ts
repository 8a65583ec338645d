import type { EngineEvent } from '@quanheng/engine';
import { controlsOf } from '../controls/plan.js';
import { policyOf } from '../model/index.js';
import type { InstanceView, Reason, WorkEvent } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { controlEvent } from '../work/events.js';
import type { Work } from '../work/state.js';
import type { ActsOf } from './effects.js';

/** Effects that an approval is used up by: the same money does not go out twice on it. */
const ONCE: ReadonlySet<string> = new Set(['payment']);
const APPROVING: ReadonlySet<string> = new Set(['dualSignature', 'collectiveDecision', 'emergency']);

/**
 * What begins on which approvals, and what a person had before them and did not do. A job that was cancelled may be under way outside: it has used its
 * approval. One of several inner instances is part of what their body began.
 */
export function approvalsUsed(
  events: readonly EngineEvent[],
  instance: InstanceView,
  work: Work,
  governed: ActsOf,
): readonly WorkEvent[] {
  return events.flatMap((event): WorkEvent[] => {
    switch (event.type) {
      case 'elementActivated':
      case 'bodyActivated': {
        const { id: element, element: activity } = event;
        const isInner = event.type === 'elementActivated' && event.loopCounter !== undefined;
        if (isInner || !ONCE.has(governed.get(activity) ?? '')) return [];
        const used = { element, activity, approvals: approvals(instance, work) };
        return [controlEvent({ type: 'work:approvalUsed', used })];
      }
      case 'elementCancelled': {
        const { id: element, element: activity } = event;
        const isByHand = instance.definition.graph.nodesByKey.get(activity)?.activity?.handler == null;
        const isKnown = isByHand && work.approved?.some((each) => each.element === element) === true;
        return isKnown ? [controlEvent({ type: 'work:approvalFreed', element })] : [];
      }
      default:
        return [];
    }
  });
}

/** What began before a migration began under the name that it has now. */
export function keepApprovals({ approved = [] }: Work, keys: Readonly<Record<string, string>> = {}): WorkEvent[] {
  return approved.flatMap((used) => {
    const activity = keys[used.activity];
    return activity === undefined ? [] : [controlEvent({ type: 'work:approvalUsed', used: { ...used, activity } })];
  });
}

function approvals({ definition }: InstanceView, { ended = {} }: Work): readonly number[] {
  const controls = controlsOf(policyOf(definition));
  return Object.entries(ended).flatMap(([activity, { outcome, voided, element }]) => {
    const isApproval = APPROVING.has(controls.get(activity)?.control.kind ?? '');
    return isApproval && outcome === 'passed' && voided === undefined ? [element] : [];
  });
}

/** Of what begins, each rests on an approval that it has not begun on before. */
export function againstUsedApprovals(flow: readonly EngineEvent[], { definition, work }: InstanceView<Work>): Reason[] {
  const { approved = [] } = work;
  if (approved.length < 2) return [];
  const begun = new Set(
    flow.flatMap((event) => (event.type === 'elementActivated' || event.type === 'bodyActivated' ? [event.id] : [])),
  );
  const twice = approved.filter(({ element, activity, approvals: on }, index) => {
    if (!begun.has(element)) return false;
    const before = approved.slice(0, index).filter((each) => each.activity === activity);
    return before.some((each) => on.every((approval) => each.approvals.includes(approval)));
  });
  const names = new Set(twice.map(({ activity }) => policyOf(definition).activities.get(activity)?.name ?? activity));
  return [...names].map((name) => reason('APPROVAL_USED', { name }));
}
