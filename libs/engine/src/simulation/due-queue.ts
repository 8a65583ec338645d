import type { GraphNode } from '../compile/graph.js';
import type { Instance } from './instance.js';

/** Something that happens at a moment by itself. `id`: subscription of a timer, deadline of the door, element instance of a delay, index of a timer start event. */
export type DueEntry =
  | {
      readonly kind: 'timer' | 'deadline' | 'delay';
      readonly due: number;
      readonly instance: Instance;
      readonly id: number;
    }
  | {
      readonly kind: 'start';
      readonly due: number;
      readonly instance: null;
      readonly id: number;
      readonly event: GraphNode;
      /** Firings left, this one included; null: without end. */
      readonly remaining: number | null;
      readonly every: string | null;
    };

/** What is due, earliest first; at the same moment start events come first, then instances in order, then ids. A binary heap. */
export class DueQueue {
  private readonly heap: DueEntry[] = [];

  push(entry: DueEntry): void {
    const { heap } = this;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || !precedes(entry, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = entry;
  }

  peek(): DueEntry | undefined {
    return this.heap[0];
  }

  pop(): DueEntry | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let least = 2 * at + 1;
      let child = heap[least];
      const right = heap[least + 1];
      if (child !== undefined && right !== undefined && precedes(right, child)) {
        child = right;
        least++;
      }
      if (child === undefined || !precedes(child, last)) break;
      heap[at] = child;
      at = least;
    }
    heap[at] = last;
    return first;
  }
}

function precedes(a: DueEntry, b: DueEntry): boolean {
  if (a.due !== b.due) return a.due < b.due;
  const left = a.instance?.number ?? 0;
  const right = b.instance?.number ?? 0;
  return left === right ? a.id < b.id : left < right;
}
