import type { Definition, EngineEvent, GraphNode } from '@quanheng/engine';
import { isEventSubProcess, isEventSubProcessStart } from './subjects.js';

/** One element instance, as the events tell of it. */
export interface Life {
  readonly id: number;
  node: GraphNode;
  readonly parent: number;
  readonly isBody: boolean;
  readonly loopCounter: number;
  /** A completed scope that was opened again to be compensated. */
  readonly isReopened: boolean;
  /** The step it began in. */
  readonly since: number;
  /** Something else was active beside it when it began. */
  beganInCompany: boolean;
  /** Something else was active beside it, or a token was on its way, at some time of its life. */
  hadCompany: boolean;
  /** Event sub-processes that have started in it. */
  readonly started: Set<GraphNode>;
}

/** Who is active in an instance, and where tokens are, event by event. */
export class LifeBook {
  private readonly lives = new Map<number, Life>();
  private readonly subscriptions = new Map<number, { readonly owner: number; readonly element: string }>();
  /** By scope and flow: the steps in which the tokens there set out, oldest first. */
  private readonly tokens = new Map<string, number[]>();
  private steps = 0;

  constructor(
    private readonly definition: Definition,
    private readonly next: Definition | null,
  ) {}

  beginStep(): void {
    this.steps++;
  }

  all(): Life[] {
    return [...this.lives.values()];
  }

  /** @throws Error when no such instance is active: the events are not those of one instance. */
  of(id: number): Life {
    const life = this.lives.get(id);
    if (life === undefined) throw new Error(`element instance ${id} is not active`);
    return life;
  }

  isOld(life: Life): boolean {
    return life.since < this.steps;
  }

  subscription(id: number): { readonly owner: number; readonly element: string } | undefined {
    return this.subscriptions.get(id);
  }

  targetOf(flow: string): GraphNode | undefined {
    return (this.definition.flowsByKey.get(flow) ?? this.next?.flowsByKey.get(flow))?.target;
  }

  hasTokens(): boolean {
    return this.tokens.size > 0;
  }

  /** Whether the token has waited on the flow since an earlier step. */
  isHeldToken(scope: number, flow: string): boolean {
    const [oldest] = this.tokens.get(place(scope, flow)) ?? [];
    return oldest !== undefined && oldest < this.steps;
  }

  /** The lives around, from inside outwards, the process last. The scope that an event sub-process belongs to counts as its own. */
  enclosing(life: Life): Life[] {
    const around: Life[] = [];
    const isStart = isEventSubProcessStart(life.node);
    // A start event is that of its event sub-process; compensation comes to a scope from outside.
    let left = isStart ? (life.node.event?.trigger?.kind === 'compensate' ? 2 : 1) : 0;
    for (let at = this.lives.get(life.parent); at !== undefined; at = this.lives.get(at.parent)) {
      if (left > 0) left--;
      else around.push(at);
    }
    return around;
  }

  hasCompany(life: Life): boolean {
    const line = this.lineOf(life);
    for (const other of this.lives.values()) if (this.isBeside(other, life, this.meeting(other, line))) return true;
    return false;
  }

  /** Neither around nor inside, nor part of what the event belongs to, nor another inner instance of the same loop. */
  private isBeside(other: Life, life: Life, meeting: Life | undefined): boolean {
    if (meeting === undefined || meeting === other || meeting === life || meeting.isBody) return false;
    const host = this.hostOf(life);
    return host === undefined || !this.isWithin(other, host) || this.isOwnPath(other, life, host);
  }

  /** A life and all that enclose it. */
  private lineOf(life: Life): ReadonlySet<Life> {
    const line = new Set<Life>();
    for (let at: Life | undefined = life; at !== undefined; at = this.lives.get(at.parent)) line.add(at);
    return line;
  }

  /** The innermost of a line that encloses another life or is that life. */
  private meeting(other: Life, line: ReadonlySet<Life>): Life | undefined {
    let at: Life | undefined = other;
    while (at !== undefined && !line.has(at)) at = this.lives.get(at.parent);
    return at;
  }

  /** The events that wait on an active element: on its boundary, in its scope, behind it if it is an event-based gateway. */
  eventsOn(life: Life): GraphNode[] {
    const { node } = life;
    if (node.type === 'eventBasedGateway') return node.outgoing.map((flow) => flow.target);
    const boundary = life.loopCounter === 0 ? (node.activity?.boundaryEvents ?? []) : [];
    const starts = life.isBody ? [] : (node.container?.eventSubProcessStarts ?? []);
    const isHappening = (event: GraphNode): boolean =>
      this.all().some((other) => other.node === event && other.parent === life.parent);
    return [
      ...boundary.filter((event) => !isHappening(event)),
      ...starts.filter((event) => event.parent === null || !life.started.has(event.parent)),
    ];
  }

