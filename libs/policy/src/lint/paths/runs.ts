import type { ControlFlow, Edge, Group, Point } from './graph.js';

/** Ids of nodes on a path, in the order in which they are begun. */
export type Path = readonly string[];

export interface RunOptions {
  /** Sequence flows that may be taken; default: all. */
  readonly allowed?: (flow: string) => boolean;
  /** Controls that are not even answered: a refusal ends where they are. Of the others without, they are not passed. Default: none. */
  readonly unanswered?: ReadonlySet<string>;
}

/**
 * What the runs of a process can do when some controls are never passed. A join waits for all its flows, and what a split begins must all be
 * done, so a control on one of two parallel branches counts for what comes after their join. Data decide nothing here: every choice is possible.
 */
export class Runs {
  private readonly reached: Uint8Array;
  private readonly parent: Int32Array;
  /** The group by which a token at the point can be consumed; -1: it cannot. */
  private readonly proof: Int32Array;
  private readonly extra = new Map<number, Group[]>();

  /**
   * @param without nodes that are begun and never done (a control: never passed)
   */
  constructor(
    private readonly flow: ControlFlow,
    private readonly without: ReadonlySet<string>,
    private readonly options: RunOptions = {},
  ) {
    const { length } = flow.points;
    this.reached = new Uint8Array(length);
    this.parent = new Int32Array(length).fill(-1);
    this.proof = new Int32Array(length).fill(-1);
    this.forward();
    for (const { end, container } of flow.terminations) {
      const entry = flow.entry(container);
      const exit = flow.exit(container);
      if (!this.isReached(flow.entry(end)) || entry === undefined || exit === undefined) continue;
      this.extra.set(entry, [[{ to: exit, flow: null }]]);
    }
    this.backward();
  }

  /** A path on which the node is begun. */
  pathTo(id: string): Path | null {
    const at = this.flow.entry(id);
    if (!this.isReached(at)) return null;
    const path: string[] = [];
    for (let next = at; next >= 0; next = this.parent[next] ?? -1) this.note(path, next);
    return path.reverse();
  }

  /** A path on which the process comes to its end. */
  pathToEnd(): Path | null {
    return this.pathFrom(this.flow.entry(this.flow.process.id));
  }

  /** A path from the beginning of the node to the end. */
  pathToEndFrom(id: string): Path | null {
    return this.pathFrom(this.flow.entry(id));
  }

  /** A path from the completion of the node to the end. */
  pathToEndAfter(id: string): Path | null {
    return this.pathFrom(this.flow.exit(id));
  }

  private pathFrom(start: number | undefined): Path | null {
    if (start === undefined || (this.proof[start] ?? -1) < 0) return null;
    const path: string[] = [];
    for (let at: number | undefined = start; at !== undefined;) {
      this.note(path, at);
      const group: Group | undefined = this.groupsOf(at)[this.proof[at] ?? -1];
      at = group?.[0]?.to;
    }
    return path;
  }

  private note(path: string[], at: number): void {
    const point = this.flow.points[at];
    if (point?.isEntry === true && point.node !== this.flow.process.id) path.push(point.node);
  }

  private isReached(at: number | undefined): at is number {
    return at !== undefined && this.reached[at] === 1;
  }

  private groupsOf(at: number): readonly Group[] {
    const point = this.flow.points[at];
    if (point === undefined) return [];
    const own = [...this.open(point), ...(this.extra.get(at) ?? [])];
    return own.filter((group) => group.every((edge) => this.isAllowed(edge)));
  }

  private open(point: Point): Group[] {
    return [...point.groups, ...this.onward(point)];
  }

  private onward({ node, isEntry, failing, passing }: Point): readonly Group[] {
    if (isEntry && this.options.unanswered?.has(node) === true) return [];
    return isEntry && this.without.has(node) ? failing : passing;
  }

  private isAllowed({ to, flow }: Edge): boolean {
    return to >= 0 && (flow === null || (this.options.allowed?.(flow) ?? true));
  }

  private forward(): void {
    const start = this.flow.entry(this.flow.process.id);
    if (start === undefined) return;
    const arrived = new Map<number, Set<string | null>>();
    const queue = [start];
    this.reached[start] = 1;
    for (const at of queue) {
      const point = this.flow.points[at];
      if (point === undefined) continue;
      for (const edge of [...this.open(point).flat(), ...point.aside]) {
        if (!this.isAllowed(edge) || this.reached[edge.to] === 1) continue;
        const needs = this.flow.points[edge.to]?.needs ?? 1;
        if (needs > 1) {
          let flows = arrived.get(edge.to);
          if (flows === undefined) arrived.set(edge.to, (flows = new Set()));
          if (flows.add(edge.flow).size < needs) continue;
        }
        this.reached[edge.to] = 1;
        this.parent[edge.to] = at;
        queue.push(edge.to);
      }
    }
  }

  /** Each group waits for as many points as it has edges; a point is settled by its first group that waits for none. */
  private backward(): void {
    const waiting: { readonly at: number; readonly group: number; left: number }[] = [];
    const waiters = new Map<number, number[]>();
    const queue: number[] = [];
    const settle = (at: number, group: number): void => {
      if ((this.proof[at] ?? -1) >= 0) return;
      this.proof[at] = group;
      queue.push(at);
    };
    for (const at of this.flow.points.keys()) {
      for (const [group, edges] of this.groupsOf(at).entries()) {
        if (edges.length === 0) settle(at, group);
        const number = waiting.push({ at, group, left: edges.length }) - 1;
        for (const { to } of edges) {
          const others = waiters.get(to);
          if (others === undefined) waiters.set(to, [number]);
          else others.push(number);
        }
      }
    }
    for (const done of queue) {
      for (const number of waiters.get(done) ?? []) {
        const wait = waiting[number];
        if (wait !== undefined && --wait.left === 0) settle(wait.at, wait.group);
      }
    }
  }
}
