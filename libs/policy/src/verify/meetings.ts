import { beginsStrand, type Definition, type EngineEvent, type GraphNode } from '@quanheng/engine';

/**
 * Watches what the engine plays for tokens of one scope that meet: where, and which ends are reached twice. Each inner instance, each call and each instance
 * of the world is a scope of its own. What follows an event that happens repeatedly beside its activity, on a path of its own, is not said to meet: that may be two strands.
 */
export class Meetings {
  /** Where a token came while one was there, in the order in which they did. */
  readonly met = new Set<GraphNode>();
  readonly endedTwice = new Set<GraphNode>();
  private readonly tokens = new Map<string, number>();
  private readonly ended = new Set<string>();
  private readonly scopes = new Map<string, number>();
  private readonly happened = new Set<string>();
  /** What may be two strands. */
  private readonly apart = new Set<GraphNode>();

  constructor(private readonly definition: Definition) {}

  see(event: EngineEvent, instance: string): void {
    switch (event.type) {
      case 'elementActivated':
      case 'bodyActivated': {
        const { id, parent, element, consumed } = event;
        for (const flow of consumed ?? []) this.take(`${instance} ${parent} ${flow}`, 1);
        if (event.type === 'elementActivated' && (event.loopCounter ?? 0) > 0) return;
        this.scopes.set(`${instance} ${id}`, parent);
        this.begin(this.nodeOf(element), `${instance} ${parent} ${element}`);
        return;
      }
      case 'elementCompleted':
      case 'elementCancelled':
      case 'bodyCompleted':
      case 'bodyCancelled': {
        const scope = this.scopes.get(`${instance} ${event.id}`);
        if (scope === undefined) return;
        this.scopes.delete(`${instance} ${event.id}`);
        const place = `${instance} ${scope} ${event.element}`;
        this.take(place, 1);
        if (event.type === 'elementCompleted') this.end(this.nodeOf(event.element), place);
        return;
      }
      case 'flowTaken': {
        const target = this.definition.flowsByKey.get(event.flow)?.target;
        if (target !== undefined) this.come(target, `${instance} ${event.scope} ${event.flow}`);
        return;
      }
      case 'tokensRemoved':
        this.take(`${instance} ${event.scope} ${event.flow}`, event.count);
        return;
      case 'returned':
        // What is done again may end again.
        this.ended.clear();
        return;
      default:
    }
  }

  private begin(node: GraphNode, place: string): void {
    const occurring = node.container?.isEventSubProcess === true ? node.container.startEvents[0] : node;
    if (occurring !== undefined && beginsStrand(occurring)) {
      if (this.happened.has(place)) this.keepApart(node);
      this.happened.add(place);
    }
    this.come(node, place);
  }

  private come(node: GraphNode, place: string): void {
    const count = (this.tokens.get(place) ?? 0) + 1;
    this.tokens.set(place, count);
    if (count > 1 && !this.apart.has(node)) this.met.add(node);
  }

  private take(place: string, count: number): void {
    this.tokens.set(place, Math.max(0, (this.tokens.get(place) ?? 0) - count));
  }

  private end(node: GraphNode, place: string): void {
    if (node.type !== 'endEvent') return;
    if (this.ended.has(place) && !this.apart.has(node)) this.endedTwice.add(node);
    this.ended.add(place);
  }

  private keepApart(first: GraphNode): void {
    const open = [first];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (this.apart.has(node)) continue;
      this.apart.add(node);
      open.push(...node.outgoing.map(({ target }) => target), ...(node.activity?.boundaryEvents ?? []));
      const trigger = node.event?.trigger;
      if (trigger?.kind === 'link' && trigger.target !== null) open.push(trigger.target);
    }
  }

  private nodeOf(key: string): GraphNode {
    const node = this.definition.nodesByKey.get(key);
    if (node === undefined) throw new Error(`${key} is not drawn`);
    return node;
  }
}
