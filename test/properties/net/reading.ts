import type { Definition, ElementInstance, GraphNode, InstanceState, Net, Place } from '@quanheng/engine';
import { flowOf } from './marking.js';
import { innerPathOf, pathOf } from './paths.js';

/** The marking that the state of an instance is, and the places about which it says nothing. */
export function readOff(
  definition: Definition,
  net: Net,
  state: InstanceState,
): { marked: Set<number>; dead: Set<number> } {
  return new Reading(definition, net, state).read();
}

class Reading {
  private readonly marked = new Set<number>();
  private readonly dead = new Set<number>();
  private readonly places = new Map<string, Place[]>();

  constructor(
    private readonly definition: Definition,
    private readonly net: Net,
    private readonly state: InstanceState,
  ) {
    for (const place of net.places) {
      const key = keyOf(place.role, place.path);
      const known = this.places.get(key);
      if (known === undefined) this.places.set(key, [place]);
      else known.push(place);
    }
  }

  read(): { marked: Set<number>; dead: Set<number> } {
    if (this.state.status === 'completed') this.marked.add(this.net.end);
    this.state.elements.forEach((instance) => this.instance(instance));
    return { marked: this.marked, dead: this.dead };
  }

  private instance(instance: ElementInstance): void {
    const node = this.nodeOf(instance);
    if (instance.loopCounter > 0 && node.container === null) return;
    const path = pathOf(this.definition, this.state, instance);
    const isStopped = instance.incident !== null;
    const hasThrown =
      isStopped &&
      node.event?.trigger?.kind === 'escalation' &&
      node.type !== 'boundaryEvent' &&
      node.type !== 'startEvent';
    if (hasThrown) this.mark('choice', path, (place) => place.node === node && place.detail === 'thrown');
    else this.markOpen(instance, node, path);
    const isBody = instance.loop !== null;
    if (node.container !== null && isBody) this.body(instance, node, path);
    if (node.container !== null && !isBody) this.scope(instance, node);
    for (const event of node.activity?.boundaryEvents ?? []) {
      if (instance.loopCounter === 0) this.armed(instance, event, path, false);
    }
  }

  private markOpen(instance: ElementInstance, node: GraphNode, path: readonly string[]): void {
    const opens = this.at('open', path).filter((place) => place.node === node);
    const place =
      opens.find(({ detail }) => detail === instance.outcome) ?? opens.find(({ detail }) => detail === null);
    if (place === undefined) throw new Error(`the net has no place for ${node.key}`);
    this.marked.add(place.index);
  }

  private body(instance: ElementInstance, node: GraphNode, path: readonly string[]): void {
    const choice = (detail: string): void =>
      this.mark('choice', path, (place) => place.node === node && place.detail === detail);
    const loop = node.activity?.loop;
    const progress = instance.loop!;
    if (loop?.kind === 'multiInstance' && !loop.isSequential) {
      if (progress.total === null) choice('plan');
      if (progress.completed > 0)
        this.mark('completed', path, (place) => place.node === node && place.detail === 'some');
    } else if (instance.children.size === 0) {
      choice(progress.started === 0 ? 'first' : 'again');
    }
  }

  private scope(instance: ElementInstance, node: GraphNode): void {
    const container = node.container!;
    const path = innerPathOf(this.definition, this.state, instance);
    const phase = instance.incident?.phase;
    const hasBegun = phase === undefined || phase === 'leave' || phase === 'route';
    if (!hasBegun && instance.children.size === 0) {
      const none = container.startEvents.filter((start) => start.event?.trigger === null).slice(0, 1);
      const starts = container.isEventSubProcess
        ? container.startEvents
        : none.length > 0
          ? none
          : container.implicitStarts;
      this.mark('choice', path, (place) => starts.includes(place.node!) && place.detail === 'entry');
    }
    for (const [flow] of instance.tokens ?? []) this.mark('flow', path, (place) => flowOf(place) === flow);
    for (const key of instance.completed.values()) {
      this.mark('completed', path, (place) => place.node!.key === key && place.detail === null);
    }
    const isCompleting = this.isCompleting(instance);
    for (const start of container.eventSubProcessStarts) this.armed(instance, start, path, !hasBegun);
    if (!isCompleting) return;
    for (const place of this.net.places) {
      const isOwn = place.kind === 'memory' && place.path.join('/') === path.join('/') && place.detail === null;
      if (!isOwn) continue;
      const around = place.node!.type === 'startEvent' ? place.node!.parent!.parent : place.node!.parent;
      if (place.node!.type !== 'boundaryEvent' && around?.container === container) this.dead.add(place.index);
    }
  }

  private armed(owner: ElementInstance, event: GraphNode, path: readonly string[], isAhead: boolean): void {
    const phase = owner.incident?.phase;
    const isWaiting = owner.subscriptions.some((id) => this.state.subscriptions.get(id)?.element === event.key);
    if (isWaiting || isAhead || phase === 'activate' || phase === 'subscribe')
      this.mark('armed', path, (place) => place.node === event);
  }

  private isCompleting(scope: ElementInstance): boolean {
    if ((scope.tokens?.size ?? 0) > 0 || scope.children.size === 0) return false;
    return scope.children
      .keys()
      .every((id) => this.nodeOf(this.state.elements.get(id)!).container?.isEventSubProcess === true);
  }

  private mark(role: Place['role'], path: readonly string[], fits: (place: Place) => boolean): void {
    for (const place of this.at(role, path)) if (fits(place)) this.marked.add(place.index);
  }

  private at(role: Place['role'], path: readonly string[]): readonly Place[] {
    return this.places.get(keyOf(role, path)) ?? [];
  }

  private nodeOf(instance: ElementInstance): GraphNode {
    return this.definition.nodesByKey.get(instance.element)!;
  }
}

function keyOf(role: string, path: readonly string[]): string {
  return `${role} ${path.join('/')}`;
}
