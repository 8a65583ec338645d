import type { Definition, StateJson } from '@quanheng/engine';
import type { ActivityHistory } from '@quanheng/runtime';

export interface ElementState {
  readonly key: string;
  active: number;
  done: number;
  incidents: number;
}
export interface FlowState {
  readonly key: string;
  readonly taken: number;
}

/**
 * What is or was going on at each element of the drawing: instances that run and incidents as the state has them, what was completed as the entries
 * tell it. A loop counts by its inner instances. What another version drew before a migration, and this one does not, is left out.
 */
export function elementStates(state: StateJson, history: ActivityHistory, graph: Definition): ElementState[] {
  const states = new Map<string, ElementState>();
  const at = (key: string): ElementState => {
    const known = states.get(key) ?? { key, active: 0, done: 0, incidents: 0 };
    states.set(key, known);
    return known;
  };
  for (const { activity, end, isBody, parent } of history.activities) {
    // The process itself is not drawn.
    if (end === 'completed' && !isBody && parent >= 0 && graph.nodesByKey.has(activity)) at(activity).done++;
  }
  for (const { element, parent, incident, loop } of state.elements) {
    if (parent !== undefined && loop === undefined) at(element).active++;
    if (incident !== undefined) at(element).incidents++;
  }
  return [...states.values()];
}

export function flowStates({ flows }: ActivityHistory, graph: Definition): FlowState[] {
  return [...flows].filter(([key]) => graph.flowsByKey.has(key)).map(([key, taken]) => ({ key, taken }));
}
