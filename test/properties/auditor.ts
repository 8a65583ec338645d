import type { EngineEvent, InstanceState, Model } from '@quanheng/engine';
import { graphOf, type DrawnNode, type Graph } from './graph.js';
import type { Life } from './life.js';
import { Losses } from './losses.js';
import { isReturnable, isUndoneBy } from './returns.js';

/**
 * Keeps the books of one instance from its events and the drawing alone: every token has one origin and one end. It knows neither the
 * engine's state nor its rules, only what BPMN says about tokens (§13.2 to §13.4).
 */
export class Auditor {
  readonly lives = new Map<number, Life>();
  private graph: Graph;
  private readonly given = new Set<number>();
  private leaving: {
    readonly node: DrawnNode;
    readonly life: Life;
    readonly taken: string[];
    readonly isInner: boolean;
  } | null = null;
  private linked: { readonly scope: number; readonly name: string | undefined } | null = null;
  private returning: string | null = null;
  private compensations = 0;
  /** Inner instances that each multi-instance will have. */
  private readonly planned = new Map<number, number>();
  private losses = new Losses();

  /** `onEnd` is told of every scope that ended by itself. */
  constructor(
    model: Model,
    private readonly regions: ReadonlyMap<string, string>,
    private readonly onEnd: (life: Life) => void = () => undefined,
  ) {
    this.graph = graphOf(model);
  }

  /** Takes in the events of one step; `next` is the model that a migration leads to. @throws Error for a token that is lost or made up. */
  step(events: readonly EngineEvent[], state: InstanceState, next?: Model): void {
    this.losses = new Losses();
    for (const event of events) {
      if (event.type !== 'flowTaken') this.left();
      if (event.type === 'instanceMigrated' && next !== undefined) this.graph = graphOf(next);
      this.take(event);
    }
    this.left();
    this.losses.check(this.graph);
    if (this.linked !== null) throw new Error('a token went into a link and did not come out');
    if (this.returning !== null) throw new Error(`returned to ${this.returning}, which was not activated`);
    this.compare(state);
  }

  /** Whether the engine has no structural reason to refuse this return. */
  mustAcceptReturn(from: number, target: string): boolean {
    return isReturnable(this.graph, this.regions, this.lives, from, target);
  }

  /** Activities completed in the scopes around an element instance, the innermost first. */
  completedAround(id: number): string[] {
    const completed: string[] = [];
    for (let scope = this.lives.get(this.life(id).parent); scope !== undefined; scope = this.lives.get(scope.parent)) {
      completed.push(...[...scope.done].filter((other) => this.node(other).isActivity));
    }
    return completed;
  }

  private take(event: EngineEvent): void {
    switch (event.type) {
      case 'instanceStarted':
        this.born(0, event.process, -1, 'element', 0);
        return;
      case 'elementActivated':
        this.activated(
          event.id,
          event.element,
          event.parent,
          event.consumed ?? null,
          event.loopCounter ?? 0,
          'element',
        );
        return;
      case 'loopPlanned':
        this.planned.set(event.id, event.total);
        return;
      case 'bodyActivated':
        this.activated(event.id, event.element, event.parent, event.consumed ?? null, 0, 'body');
        return;
      case 'elementCompleted':
      case 'bodyCompleted':
        this.completed(event.id);
        return;
      case 'elementCancelled':
      case 'bodyCancelled':
        this.losses.cancelled(this.ended(event.id));
        return;
      case 'flowTaken':
        this.flowTaken(event.scope, event.flow);
        return;
      case 'tokensRemoved':
        if (this.life(event.scope).tokens.get(event.flow) !== event.count)
          throw new Error(`${event.count} tokens cannot be dropped from ${event.flow}`);
        this.life(event.scope).tokens.delete(event.flow);
        this.losses.dropped(event.scope);
        return;
      case 'subscriptionOpened':
        this.give(event.id);
        return;
      case 'compensationRecorded':
        this.give(event.record.id);
        return;
      case 'compensationTaken':
        this.compensations++;
        return;
      case 'compensationScopeOpened':
        this.compensations--;
        this.born(event.id, event.element, event.parent, 'compensation', event.record.loopCounter);
        return;
      case 'compensationScopeClosed':
        this.ended(event.id);
        return;
      case 'returned':
        this.returning = event.target;
        return;
      case 'completionsForgotten':
        this.losses.reason(event.scope);
        return;
      case 'instanceCompleted':
        this.onEnd(this.ended(0));
        if (this.lives.size > 0) throw new Error('the instance completed before what is in it');
        return;
      case 'instanceCancelled':
        this.losses.everything();
        this.ended(0);
        if (this.lives.size > 0) throw new Error('the instance was cancelled, but not all that is in it');
        return;
      default:
    }
  }

