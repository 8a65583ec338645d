import type { ContainerSpec, GraphNode, LoopSpec } from '../compile/graph.js';
import { NONE } from './builder.js';
import { awaitBoundaryEvents, armBoundaryEvents } from './events.js';
import { caught, caughtCodes, errorCatchers } from './catching.js';
import { leave } from './leaving.js';
import { writtenInstances } from './inner-instances.js';
import { ALWAYS, arrivals, departures, isRaced, together, type Carriage } from './mail.js';
import { outcomesOf } from './outcomes.js';
import { NetScope } from './scope.js';

/** An activity without anything in it that moves tokens: one place, however often it is repeated. */
export function activity(scope: NetScope, node: GraphNode): void {
  const open = scope.open(node);
  const armed = armBoundaryEvents(scope, node);
  const unsent = sending(scope, node, open);
  scope.enter(node, together([open], together(armed, unsent)));
  const ways = receiving(scope, node, open).map((arrival) => ({
    consume: together([open], arrival.consume),
    empty: together(unsent, arrival.empty),
    clear: scope.inside(node),
  }));
  for (const outcome of outcomesOf(scope.net, node)) for (const way of ways) leave(scope, node, way, outcome);
  const codes = node.element.isWork?.(node) === true ? caughtCodes(scope, node) : NONE;
  if (codes.length > 0) {
    scope.net.later(() => {
      for (const caughtBy of errorCatchers(scope, node, codes))
        caught(caughtBy, { scope, node, place: open, after: open });
    });
  }
  awaitBoundaryEvents(scope, node);
}

/** What the activity throws is kept when it begins. @returns a place that is marked until that is done. */
function sending(scope: NetScope, node: GraphNode, open: number): readonly number[] {
  const kept = departures(scope.net, node);
  if (kept.length === 0) return NONE;
  // In each round, and by each inner instance.
  const isRepeated = node.activity?.loop != null;
  const unsent = isRepeated ? [] : [scope.innerToken('choice', node, 'unsent', scope.path)];
  scope.startInside(node).push(...unsent);
  for (const { read, empty, produce } of kept)
    scope.add('internal', { node, consume: unsent, read: [open, ...read], empty, produce });
  return unsent;
}

/** How what the activity waits for may come. Where it is repeated, it takes any number of messages. */
function receiving(scope: NetScope, node: GraphNode, open: number): readonly Carriage[] {
  const { net } = scope;
  if (node.type !== 'receiveTask' || isRaced(node)) return ALWAYS;
  if (node.activity?.loop == null) return arrivals(net, node);
  for (const { consume, empty } of arrivals(net, node))
    if (consume.length > 0) scope.add('internal', { node, consume: [open, ...consume], empty, produce: [open] });
  return ALWAYS;
}

/** A sub-process, or a call with what is called: open as long as a token is in it. */
export function containing(scope: NetScope, node: GraphNode, content: ContainerSpec, path: readonly string[]): void {
  const loop = node.activity?.loop ?? null;
  const open = scope.open(node);
  const armed = armBoundaryEvents(scope, node);
  const outcome = node.outcomes[0] ?? null;
  const inside = scope.startInside(node);
  const { length } = scope.net.places;
  const close = (): void => {
    for (let place = length; place < scope.net.places.length; place++) inside.push(place);
  };
  if (loop === null) {
    const inner = innerScope(scope, node, content, path, open);
    close();
    scope.enter(node, [open, ...inner.entries, ...armed]);
    leave(scope, node, { consume: [open], empty: inner.direct, clear: inside }, outcome);
  } else if (loop.kind === 'standard' || loop.isSequential) {
    const first = scope.innerToken('choice', node, 'first', scope.path);
    const again = scope.innerToken('choice', node, 'again', scope.path);
    const copy = copyOf(scope, node, content, 1);
    close();
    const { isAlways, isOnce, canEnd } = rounds(loop);
    scope.enter(node, [open, first, ...armed]);
    if (isAlways !== false) begin(copy, node, first);
    if (!isOnce) begin(copy, node, again);
    end(copy, node, [again]);
    if (isAlways !== true) leave(scope, node, { consume: [open, first], clear: inside }, outcome);
    if (canEnd) leave(scope, node, { consume: [open, again], clear: inside }, outcome);
  } else {
    sideBySide(scope, node, content, loop, { open, armed, close, outcome });
  }
  awaitBoundaryEvents(scope, node);
}

