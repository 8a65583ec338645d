import { addDuration } from '../time/iso8601.js';
import type { TurnedDown } from './door.js';
import type { Instance } from './instance.js';
import type { Act, Behaviour, Step } from './scenario.js';
import type { World } from './world.js';

/**
 * Does the work that the engine hands out: at once, or as the scenario says. Elements with a behaviour, and those that a later step
 * completes or returns, are held by the engine before they do anything, so that this works for every activity. Where there are people, they do their own
 * work, and jobs are never held: a payment begins when it begins.
 */
export class Workers {
  /** For the engine: ids of the activities at which it stops and asks. */
  get hold(): ReadonlySet<string> {
    return this.held;
  }

  private readonly held: Set<string>;
  private readonly pending = new Map<string, number>();
  /** Element instances that wait because a step names them, by element id. */
  private readonly parked = new Map<string, { readonly instance: Instance; readonly id: number }[]>();
  /** Delays under way (false) and ended (true), by instance and element instance. */
  private readonly delays = new Map<string, boolean>();
  private readonly userTasks: ReadonlySet<string>;

  constructor(private readonly world: World) {
    this.userTasks = onlyUserTasks(world);
    for (const step of this.world.door.people === undefined ? world.scenario.steps : []) {
      const element = elementOf(step);
      if (element !== null) this.pending.set(element, (this.pending.get(element) ?? 0) + 1);
    }
    this.held = this.heldAtFirst();
  }

  /** Work was opened, or has to be looked at again. */
  handle(instance: Instance, id: number): void {
    const element = instance.state.elements.get(id);
    if (element?.work == null || !instance.isActive) return;
    const node = instance.nodeOf(element);
    const behaviour = this.behaviourOf(node.id);
    if (this.world.door.people !== undefined) {
      if (element.work.kind === 'job') this.doJob(node.id, behaviour, instance, id);
      return;
    }
    if (element.work.kind !== 'held') {
      if (behaviour?.act?.kind === 'wait') return;
      if (this.pending.has(node.id)) this.park(node.id, instance, id);
      else this.report(node.id, this.world.give(instance, { type: 'complete', id }));
      return;
    }
    if (this.isPutOff(node.id, behaviour, instance, id)) return;
    if (behaviour?.act != null) this.act(node.id, behaviour.act, instance, id);
    else if (this.pending.has(node.id)) this.park(node.id, instance, id);
    else this.report(node.id, this.world.give(instance, { type: 'proceed', id }));
  }

  private doJob(element: string, behaviour: Behaviour | undefined, instance: Instance, id: number): void {
    if (this.isPutOff(element, behaviour, instance, id)) return;
    if (behaviour?.act != null) this.act(element, behaviour.act, instance, id);
    else this.report(element, this.world.give(instance, { type: 'complete', id }));
  }

  private isPutOff(element: string, behaviour: Behaviour | undefined, instance: Instance, id: number): boolean {
    if (behaviour?.delay != null && !this.delays.has(keyOf(instance, id))) {
      this.delay(element, behaviour.delay, instance, id);
      return true;
    }
    return this.delays.get(keyOf(instance, id)) === false;
  }

  isDelayed(instance: Instance, id: number): boolean {
    return this.delays.get(keyOf(instance, id)) === false && instance.state.elements.has(id);
  }

  delayEnded(instance: Instance, id: number): void {
    this.delays.set(keyOf(instance, id), true);
    this.handle(instance, id);
  }

  /** A step has its turn: from now on it holds nothing back. What waited only for it is let go by `release`. */
  taken(step: Step): void {
    const element = elementOf(step);
    if (element === null) return;
    const left = (this.pending.get(element) ?? 0) - 1;
    if (left > 0) {
      this.pending.set(element, left);
      return;
    }
    this.pending.delete(element);
    if (!this.isHeldAlways(element)) this.held.delete(element);
  }

  release(step: Step): void {
    const element = elementOf(step);
    if (element === null || this.pending.has(element)) return;
    for (const { instance, id } of this.parked.get(element) ?? []) this.world.reconsider(instance, id);
    this.parked.delete(element);
  }

  private behaviourOf(id: string): Behaviour | undefined {
    return this.world.scenario.behaviours.get(id);
  }

  private delay(element: string, duration: string, instance: Instance, id: number): void {
    const due = addDuration(this.world.clock, duration, this.world.door.zone);
    if (due === undefined) {
      this.world.unmet.push(`behaviour of ${element}: a delay of ${duration} ends after the calendar does`);
      return;
    }
    this.delays.set(keyOf(instance, id), false);
    this.world.due.push({ kind: 'delay', due, instance, id });
  }

  private act(element: string, act: Act, instance: Instance, id: number): void {
    const { world } = this;
    switch (act.kind) {
      case 'wait':
        return;
      case 'complete': {
        const { variables, outcome } = act;
        const chosen = outcome === null ? {} : { outcome };
        this.report(element, world.give(instance, { type: 'complete', id, variables, ...chosen }));
        return;
      }
      case 'error':
        this.report(element, world.give(instance, { type: 'throwError', id, code: act.code }));
        return;
      case 'fail':
        this.report(element, world.give(instance, { type: 'fail', id, message: act.message }));
    }
  }

  private report(element: string, turnedDown: TurnedDown | null): void {
    this.world.report(`behaviour of ${element}`, turnedDown);
  }

  private park(element: string, instance: Instance, id: number): void {
    const list = this.parked.get(element);
    if (list === undefined) this.parked.set(element, [{ instance, id }]);
    else list.push({ instance, id });
  }

  private heldAtFirst(): Set<string> {
    const held = new Set<string>();
    if (this.world.door.people !== undefined) return held;
    for (const id of this.world.scenario.behaviours.keys()) if (this.isHeldAlways(id)) held.add(id);
    for (const id of this.pending.keys()) if (!this.userTasks.has(id)) held.add(id);
    return held;
  }

  /** User tasks that merely wait need not be held: they wait for a person anyway. */
  private isHeldAlways(id: string): boolean {
    const behaviour = this.behaviourOf(id);
    if (behaviour === undefined) return false;
    return behaviour.delay !== null || behaviour.act?.kind !== 'wait' || !this.userTasks.has(id);
  }
}

function elementOf(step: Step): string | null {
  return step.kind === 'complete' || step.kind === 'return' || step.kind === 'throw' ? step.element : null;
}

function keyOf(instance: Instance, id: number): string {
  return `${instance.name}/${id}`;
}

function onlyUserTasks(world: World): ReadonlySet<string> {
  const users = new Set<string>();
  for (const node of world.definition.nodes) if (node.type === 'userTask') users.add(node.id);
  // A called document may use the same id for another kind of element.
  for (const node of world.definition.nodes) if (node.type !== 'userTask') users.delete(node.id);
  return users;
}