  private activated(
    id: number,
    element: string,
    scopeId: number,
    consumed: readonly string[] | null,
    loopCounter: number,
    kind: 'element' | 'body',
  ): void {
    const node = this.node(element);
    const scope = this.life(scopeId);
    if ((node.loop !== null) !== (kind === 'body' || loopCounter > 0))
      throw new Error(`${element} is activated neither as a body nor in one`);
    if (consumed === null) this.checkUnfed(node, scope, loopCounter);
    else this.consume(node, scope, consumed);
    this.born(id, element, scopeId, kind, loopCounter);
    scope.activations.set(element, (scope.activations.get(element) ?? 0) + 1);
    if (node.type === 'startEvent' && node.interrupting && this.isHandlerStart(node)) this.losses.reason(scope.parent);
    if (node.type === 'boundaryEvent' && node.interrupting) this.losses.interrupted(scopeId, node.attachedTo);
  }

  private consume(node: DrawnNode, scope: Life, consumed: readonly string[]): void {
    for (const flow of consumed) {
      const there = scope.tokens.get(flow) ?? 0;
      if (this.graph.flows.get(flow)?.target !== node.id || there === 0)
        throw new Error(`${node.id} consumes a token on ${flow} that is not there`);
      if (there === 1) scope.tokens.delete(flow);
      else scope.tokens.set(flow, there - 1);
    }
    const isJoin = node.type === 'parallelGateway' || node.type === 'inclusiveGateway';
    const isWrong =
      node.type === 'parallelGateway'
        ? consumed.length !== node.incoming.length
        : isJoin
          ? consumed.length === 0
          : consumed.length !== 1;
    if (isWrong || new Set(consumed).size !== consumed.length)
      throw new Error(`${node.id} consumes ${consumed.join(', ')}`);
  }

  /** An activation that consumes no token must have another origin. */
  private checkUnfed(node: DrawnNode, scope: Life, loopCounter: number): void {
    if (loopCounter > 0) {
      if (scope.kind !== 'body' || scope.element !== node.id || scope.counters.has(loopCounter))
        throw new Error(`${node.id} ${loopCounter} is no new inner instance`);
      if (loopCounter > (this.planned.get(scope.id) ?? Infinity))
        throw new Error(`${node.id} has more inner instances than were planned`);
      if (node.loop !== 'parallel' && scope.children.size > 0)
        throw new Error(`${node.id} has two inner instances at once`);
      scope.counters.add(loopCounter);
    } else if (this.returning === node.id) {
      this.checkReturn(node, scope);
      this.returning = null;
    } else if (node.isForCompensation) {
      if (this.compensations-- < 1) throw new Error(`${node.id} compensates nothing`);
    } else if (node.type === 'boundaryEvent') {
      const hosts = [...scope.children].filter((child) => this.life(child).element === node.attachedTo);
      if (hosts.length === 0) throw new Error(`${node.id} happens on an activity that is not active`);
    } else if (node.trigger?.kind === 'link') {
      if (this.linked?.scope !== scope.id || this.linked.name !== node.trigger.name)
        throw new Error(`nothing leads into ${node.id}`);
      this.linked = null;
    } else if (node.isEventSubProcess) {
      if (this.opened(scope) !== node.container) throw new Error(`${node.id} is no handler of its scope`);
    } else if (node.incoming.length > 0 || scope.begun.has(node.id) || this.opened(scope) !== node.container) {
      throw new Error(`${node.id} begins without a token`);
    } else {
      scope.begun.add(node.id);
    }
  }

  /** After a return the target is the only thing active from there on, in the region of the model that it runs in. */
  private checkReturn(target: DrawnNode, scope: Life): void {
    const isUndone = isUndoneBy(this.graph, this.regions, target.id);
    for (const id of scope.done) if (isUndone(id)) scope.done.delete(id);
    for (const child of scope.children) {
      if (isUndone(this.life(child).element))
        throw new Error(`${this.life(child).element} is still active after a return to ${target.id}`);
    }
    for (const flow of scope.tokens.keys()) {
      if (isUndone(this.graph.flows.get(flow)!.source))
        throw new Error(`a token is left on ${flow} after a return to ${target.id}`);
    }
  }

