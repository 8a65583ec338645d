import type { StateJson } from '@quanheng/engine';
import type { WorkItemRow } from '@quanheng/runtime/ports';

export interface ElementState {
  readonly key: string;
  active: number;
  done: number;
  incidents: number;
}

/** What is or was going on at each element of the drawing: instances that run, work that was done, incidents. */
export function elementStates(state: StateJson, items: readonly WorkItemRow[]): ElementState[] {
  const states = new Map<string, ElementState>();
  const at = (key: string): ElementState => {
    const known = states.get(key) ?? { key, active: 0, done: 0, incidents: 0 };
    states.set(key, known);
    return known;
  };
  for (const { element, parent, incident } of state.elements) {
    // The process itself is not drawn.
    if (parent !== undefined) at(element).active++;
    if (incident !== undefined) at(element).incidents++;
  }
  for (const { activity, status } of items) if (status === 'completed') at(activity).done++;
  return [...states.values()];
}
