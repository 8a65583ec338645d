import type { Definition, GraphNode } from '../compile/graph.js';
import type { FeelValue } from '../feel/values.js';
import { UNBORN } from '../state/draft.js';
import type { EngineEvent } from '../state/events.js';
import { ROOT, type ElementInstance, type InstanceState } from '../state/state.js';

/** What the world remembers of an element instance or subscription as long as it lives. */
export interface Living {
  readonly node: GraphNode;
  readonly loopCounter: number;
  /** Position in the order in which things came to life in the world: less is older. */
  readonly order: number;
}

/** One process instance of the world. */
export class Instance {
  state: InstanceState = UNBORN;
  /** Variables of the process. Kept here, because they leave the state when the instance ends. */
  readonly variables = new Map<string, FeelValue>();
  private readonly living = new Map<number, Living>();
  private lastId: number = ROOT;

  constructor(
    /** From 1, in the order of starting. */
    readonly number: number,
    readonly process: GraphNode,
    private readonly definition: Definition,
  ) {}

  get name(): string {
    return String(this.number);
  }

  /** Started and not ended. */
  get isActive(): boolean {
    return this.state.process !== '' && this.state.status === 'active';
  }

  of(id: number): Living | undefined {
    return this.living.get(id);
  }

  nodeOf(element: Pick<ElementInstance, 'element'>): GraphNode {
    return this.nodeByKey(element.element);
  }

  nodeByKey(key: string): GraphNode {
    return this.definition.nodesByKey.get(key) ?? this.process;
  }

  flowTarget(key: string): GraphNode | undefined {
    return this.definition.flowsByKey.get(key)?.target;
  }

  flowId(key: string): string {
    return this.definition.flowsByKey.get(key)?.id ?? key;
  }

  /** The id that the next element instance or subscription will get: what comes to life from now on has at least this one. */
  get nextId(): number {
    return this.lastId + 1;
  }

  /** Keeps up with an event. Ends are noted by `forget`, after whoever shows the event has asked about the element. */
  note(event: EngineEvent, order: number): void {
    switch (event.type) {
      case 'instanceStarted':
        this.living.set(ROOT, { node: this.process, loopCounter: 0, order });
        break;
      case 'elementActivated':
        this.live(event.id, event.element, event.loopCounter ?? 0, order);
        break;
      case 'bodyActivated':
      case 'subscriptionOpened':
      case 'compensationScopeOpened':
        this.live(event.id, event.element, 0, order);
        break;
      case 'variablesSet':
        if (event.scope !== ROOT) break;
        for (const [name, value] of event.values) this.variables.set(name, value);
        break;
      default:
    }
  }

  forget(event: EngineEvent): void {
    switch (event.type) {
      case 'elementCompleted':
      case 'elementCancelled':
      case 'bodyCompleted':
      case 'bodyCancelled':
      case 'subscriptionClosed':
      case 'compensationScopeClosed':
        this.living.delete(event.id);
        break;
      default:
    }
  }

  private live(id: number, key: string, loopCounter: number, order: number): void {
    this.lastId = Math.max(this.lastId, id);
    this.living.set(id, { node: this.nodeByKey(key), loopCounter, order });
  }
}
