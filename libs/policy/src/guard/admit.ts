import type { EngineEvent } from '@quanheng/engine';
import { isDrawn } from '../controls/control.js';
import { againstUnratifiedEnd } from '../exceptions/ratification.js';
import { controlsOf } from '../controls/plan.js';
import { policyOf } from '../model/index.js';
import type { Done, InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { againstControlledActs } from './controlled-acts.js';
import { againstDataOf } from './data-rules.js';
import { againstComputedWrites } from './computed-writes.js';
import type { Known } from './known.js';
import { againstProtectedWrites } from './protected-writes.js';
import { againstMoving } from './migrations.js';
import { againstThresholdWrites } from './thresholds.js';
import { againstUndoing } from './returns.js';
import { againstDisturbing } from './under-way.js';
import { againstUsedApprovals } from './used-approvals.js';

/**
 * May the step stand, with everything it led to? Whoever caused it: a person, a timer, a job, a message, a migration or an operator (architecture
 * §2, step 4). All reasons against it.
 */
export function admit(request: Request<Work>, done: Done, known: Known): readonly Reason[] {
  const { instance } = request;
  if (instance === undefined) return [];
  const { flow } = done;
  const beside = [...againstMoving(request, instance), ...againstDisturbing(done, request, instance)];
  // Of what moves nothing, nothing else is to be looked at: a claim, the first of two signatures.
  if (flow.length === 0) return beside;
  return [
    ...againstProtectedWrites(done, request, instance, known),
    ...againstComputedWrites(done, request, instance),
    ...againstThresholdWrites(flow, request, instance),
    ...againstBypassedControls(flow, instance),
    ...beside,
    ...againstUndoing(done, instance, known.effectOf),
    ...againstDataOf(flow, request, instance),
    ...againstControlledActs(flow, request, instance, known),
    ...againstUsedApprovals(flow, instance),
    ...againstUnratifiedEnd(flow, instance),
  ];
}

/** A control ends by its protocol and by nothing else, and on an outcome that the drawing knows. */
function againstBypassedControls(flow: readonly EngineEvent[], { definition, work }: InstanceView<Work>): Reason[] {
  const controls = controlsOf(policyOf(definition));
  const reasons: Reason[] = [];
  for (const event of flow) {
    const plan = event.type === 'elementCompleted' ? controls.get(event.element) : undefined;
    if (event.type !== 'elementCompleted' || plan === undefined) continue;
    const { name } = plan.activity;
    const ended = work.ended?.[event.element];
    if (ended?.element !== event.id) {
      reasons.push(reason('CONTROL_BYPASSED', { activity: name }));
      continue;
    }
    const drawn = definition.graph.nodesByKey.get(event.element)?.outcomes ?? [];
    if (!isDrawn(ended.outcome, drawn, plan.control)) reasons.push(reason('OUTCOME_NOT_DRAWN', { activity: name }));
  }
  return reasons;
}