interface Copy {
  readonly scope: NetScope;
  readonly self: number;
}

/** One inner instance of a loop or multi-instance. */
function copyOf(scope: NetScope, node: GraphNode, content: ContainerSpec, number: number): Copy {
  const path = [...scope.path, `${node.key}#${number}`];
  const self = scope.innerToken('open', node, null, path);
  return { scope: innerScope(scope, node, content, path, self), self };
}

function innerScope(
  scope: NetScope,
  node: GraphNode,
  content: ContainerSpec,
  path: readonly string[],
  self: number,
): NetScope {
  const inner = new NetScope(scope.net, node, content, path, scope, self);
  scope.scopes.set(node, [...(scope.scopes.get(node) ?? NONE), inner]);
  return inner;
}

function begin(copy: Copy, node: GraphNode, from: number): void {
  copy.scope.add('activate', { node, consume: [from], produce: [copy.self, ...copy.scope.entries] });
}

function end(copy: Copy, node: GraphNode, produce: readonly number[]): void {
  const { direct, content } = copy.scope;
  copy.scope.add('complete', { node, consume: [copy.self], empty: direct, clear: content, produce });
}

/** Two inner instances stand for any number of them, one for one, and none for none. */
function sideBySide(
  scope: NetScope,
  node: GraphNode,
  content: ContainerSpec,
  loop: Extract<LoopSpec, { kind: 'multiInstance' }>,
  own: { open: number; armed: readonly number[]; close: () => void; outcome: string | null },
): void {
  const planned = writtenInstances(loop);
  // Two stand for any more only as long as nobody counts what they send and take.
  if ((planned === null || planned > 2) && scope.net.mail?.isUsedIn(content.nodes) === true)
    scope.net.gap('messages-of-many', node);
  const plan = scope.innerToken('choice', node, 'plan', scope.path);
  const enough = loop.completionCondition === null ? null : scope.memory('completed', node, 'some');
  const copies = [1, 2].slice(0, Math.min(planned ?? 2, 2)).map((number) => ({
    ready: scope.innerToken('choice', node, `ready ${number}`, scope.path),
    ...copyOf(scope, node, content, number),
  }));
  own.close();
  const inside = scope.inside(node);
  scope.enter(node, [own.open, plan, ...own.armed]);
  const least = planned === null ? 0 : copies.length;
  for (let count = least; count <= copies.length; count++) {
    const ready = copies.slice(0, count).map((copy) => copy.ready);
    scope.add('internal', { node, consume: [plan], produce: ready });
  }
  for (const copy of copies) {
    begin(copy, node, copy.ready);
    end(copy, node, enough === null ? NONE : [enough]);
  }
  const unfinished = [plan, ...copies.flatMap((copy) => [copy.ready, copy.self])];
  leave(scope, node, { consume: [own.open], empty: unfinished.sort((a, b) => a - b), clear: inside }, own.outcome);
  if (enough !== null) leave(scope, node, { consume: [own.open], read: [enough], clear: inside }, own.outcome);
}

/** Whether the first round is certain (true), impossible (false) or neither, whether there is no second, and whether it ever ends. */
function rounds(loop: LoopSpec): { isAlways: boolean | null; isOnce: boolean; canEnd: boolean } {
  if (loop.kind === 'multiInstance') {
    const planned = writtenInstances(loop);
    return { isAlways: planned === null ? null : planned > 0, isOnce: planned === 1, canEnd: true };
  }
  const { condition, maximum, testBefore } = loop;
  const isAlways = maximum !== null && maximum < 1 ? false : condition === null || !testBefore ? true : null;
  return { isAlways, isOnce: maximum === 1, canEnd: condition !== null || maximum !== null };
}
