import type { GraphNode } from '../compile/graph.js';
import type { TurnedDown } from './door.js';
import type { EventNames } from './names.js';
import type { Instance } from './instance.js';
import type { CompleteStep, ReturnStep, StartStep, Step, ThrowStep } from './scenario.js';
import { describeWaiting, loopCounterOf, waitingElements, type WaitingElement } from './waiting.js';
import type { World } from './world.js';

/**
 * Plays one step of a scenario, at a moment when nothing else can move.
 * @returns why nothing came of it, or null.
 */
export function perform(world: World, step: Step, names: EventNames): TurnedDown | null {
  const reason = played(world, step, names);
  return typeof reason === 'string' ? { message: reason } : reason;
}

function played(world: World, step: Step, names: EventNames): string | TurnedDown | null {
  switch (step.kind) {
    case 'complete':
      // What a handler or a worker outside does is nobody's in person.
      return world.door.people === undefined || step.by === null ? complete(world, step) : world.act(step);
    case 'return':
      return world.door.people === undefined ? returnTo(world, step) : world.act(step);
    case 'throw':
      return throwError(world, step);
    case 'start':
      return start(world, step);
    case 'give':
      return world.act(step);
    case 'advance':
      return world.advance(step.duration) ? null : `${step.duration} from now is after the calendar ends`;
    case 'message': {
      const { correlation: key, variables } = step;
      world.post.deliver({ name: names.message(step.name) ?? step.name, key, variables, targets: [] });
      return null;
    }
    case 'signal': {
      const name = names.signal(step.name) ?? step.name;
      world.post.broadcast({ name, variables: step.variables, thrower: null, before: Infinity });
      return null;
    }
    case 'set':
      return world.door.people === undefined ? set(world, step.variables) : world.act(step);
  }
}

function start(world: World, { process, by, variables, businessKey }: StartStep): string | TurnedDown | null {
  const node = world.definition.processes.get(process);
  return node === undefined ? `there is no process ${process}` : world.start(node, null, variables, businessKey, by);
}

/** A step as the scenario names it, for messages. */
export function titleOf(step: Step): string {
  switch (step.kind) {
    case 'start':
      return `start ${step.process}`;
    case 'give':
      return step.element === null ? step.command : `${step.command} ${step.element}`;
    case 'complete':
    case 'return': {
      const counter = step.loopCounter === null ? '' : ` (loopCounter ${step.loopCounter})`;
      const act = step.act === null ? '' : ` ${step.act}`;
      return step.kind === 'complete'
        ? `complete ${step.element}${act}${counter}`
        : `return ${step.element}${counter} to ${step.to}`;
    }
    case 'throw':
      return `throw ${step.code} in ${step.element}`;
    case 'advance':
      return `advance ${step.duration}`;
    case 'message':
    case 'signal':
      return `${step.kind} ${step.name}`;
    case 'set':
      return `set ${Object.keys(step.variables).join(', ')}`;
  }
}

interface Found extends WaitingElement {
  readonly instance: Instance;
}

function complete(world: World, step: CompleteStep): string | TurnedDown | null {
  const found = oldestWorked(world, step);
  if (found === null) return notWaiting(world, step);
  return world.give(found.instance, {
    type: 'complete',
    id: found.element.id,
    variables: step.variables,
    ...(step.outcome === null ? {} : { outcome: step.outcome }),
  });
}

function throwError(world: World, step: ThrowStep): string | TurnedDown | null {
  const found = oldestWorked(world, step);
  if (found === null) return notWaiting(world, step);
  return world.give(found.instance, { type: 'throwError', id: found.element.id, code: step.code });
}

/** What is nobody's in person: where there are people, they do their own work. */
function oldestWorked(world: World, step: CompleteStep | ThrowStep): Found | null {
  const isTheirs = world.door.people !== undefined;
  return oldestWaiting(
    world,
    step,
    ({ element: { work, incident } }) => work !== null && incident === null && !(isTheirs && work.kind === 'user'),
  );
}

function returnTo(world: World, step: ReturnStep): string | TurnedDown | null {
  const found = oldestWaiting(world, step, () => true);
  if (found === null) return notWaiting(world, step);
  const target = keyInDocumentOf(found.node, step.to, world);
  return world.give(found.instance, { type: 'returnTo', from: found.element.id, target });
}

function set(world: World, variables: Extract<Step, { kind: 'set' }>['variables']): string | TurnedDown | null {
  const running = world.instances.find((instance) => instance.isActive);
  const rejection = running === undefined ? null : world.give(running, { type: 'setVariables', variables });
  if (rejection !== null && !world.isLimited) return rejection;
  if (running === undefined && !world.starts.hasConditions)
    return 'no instance is running whose variables could be set';
  world.starts.set(variables);
  return null;
}

function oldestWaiting(
  world: World,
  step: CompleteStep | ReturnStep | ThrowStep,
  accept: (waiting: WaitingElement) => boolean,
): Found | null {
  let oldest: (Found & { readonly order: number }) | null = null;
  for (const instance of world.instances) {
    if (!instance.isActive) continue;
    for (const waiting of waitingElements(instance)) {
      const { node, element } = waiting;
      if (node.id !== step.element || !accept(waiting)) continue;
      if (step.loopCounter !== null && step.loopCounter !== loopCounterOf(instance, element)) continue;
      const order = instance.of(element.id)?.order ?? 0;
      if (oldest === null || order < oldest.order) oldest = { ...waiting, instance, order };
    }
  }
  return oldest;
}

/** Elements listed in a message; a wide multi-instance has thousands. */
const LISTED = 10;

function notWaiting(world: World, step: CompleteStep | ReturnStep | ThrowStep): string {
  const all = world.instances
    .filter((instance) => instance.isActive)
    .flatMap((instance) => waitingElements(instance).map((waiting) => describeWaiting(instance, waiting)));
  const counter = step.loopCounter === null ? '' : ` with loopCounter ${step.loopCounter}`;
  const lead = `${step.element}${counter} does not wait for its work to be done`;
  if (all.length === 0) return `${lead}; nothing waits at all`;
  const more = all.length > LISTED ? `; and ${all.length - LISTED} more` : '';
  return `${lead}. Waiting: ${all.slice(0, LISTED).join('; ')}${more}`;
}

/** The key of the element with this id in the same document as `from`: called documents carry a prefix. */
function keyInDocumentOf(from: GraphNode, id: string, world: World): string {
  const prefix = from.key.slice(0, from.key.length - from.id.length);
  const keys = world.definition.nodesByKey;
  if (keys.has(prefix + id)) return prefix + id;
  return world.definition.nodes.find((node) => node.id === id)?.key ?? id;
}
