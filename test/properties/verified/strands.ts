import type { Definition, EngineEvent, GraphNode } from '@quanheng/engine';

interface Life {
  readonly id: number;
  readonly node: GraphNode;
  readonly scope: number;
  readonly strand: number;
  readonly isInner: boolean;
}

/**
 * Watches a run for two tokens of one strand in one place. A strand is what has come of the beginning of a scope, or of one occurrence of a
 * non-interrupting event: each begins one of its own (docs/governed-subset.md). It reads events and the drawing, and knows neither the net nor the state.
 */
export class Strands {
  /** Where two tokens met, in the order in which they did. */
  readonly doubled: string[] = [];
  private readonly lives = new Map<number, Life>();
  /** Strands whose tokens wait on a flow, by scope and flow. */
  private readonly waiting = new Map<string, number[]>();
  /** How many of a strand are in an element, by scope, strand and element. */
  private readonly alive = new Map<string, number>();
  /** The strand of what was last in an element and has left it, by scope and element. */
  private readonly left = new Map<string, number>();
  private latest = 0;
  private count = 0;
  private returning: { readonly target: string; readonly strand: number } | null = null;

  constructor(private readonly definition: Definition) {}

  step(events: readonly EngineEvent[]): void {
    for (const event of events) this.take(event);
  }

  private take(event: EngineEvent): void {
    switch (event.type) {
      case 'elementActivated':
        this.begun(event.id, event.element, event.parent, event.consumed ?? [], event.loopCounter ?? 0);
        return;
      case 'bodyActivated':
        this.begun(event.id, event.element, event.parent, event.consumed ?? [], 0);
        return;
      case 'elementCompleted':
      case 'elementCancelled':
      case 'bodyCompleted':
      case 'bodyCancelled':
        this.ended(event.id);
        return;
      case 'flowTaken':
        this.flowed(event.scope, event.flow);
        return;
      case 'tokensRemoved':
        this.waiting.get(`${event.scope} ${event.flow}`)?.splice(0, event.count);
        return;
      case 'returned':
        this.returning = { target: event.target, strand: this.strandOfTarget(event.from, event.target) };
        return;
      default:
    }
  }

  private begun(id: number, element: string, scope: number, consumed: readonly string[], loopCounter: number): void {
    const node = this.definition.nodesByKey.get(element)!;
    const strand = this.strandOf(node, scope, consumed);
    const life: Life = { id, node, scope, strand, isInner: loopCounter > 0 };
    this.lives.set(id, life);
    if (life.isInner) return;
    const key = keyOf(life);
    const alive = (this.alive.get(key) ?? 0) + 1;
    this.alive.set(key, alive);
    if (alive > 1) this.doubled.push(`two tokens in ${element}`);
  }

  private strandOf(node: GraphNode, scope: number, consumed: readonly string[]): number {
    const strands = consumed.map((flow) => this.waiting.get(`${scope} ${flow}`)?.shift() ?? 0);
    const [strand] = strands;
    if (strand !== undefined) {
      if (strands.some((other) => other !== strand)) this.doubled.push(`two strands meet in ${node.key}`);
      return strand;
    }
    if (node.type === 'startEvent') return 0;
    if (this.returning?.target === node.key) {
      const { strand: returned } = this.returning;
      this.returning = null;
      return returned;
    }
    const occurring = node.container?.isEventSubProcess === true ? node.container.startEvents[0] : node;
    if (occurring?.event?.interrupting === false) return ++this.count;
    const host = node.event?.attachedTo ?? null;
    if (host !== null) return this.strandIn(host, scope);
    // The target of a link goes on where another has left; anything else begins its scope.
    return node.event?.trigger?.kind === 'link' ? this.latest : 0;
  }

  /** Of the activity as it is, or as it was last: what interrupts it ends it before or after. */
  private strandIn(host: GraphNode, scope: number): number {
    for (const [key, count] of this.alive) {
      const [at, strand, element] = key.split(' ');
      if (count > 0 && at === String(scope) && element === host.key) return Number(strand);
    }
    return this.left.get(`${scope} ${host.key}`) ?? 0;
  }

  private ended(id: number): void {
    const life = this.lives.get(id);
    if (life === undefined) return;
    if (!life.isInner) {
      const key = keyOf(life);
      this.alive.set(key, (this.alive.get(key) ?? 1) - 1);
    }
    this.left.set(`${life.scope} ${life.node.key}`, life.strand);
    this.latest = life.strand;
  }

  private flowed(scope: number, flow: string): void {
    const key = `${scope} ${flow}`;
    const tokens = this.waiting.get(key) ?? [];
    this.waiting.set(key, tokens);
    if (tokens.includes(this.latest)) this.doubled.push(`two tokens on ${flow}`);
    tokens.push(this.latest);
  }

  /** The strand in which the target was done: whoever returns work, also from a strand aside, returns that. */
  private strandOfTarget(from: number, target: string): number {
    const { parent } = this.definition.nodesByKey.get(target)!;
    for (let life = this.lives.get(from); life !== undefined; life = this.lives.get(life.scope)) {
      if (life.node.parent?.container === parent?.container) return this.left.get(`${life.scope} ${target}`) ?? 0;
    }
    return 0;
  }
}

function keyOf({ scope, strand, node }: Life): string {
  return `${scope} ${strand} ${node.key}`;
}
