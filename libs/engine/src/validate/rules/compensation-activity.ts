import type { NodeModel } from '../../parse/model.js';
import type { RuleContext, Scope } from '../context.js';
import { definitionsOf, hasDefinition, isActivity, isEventSubProcess, isThrowEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/**
 * A throw event may name the activity to compensate. It must see that activity, which stands on its own level, or on the level around
 * the event sub-process it is thrown in; and there must be something that compensates it: a boundary event, or the inside of a
 * sub-process or called process.
 */
export const compensationActivity: Rule = {
  code: 'compensation-activity',
  section: 'BPMN 2.0.2 §10.5.3, §10.5.4, §10.7.2',
  severity: 'error',
  check(context, report) {
    for (const { node, scope } of context.nodes) {
      if (!isThrowEvent(node)) continue;
      for (const { activityRef } of definitionsOf(node, 'compensate')) {
        if (activityRef === undefined) continue;
        const fault = faultOf(context, scope, activityRef);
        if (fault !== null) report(node.id, `${describe(node)} compensates ${fault}`);
      }
    }
  },
};

function faultOf(context: RuleContext, thrownIn: Scope, activityId: string): string | null {
  const activity = context.node(activityId);
  // That the reference names an activity is checked by the parser.
  if (activity === undefined || !isActivity(activity.node)) return null;
  if (!isVisible(thrownIn, activity.scope)) {
    return `${describe(activity.node)}, which stands on another level and cannot be seen from there. Name an activity of the same level.`;
  }
  if (!canBeCompensated(context, activity.node)) {
    return `${describe(activity.node)}, which has no compensation. Attach a compensation boundary event to it, with a handler.`;
  }
  return null;
}

function isVisible(thrownIn: Scope, level: Scope): boolean {
  for (let scope: Scope | null = thrownIn; scope !== null; scope = scope.parent) {
    if (scope === level) return true;
    if (scope.kind !== 'eventSubProcess') return false;
  }
  return false;
}

function canBeCompensated(context: RuleContext, activity: NodeModel): boolean {
  if (isEventSubProcess(activity)) return false;
  if (['subProcess', 'transaction', 'adHocSubProcess', 'callActivity'].includes(activity.type)) return true;
  return context.boundaryEvents(activity.id).some((event) => hasDefinition(event, 'compensate'));
}
