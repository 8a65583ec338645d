import {
  ElementInstance,
  type BufferedMessage,
  type InstanceState,
  type InstanceStatus,
  type Subscription,
} from './state.js';
import { Owner, Table } from './table.js';

/**
 * A state being edited. It shares everything with the state it was opened on and copies what it touches;
 * the state itself never changes. `finish` closes the draft: what it returns is a value again.
 */
export class Draft {
  private readonly owner = new Owner();
  definition: string;
  process: string;
  status: InstanceStatus;
  businessKey: string | null;
  nextId: number;
  elements: Table<ElementInstance>;
  subscriptions: Table<Subscription>;
  messages: readonly BufferedMessage[];
  incidents: number;

  constructor(state: InstanceState) {
    this.definition = state.definition;
    this.process = state.process;
    this.status = state.status;
    this.businessKey = state.businessKey;
    this.nextId = state.nextId;
    this.elements = state.elements;
    this.subscriptions = state.subscriptions;
    this.messages = state.messages;
    this.incidents = state.incidents;
  }

  /** The element instance, which must exist: anything else is a fault of the engine or of the event log. */
  element(id: number): ElementInstance {
    const found = this.elements.get(id);
    if (found === undefined) throw new StateFault(`element instance ${id} does not exist`);
    return found;
  }

  /** The same, ready to be edited. */
  edit(id: number): ElementInstance {
    const found = this.element(id);
    const owned = found.ownedBy(this.owner);
    if (owned !== found) this.elements = this.elements.set(id, owned, this.owner);
    return owned;
  }

  /** Marks an id as given out. */
  take(id: number): void {
    if (id < this.nextId) throw new StateFault(`id ${id} was given out before`);
    this.nextId = id + 1;
  }

  add(id: number, element: string, parent: number): ElementInstance {
    this.take(id);
    const made = new ElementInstance(id, element, parent, this.owner);
    this.elements = this.elements.set(id, made, this.owner);
    if (parent >= 0) {
      const scope = this.edit(parent);
      scope.children = scope.children.set(id, true, this.owner);
    }
    return made;
  }

  /** Removes an element instance. It must have no children and no subscriptions left: they end first. */
  remove(id: number): ElementInstance {
    const gone = this.element(id);
    if (gone.children.size > 0) throw new StateFault(`element instance ${id} ended before what is inside it`);
    if (gone.subscriptions.length > 0) throw new StateFault(`element instance ${id} ended before its subscriptions`);
    if (gone.incident !== null) this.incidents--;
    this.elements = this.elements.delete(id, this.owner);
    if (gone.parent >= 0) {
      const scope = this.edit(gone.parent);
      scope.children = scope.children.delete(id, this.owner);
    }
    return gone;
  }

  openSubscription(subscription: Subscription): void {
    this.take(subscription.id);
    this.subscriptions = this.subscriptions.set(subscription.id, subscription, this.owner);
    const owner = this.edit(subscription.owner);
    owner.subscriptions = [...owner.subscriptions, subscription.id];
  }

  updateSubscription(id: number, change: (subscription: Subscription) => Subscription): void {
    this.subscriptions = this.subscriptions.set(id, change(this.subscription(id)), this.owner);
  }

  closeSubscription(id: number): void {
    const owner = this.edit(this.subscription(id).owner);
    owner.subscriptions = owner.subscriptions.filter((other) => other !== id);
    this.subscriptions = this.subscriptions.delete(id, this.owner);
  }

  subscription(id: number): Subscription {
    const found = this.subscriptions.get(id);
    if (found === undefined) throw new StateFault(`subscription ${id} does not exist`);
    return found;
  }

  /** Sets a slot in a persistent table on behalf of this draft. */
  put<T>(table: Table<T>, key: number, value: T): Table<T> {
    return table.set(key, value, this.owner);
  }

  drop<T>(table: Table<T>, key: number): Table<T> {
    return table.delete(key, this.owner);
  }

  finish(): InstanceState {
    this.owner.release();
    return {
      version: 1,
      definition: this.definition,
      process: this.process,
      status: this.status,
      businessKey: this.businessKey,
      nextId: this.nextId,
      elements: this.elements,
      subscriptions: this.subscriptions,
      messages: this.messages,
      incidents: this.incidents,
    };
  }
}

/** An event does not fit the state it is applied to: a bug of the engine or a damaged log, never a user's mistake. */
export class StateFault extends Error {
  override readonly name = 'StateFault';
}

/** The state before `instanceStarted`. */
export const UNBORN: InstanceState = {
  version: 1,
  definition: '',
  process: '',
  status: 'active',
  businessKey: null,
  nextId: 0,
  elements: Table.empty(),
  subscriptions: Table.empty(),
  messages: [],
  incidents: 0,
};