  note(event: EngineEvent): void {
    switch (event.type) {
      case 'instanceStarted':
        this.begin({ id: 0, element: event.process, parent: -1 }, {});
        return;
      case 'elementActivated':
        this.consume(event.parent, event.consumed ?? []);
        this.begin(event, { loopCounter: event.loopCounter ?? 0 });
        return;
      case 'bodyActivated':
        this.consume(event.parent, event.consumed ?? []);
        this.begin(event, { isBody: true });
        return;
      case 'compensationScopeOpened':
        this.begin(event, { isReopened: true, loopCounter: event.record.loopCounter });
        return;
      case 'elementCompleted':
      case 'elementCancelled':
      case 'bodyCompleted':
      case 'bodyCancelled':
      case 'compensationScopeClosed':
        this.lives.delete(event.id);
        return;
      case 'subscriptionOpened':
        this.subscriptions.set(event.id, event);
        return;
      case 'flowTaken': {
        const at = place(event.scope, event.flow);
        this.tokens.set(at, [...(this.tokens.get(at) ?? []), this.steps]);
        return;
      }
      case 'tokensRemoved':
        for (let n = 0; n < event.count; n++) this.consume(event.scope, [event.flow]);
        return;
      case 'instanceMigrated':
        this.migrate(event.keys);
        return;
      default:
        return;
    }
  }

  private begin(
    { id, element, parent }: { readonly id: number; readonly element: string; readonly parent: number },
    kind: Partial<Pick<Life, 'isBody' | 'loopCounter' | 'isReopened'>>,
  ): void {
    const node = this.definition.nodesByKey.get(element) ?? this.next?.nodesByKey.get(element);
    if (node === undefined) throw new Error(`no definition of the case has ${element}`);
    const life: Life = {
      ...{ id, node, parent, isBody: false, loopCounter: 0, isReopened: false, ...kind },
      ...{ since: this.steps, beganInCompany: false, hadCompany: false, started: new Set() },
    };
    this.lives.set(id, life);
    if (isEventSubProcess(node)) this.lives.get(parent)?.started.add(node);
    life.beganInCompany = this.hasCompany(life);
    life.hadCompany = life.beganInCompany || this.hasTokens();
    const line = this.lineOf(life);
    for (const other of this.lives.values()) {
      if (!other.hadCompany && this.isBeside(life, other, this.meeting(other, line))) other.hadCompany = true;
    }
  }

  private consume(scope: number, flows: readonly string[]): void {
    for (const flow of flows) {
      const at = place(scope, flow);
      const left = (this.tokens.get(at) ?? []).slice(1);
      if (left.length > 0) this.tokens.set(at, left);
      else this.tokens.delete(at);
    }
  }

  private migrate(keys: ReadonlyMap<string, string>): void {
    for (const life of this.lives.values()) {
      const node = this.next?.nodesByKey.get(keys.get(life.node.key) ?? life.node.key);
      if (node !== undefined) life.node = node;
    }
    for (const [at, steps] of [...this.tokens]) {
      const [scope = '', flow = ''] = at.split(' ');
      this.tokens.delete(at);
      this.tokens.set(`${scope} ${keys.get(flow) ?? flow}`, steps);
    }
  }

  /** The activity of a boundary event, the scope of an event sub-process's start event. */
  private hostOf(life: Life): Life | undefined {
    const { node } = life;
    if (isEventSubProcessStart(node)) return this.lives.get(this.lives.get(life.parent)?.parent ?? -1);
    const attachedTo = node.event?.attachedTo ?? null;
    if (attachedTo === null) return undefined;
    return this.all().find((other) => other.node === attachedTo && other.parent === life.parent);
  }

  /** Event sub-processes that run in a scope already are beside the one that starts now, unlike the normal flow of the scope. */
  private isOwnPath(other: Life, life: Life, scope: Life): boolean {
    if (!isEventSubProcessStart(life.node)) return false;
    for (let at: Life | undefined = other; at !== undefined; at = this.lives.get(at.parent)) {
      if (at.parent === scope.id) return isEventSubProcess(at.node);
    }
    return false;
  }

  private isWithin(inner: Life, outer: Life): boolean {
    for (let at: Life | undefined = inner; at !== undefined; at = this.lives.get(at.parent)) {
      if (at === outer) return true;
    }
    return false;
  }
}

function place(scope: number, flow: string): string {
  return `${scope} ${flow}`;
}