  private completed(id: number): void {
    const life = this.ended(id);
    const node = this.node(life.element);
    const isInner = life.loopCounter > 0;
    this.leaving = { node, life, taken: [], isInner };
    if (!isInner) this.life(life.parent).done.add(node.id);
    if (life.kind === 'body') this.losses.reason(id);
    if (node.trigger?.kind === 'terminate') this.losses.reason(life.parent);
    if (node.trigger?.kind === 'link' && node.type === 'intermediateThrowEvent')
      this.linked = { scope: life.parent, name: node.trigger.name };
    this.onEnd(life);
  }

  private flowTaken(scope: number, flow: string): void {
    const from = this.leaving;
    if (
      from?.life.parent !== scope ||
      this.graph.flows.get(flow)?.source !== from.node.id ||
      from.taken.includes(flow)
    ) {
      throw new Error(`a token appears on ${flow}`);
    }
    from.taken.push(flow);
    const { tokens } = this.life(scope);
    tokens.set(flow, (tokens.get(flow) ?? 0) + 1);
  }

  /** All flows behind what was completed last have been taken. */
  private left(): void {
    if (this.leaving === null) return;
    const { node, life, taken, isInner } = this.leaving;
    this.leaving = null;
    // Whoever catches an escalation may end the scope of the event that threw it: it was done, and its token goes with the scope.
    if (node.trigger?.kind === 'escalation' && node.outgoing.length > 0 && taken.length === 0) {
      this.losses.cancelled(life);
      return;
    }
    const all = node.outgoing.length;
    const choosesOne = node.type === 'exclusiveGateway' || node.type === 'eventBasedGateway';
    const fewest = isInner || all === 0 ? 0 : choosesOne || node.type === 'inclusiveGateway' ? 1 : all;
    const most = isInner ? 0 : choosesOne ? Math.min(1, all) : all;
    if (taken.length < fewest || taken.length > most)
      throw new Error(`${node.id} was left by ${taken.length} of ${all} flows`);
  }

  private born(id: number, element: string, parent: number, kind: Life['kind'], loopCounter: number): void {
    this.give(id);
    this.lives.set(id, {
      id,
      element,
      parent,
      kind,
      loopCounter,
      tokens: new Map(),
      children: new Set(),
      begun: new Set(),
      counters: new Set(),
      done: new Set(),
      activations: new Map(),
    });
    if (parent >= 0) this.life(parent).children.add(id);
  }

  private ended(id: number): Life {
    const life = this.life(id);
    if (life.children.size > 0 || life.tokens.size > 0)
      throw new Error(`${life.element} (${id}) ended before what is inside it`);
    this.lives.delete(id);
    this.lives.get(life.parent)?.children.delete(id);
    return life;
  }

  private give(id: number): void {
    if (this.given.has(id)) throw new Error(`id ${id} was given out twice`);
    this.given.add(id);
  }

  private opened(scope: Life): string | null {
    return this.graph.nodes.get(scope.element)?.opens ?? scope.element;
  }

  private isHandlerStart(node: DrawnNode): boolean {
    return this.graph.nodes.get(node.container)?.isEventSubProcess === true;
  }

  private life(id: number): Life {
    const life = this.lives.get(id);
    if (life === undefined) throw new Error(`element instance ${id} is not active`);
    return life;
  }

  private node(id: string): DrawnNode {
    const node = this.graph.nodes.get(id);
    if (node === undefined) throw new Error(`the drawing has no ${id}`);
    return node;
  }

  /** The engine's state must show the same as the books. */
  private compare(state: InstanceState): void {
    const ours = [...this.lives.values()].map(({ id, element, parent, tokens }) => [
      id,
      element,
      parent,
      [...tokens].sort(),
    ]);
    const theirs = state.elements
      .values()
      .map(({ id, element, parent, tokens }) => [id, element, parent, [...(tokens ?? [])].sort()]);
    expect(theirs).toEqual(ours.sort(([a], [b]) => Number(a) - Number(b)));
  }
}
