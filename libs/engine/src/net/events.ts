import type { GraphNode } from '../compile/graph.js';
import { NONE } from './builder.js';
import { caught, catchers } from './catching.js';
import { leave } from './leaving.js';
import { ALWAYS, arrivals, departures, isRaced, together } from './mail.js';
import { NetScope } from './scope.js';

/** An event that has happened, or that happens at once: the token goes on. */
export function passing(scope: NetScope, node: GraphNode): void {
  const open = scope.open(node);
  scope.enter(node, [open]);
  const ways = node.type === 'intermediateCatchEvent' && !isRaced(node) ? arrivals(scope.net, node) : ALWAYS;
  for (const { consume, empty } of ways) leave(scope, node, { consume: together([open], consume), empty }, null);
}

/** What a throw or end event does, as in `elements/events/throw.ts`. */
export function throwing(scope: NetScope, node: GraphNode): void {
  const trigger = node.event?.trigger ?? null;
  const open = scope.open(node);
  if (trigger?.kind === 'compensate') scope.net.gap('compensation', node);
  if (trigger?.kind === 'terminate') {
    // Whoever comes first ends the others at once: none of them comes after.
    scope.enter(node, [open], node.incoming.length > 1 ? [open] : NONE);
    scope.net.later(() => scope.add('terminate', { node, read: [open], clear: scope.content }));
  } else if (trigger?.kind === 'link') {
    scope.enter(node, [open]);
    if (trigger.target !== null)
      scope.add('complete', { node, consume: [open], produce: [scope.entry(trigger.target)] });
  } else if (trigger?.kind === 'error') {
    scope.enter(node, [open]);
    scope.net.later(() => {
      for (const by of catchers(scope, node, 'error', trigger.code))
        caught(by, { scope, node, place: open, after: open });
    });
  } else if (trigger?.kind === 'escalation') {
    escalating(scope, node, open, trigger.code);
  } else if (trigger?.kind === 'message') {
    sending(scope, node, open);
  } else {
    passing(scope, node);
  }
}

/** Unless it is interrupted, the thrower goes on when it has thrown. */
function escalating(scope: NetScope, node: GraphNode, open: number, code: string | null): void {
  const after = scope.choice(node, 'thrown');
  scope.enter(node, [open]);
  leave(scope, node, { consume: [after] }, null);
  scope.net.later(() => {
    for (const by of catchers(scope, node, 'escalation', code)) {
      if (by.event !== null) caught(by, { scope, node, place: open, after });
      else scope.add('internal', { node, consume: [open], empty: by.empty, produce: [after] });
    }
  });
}

/** The message is kept, and then the thrower goes on. */
function sending(scope: NetScope, node: GraphNode, open: number): void {
  const kept = departures(scope.net, node);
  if (kept.length === 0) {
    passing(scope, node);
    return;
  }
  const after = scope.choice(node, 'thrown');
  scope.enter(node, [open]);
  leave(scope, node, { consume: [after] }, null);
  for (const { read, empty, produce } of kept)
    scope.add('internal', { node, consume: [open], read, empty, produce: [after, ...produce] });
}

/** Whichever event comes first takes the token. */
export function racing(scope: NetScope, node: GraphNode): void {
  const open = scope.open(node);
  scope.enter(node, [open]);
  for (const flow of node.outgoing) {
    for (const { consume, empty } of arrivals(scope.net, flow.target)) {
      const produce = [scope.on(flow, null)];
      scope.add('complete', { node, consume: [open, ...consume], empty, taken: [flow.key], produce });
    }
  }
}

/** What the activity begins with, so that each of its events happens only as often as it can. */
export function armBoundaryEvents(scope: NetScope, node: GraphNode): number[] {
  const armed = (node.activity?.boundaryEvents ?? NONE).flatMap((event) => arm(scope, event));
  if (armed.length > 0) scope.startInside(node).push(...armed);
  return armed;
}

/** What may happen from outside while the activity is active. */
export function awaitBoundaryEvents(scope: NetScope, node: GraphNode): void {
  const host = scope.open(node);
  for (const event of node.activity?.boundaryEvents ?? NONE) {
    if (!comesFromOutside(event)) continue;
    const produce = [scope.open(event)];
    const isAside = scope.isApart(event);
    const isInterrupting = event.event?.interrupting !== false;
    if (!isInterrupting && !isAside && !happensOnce(event)) {
      const isByMail = scope.structure.apart(event) !== null;
      scope.net.gap(isByMail ? 'messages-of-many' : 'trigger-repeated', event);
    }
    for (const message of arrivals(scope.net, event)) {
      if (isInterrupting) {
        const { consume, empty } = message;
        const clear = scope.inside(node);
        scope.add('trigger', { node, target: event, consume: [host, ...consume], empty, clear, produce });
        continue;
      }
      const consume = [...scope.armed(event), ...message.consume];
      const add = (empty: readonly number[]): void =>
        scope.add('trigger', { node, target: event, consume, read: [host], empty, produce });
      const aside = isAside ? scope.aside(event) : NONE;
      // The list is shared while it grows; a longer one is made of the whole.
      if (message.empty.length === 0) add(aside);
      else scope.net.later(() => add([...aside, ...message.empty]));
    }
  }
}

/** An event sub-process, from the event that starts it to its end. */
export function eventSubProcess(scope: NetScope, node: GraphNode): void {
  const { container } = node;
  if (container === null) return;
  const open = scope.open(node);
  const inside = scope.startInside(node);
  const { length } = scope.net.places;
  const inner = new NetScope(scope.net, node, container, scope.path, scope, open);
  scope.scopes.set(node, [inner]);
  for (let place = length; place < scope.net.places.length; place++) inside.push(place);
  scope.enter(node, [open, ...container.startEvents.map((start) => inner.entry(start)), ...inner.begun]);
  leave(scope, node, { consume: [open], empty: inner.direct, clear: inside }, null);
  for (const start of container.startEvents) {
    if (!comesFromOutside(start)) continue;
    const produce = scope.opened(node);
    const isInterrupting = start.event?.interrupting !== false;
    if (!isInterrupting) {
      scope.begun.push(...arm(scope, start));
      if (!happensOnce(start) && !scope.isApart(start)) scope.net.gap('messages-of-many', start);
    }
    for (const { consume, empty } of arrivals(scope.net, start)) {
      const common = { node, target: start, read: [scope.self], some: scope.normal, produce };
      if (isInterrupting) scope.add('trigger', { ...common, consume, empty, clear: scope.content });
      else scope.add('trigger', { ...common, consume: [...scope.armed(start), ...consume], empty: [open, ...empty] });
    }
  }
}

/**
 * A place for a non-interrupting event that can happen only once while it is awaited: a timer without repetition. What can happen again needs
 * none, as long as its path comes together with no other; else it is taken to happen once, which is a gap.
 */
function arm(scope: NetScope, event: GraphNode): number[] {
  if (!comesFromOutside(event) || event.event?.interrupting !== false) return [];
  const repeats = !happensOnce(event) && (event.type === 'startEvent' || scope.isApart(event));
  return repeats ? [] : [scope.arm(event)];
}

function happensOnce(event: GraphNode): boolean {
  const trigger = event.event?.trigger;
  if (trigger?.kind !== 'timer') return false;
  const { kind, value } = trigger.timer;
  return kind !== 'cycle' || (typeof value === 'string' && value.trim().startsWith('R1/'));
}

/** Nothing in the instance decides whether it happens. */
function comesFromOutside(event: GraphNode): boolean {
  const kind = event.event?.trigger?.kind;
  return kind === 'message' || kind === 'signal' || kind === 'timer' || kind === 'conditional';
}
