import type { Container, NodeModel, ProcessModel } from '@quanheng/engine';
import { isActivity, isInterrupting, isSideStart, mayRunNoTime, nodesOfKind, startsOf } from './nodes.js';
import { alternativesBehind, failuresOf } from './flows.js';

/** A step from one point to the next; by a sequence flow where a join counts its flows. */
export interface Edge {
  readonly to: number;
  readonly flow: string | null;
}
/** Tokens that are made together: all of them. No edge at all: the token is consumed. */
export type Group = readonly Edge[];

/** A place where a token can be: about to begin a node, or done with it. A process and a sub-process have both too. */
export interface Point {
  readonly node: string;
  readonly isEntry: boolean;
  /** One of them is chosen. */
  readonly groups: Group[];
  /** Chosen only where the node may be passed: completing it, for a control passing it. */
  readonly passing: Group[];
  /** Chosen where a control is done and not passed (`qh:outcome`); what `passing` leads to covers it otherwise. */
  readonly failing: Group[];
  /** What may begin beside the token, without taking it: non-interrupting events, compensation. */
  readonly aside: Edge[];
  /** How many different flows have to arrive before the token goes on. */
  needs: number;
}

/** The control flow of one process, with everything in it; what it calls stays closed. */
export interface ControlFlow {
  readonly process: ProcessModel;
  readonly points: readonly Point[];
  readonly nodes: ReadonlyMap<string, NodeModel>;
  entry(id: string): number | undefined;
  exit(id: string): number | undefined;
  /** Ends that end everything around them, with the container they end. */
  readonly terminations: readonly { readonly end: string; readonly container: string }[];
}

/** Linear in the size of the drawing. */
export function controlFlowOf(process: ProcessModel): ControlFlow {
  const builder = new Builder(process);
  return {
    process,
    points: builder.points,
    nodes: builder.nodes,
    entry: (id) => builder.entries.get(id),
    exit: (id) => builder.exits.get(id),
    terminations: builder.terminations,
  };
}

class Builder {
  readonly points: Point[] = [];
  readonly nodes = new Map<string, NodeModel>();
  readonly entries = new Map<string, number>();
  readonly exits = new Map<string, number>();
  readonly terminations: { end: string; container: string }[] = [];

  constructor(process: ProcessModel) {
    const containers: Container[] = [process];
    this.place(process.id);
    // The list grows while it is walked: what is in a sub-process is found when its container is visited.
    for (const container of containers) {
      for (const node of container.nodes) {
        this.place(node.id);
        this.nodes.set(node.id, node);
        if (isActivity(node) && node.container !== undefined) containers.push(node.container);
      }
    }
    this.exitOf(process.id).groups.push([]);
    for (const container of containers) this.connect(container, container === process);
  }

  private place(id: string): void {
    const point = (isEntry: boolean): number =>
      this.points.push({ node: id, isEntry, groups: [], passing: [], failing: [], aside: [], needs: 1 }) - 1;
    this.entries.set(id, point(true));
    this.exits.set(id, point(false));
  }

  private connect(container: Container, isProcess: boolean): void {
    const begin = this.entryOf(container.id);
    for (const group of startsOf(container)) begin.groups.push(this.into(group));
    for (const node of container.nodes) this.connectNode(node, container, isProcess);
    for (const { sourceRef, targetRef } of container.associations) {
      const source = this.nodes.get(sourceRef);
      if (source?.type === 'boundaryEvent' && this.entries.has(targetRef)) {
        this.exitOf(sourceRef).aside.push(...this.into([targetRef]));
      }
    }
  }

  private connectNode(node: NodeModel, container: Container, isProcess: boolean): void {
    const entry = this.entryOf(node.id);
    const exit = this.exitOf(node.id);
    const done = this.leaving(node.id);
    if (isActivity(node) && node.triggeredByEvent) {
      this.connectEventSubProcess(node, container);
      return;
    }
    if (!isActivity(node) || node.container === undefined) entry.passing.push([done]);
    if (mayRunNoTime(node)) entry.groups.push([done]);
    if (node.type === 'parallelGateway') entry.needs = Math.max(1, node.incoming.length);
    if (node.type === 'boundaryEvent') this.attach(node);
    if (isActivity(node) && node.isForCompensation) return;

    const flows = alternativesBehind(node, container);
    for (const group of flows.groups) exit.groups.push(group.map((flow) => this.along(flow)));
    exit.aside.push(...flows.aside.map((flow) => this.along(flow)));
    for (const group of failuresOf(node, container)) entry.failing.push(group.map((flow) => this.along(flow)));

    for (const target of linkTargets(node, container)) exit.groups.push(this.into([target]));
    if (node.outgoing.length > 0 || exit.groups.length > 0) return;
    if (endsWith(node, ['compensate']) && node.type === 'boundaryEvent') return;
    // An error or a cancellation leaves the sub-process by its boundary events, which can be reached from its beginning anyway.
    if (!isProcess && endsWith(node, ['error', 'cancel'])) return;
    exit.groups.push([this.leaving(container.id)]);
    if (endsWith(node, ['terminate'])) this.terminations.push({ end: node.id, container: container.id });
  }

  private connectEventSubProcess(node: NodeModel, around: Container): void {
    const begin = this.into([node.id]);
    if (isInterrupting(node)) {
      this.entryOf(around.id).groups.push(begin);
      this.exitOf(node.id).groups.push([this.leaving(around.id)]);
    } else {
      this.entryOf(around.id).aside.push(...begin);
      this.exitOf(node.id).groups.push([]);
    }
  }

  /** The event may happen as soon as the activity has begun: what the activity would have done is not done then. */
  private attach(event: NodeModel): void {
    const host = 'attachedToRef' in event ? event.attachedToRef : undefined;
    if (host === undefined || !this.entries.has(host)) return;
    if (endsWith(event, ['compensate'])) this.exitOf(host).aside.push(...this.into([event.id]));
    else if (isSideStart(event)) this.entryOf(host).aside.push(...this.into([event.id]));
    else this.entryOf(host).groups.push(this.into([event.id]));
  }

  private entryOf(id: string): Point {
    return this.at(this.entries.get(id));
  }

  private exitOf(id: string): Point {
    return this.at(this.exits.get(id));
  }

  private at(index: number | undefined): Point {
    const point = index === undefined ? undefined : this.points[index];
    if (point === undefined) throw new Error('a node that was not placed');
    return point;
  }

  private into(ids: readonly string[]): Group {
    return ids.flatMap((id) => this.entries.get(id) ?? []).map((to) => ({ to, flow: null }));
  }

  private leaving(id: string): Edge {
    return { to: this.exits.get(id) ?? -1, flow: null };
  }

  private along({ id, targetRef }: { readonly id: string; readonly targetRef: string }): Edge {
    return { to: this.entries.get(targetRef) ?? -1, flow: id };
  }
}

function endsWith(node: NodeModel, kinds: readonly string[]): boolean {
  return 'definitions' in node && node.definitions.some(({ kind }) => kinds.includes(kind));
}

function linkTargets(node: NodeModel, container: Container): string[] {
  if (node.type !== 'intermediateThrowEvent' || !('definitions' in node)) return [];
  const names = node.definitions.flatMap((definition) => (definition.kind === 'link' ? [definition.name] : []));
  if (names.length === 0) return [];
  return nodesOfKind(container, 'intermediateCatchEvent')
    .filter(
      (other) => 'definitions' in other && other.definitions.some((d) => d.kind === 'link' && names.includes(d.name)),
    )
    .map(({ id }) => id);
}
