import type { GraphNode } from '@quanheng/engine';
import { controlsOf } from '../../controls/plan.js';
import type { AssignSpec, PolicyModel } from '../../model/index.js';

/** One piece of work that a person does in a process: a task, or one act of a control. */
export interface WorkStep {
  /** `Fill`, `Pens#works`: the key of the activity, and the act where there are several. */
  readonly id: string;
  readonly activity: string;
  /** As constraints address it. */
  readonly act: string;
  /** As people read it. */
  readonly name: string;
  /** To whom it is given; empty: to everybody in business. */
  readonly assigns: readonly AssignSpec[];
}

/** Everything that people do in a process and in what it calls, in the order of the drawing. The acts of single members of a body are not among them. */
export function workStepsOf(process: GraphNode, model: PolicyModel): readonly WorkStep[] {
  const controls = controlsOf(model);
  return nodesWithin(process).flatMap((node): WorkStep[] => {
    const activity = node.type === 'userTask' ? model.activities.get(node.key) : undefined;
    if (activity === undefined) return [];
    const { key, name, assigns } = activity;
    const planned = controls.get(key);
    if (planned === undefined) return [{ id: key, activity: key, act: 'complete', name, assigns }];
    return [...planned.acts.values()].map((act) => ({
      id: `${key}#${act.name}`,
      activity: key,
      act: act.name,
      name: act.title === '' ? name : `${name}：${act.title}`,
      assigns: act.assigns.length > 0 ? act.assigns : assigns,
    }));
  });
}

/** The nodes of a process, of its sub-processes and of what it calls, each once. */
export function nodesWithin(process: GraphNode): readonly GraphNode[] {
  const found: GraphNode[] = [];
  const seen = new Set<unknown>();
  const visit = ({ container }: GraphNode): void => {
    if (container === null || seen.has(container.nodes)) return;
    seen.add(container.nodes);
    for (const node of container.nodes) {
      found.push(node);
      visit(node);
    }
  };
  visit(process);
  return found;
}
