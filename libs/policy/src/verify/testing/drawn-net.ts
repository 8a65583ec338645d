import type { GraphNode, Net, NetAction, Place, Transition } from '@quanheng/engine';

export interface Arcs {
  readonly consume: readonly number[];
  readonly produce: readonly number[];
  readonly read?: readonly number[];
  readonly empty?: readonly number[];
  readonly clear?: readonly number[];
  readonly type?: 'userTask' | 'endEvent';
  readonly action?: NetAction;
}

/** A net in which each transition begins a task of its own, so that "dead" is seen of every one. Place 0 is the start, place 1 the end. */
export function netOf(places: readonly ('token' | 'memory')[], transitions: readonly Arcs[]): Net {
  return {
    places: places.map((kind, index): Place => {
      const role = index === 0 ? 'start' : index === 1 ? 'end' : 'flow';
      return { index, kind, role, node: index < 2 ? null : nodeOf(`p${index}`, 'userTask'), detail: null, path: [] };
    }),
    transitions: transitions.map((arcs, index): Transition => {
      const { consume, produce, read = [], empty = [], clear = [], type = 'userTask', action = 'activate' } = arcs;
      const node = nodeOf(`t${index}`, type);
      return {
        index,
        action,
        node,
        path: [],
        outcome: null,
        taken: [],
        target: null,
        consume,
        read,
        some: null,
        empty,
        clear,
        produce,
      };
    }),
    start: 0,
    end: 1,
    gaps: [],
  };
}

/** The little of a node that is looked at. */
function nodeOf(key: string, type: string): GraphNode {
  return { key, id: key, type, activity: type === 'userTask' ? {} : null } as unknown as GraphNode;
}
