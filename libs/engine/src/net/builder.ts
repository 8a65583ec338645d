import type { GraphNode } from '../compile/graph.js';
import type { Mail } from './mail.js';
import type { Gap, GapCode, Net, NetAction, NetOptions, Place, Transition } from './net.js';

/** Places and transitions that one net may have: more than any search could go through. */
const MAX_PARTS = 100_000;

export const NONE: readonly never[] = [];

/** What a transition does, as far as it differs from nothing. Lists that are not shared may come in any order. */
export interface Act {
  readonly node: GraphNode;
  readonly outcome?: string | null;
  readonly taken?: readonly string[];
  readonly target?: GraphNode | null;
  readonly consume?: readonly number[];
  readonly read?: readonly number[];
  readonly some?: readonly number[] | null;
  readonly empty?: readonly number[];
  readonly clear?: readonly number[];
  readonly produce?: readonly number[];
}

/** The net that grows while the scopes of a process are gone through. */
export class NetBuilder {
  readonly places: Place[] = [];
  readonly transitions: Transition[] = [];
  /** What the pools of the net send one another; null: it is the net of one process, to which whatever it waits for can come. */
  mail: Mail | null = null;
  private readonly gaps = new Map<string, Gap>();
  private readonly postponed: (() => void)[] = [];

  constructor(readonly options: NetOptions) {}

  place(part: Omit<Place, 'index'>): number {
    const index = this.places.length;
    const { kind, role, node, detail, path } = part;
    this.places.push({ index, kind, role, node, detail, path });
    return index;
  }

  add(action: NetAction, path: readonly string[], act: Act): void {
    this.transitions.push({
      index: this.transitions.length,
      action,
      node: act.node,
      path,
      outcome: act.outcome ?? null,
      taken: act.taken ?? NONE,
      target: act.target ?? null,
      consume: ascending(act.consume ?? NONE),
      read: ascending(act.read ?? NONE),
      some: act.some ?? null,
      empty: act.empty ?? NONE,
      clear: act.clear ?? NONE,
      produce: ascending(act.produce ?? NONE),
    });
  }

  /** Adds a transition that is made elsewhere. */
  push(make: (index: number) => Transition): void {
    this.transitions.push(make(this.transitions.length));
  }

  /** To be done when every place is known. */
  later(task: () => void): void {
    this.postponed.push(task);
  }

  finishPostponed(): void {
    for (const task of this.postponed) task();
  }

  gap(code: GapCode, node: GraphNode): void {
    this.gaps.set(`${code} ${node.key}`, { code, elementId: node.id });
  }

  /** Whether the net has grown beyond what can be searched: nothing more is then added inside scopes. */
  isFull(node: GraphNode): boolean {
    const full = this.places.length + this.transitions.length > MAX_PARTS;
    if (full) this.gap('net-too-large', node);
    return full;
  }

  finish(start: number, end: number): Net {
    return { places: this.places, transitions: this.transitions, start, end, gaps: [...this.gaps.values()] };
  }
}

function ascending(list: readonly number[]): readonly number[] {
  for (let i = 1; i < list.length; i++) {
    if ((list[i] ?? 0) <= (list[i - 1] ?? 0)) return [...new Set(list)].sort((a, b) => a - b);
  }
  return list;
}
