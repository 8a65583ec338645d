import { bestMatch } from '../compile/best-match.js';
import type { GraphNode } from '../compile/graph.js';
import { NONE } from './builder.js';
import type { NetScope } from './scope.js';

type Kind = 'error' | 'escalation';

/** Where something thrown arrives; `event` null: nowhere. More than one may be possible, told apart by what still runs. */
export interface Catch {
  readonly event: GraphNode | null;
  /** The scope of the activity that the event is attached to, or the scope that the event sub-process is in. */
  readonly scope: NetScope;
  readonly some: readonly number[] | null;
  readonly empty: readonly number[];
}

/**
 * Who catches what a node throws: the rules of `step/propagation.ts`, with what depends on the state as a condition. Asked when all places
 * are known.
 */
export function catchers(from: NetScope, thrower: GraphNode, kind: Kind, code: string | null): Catch[] {
  const found: Catch[] = [];
  let empty: readonly number[] = NONE;
  let scope: NetScope | null = from;
  let node = thrower;
  while (scope !== null) {
    const attached = bestMatch(node.activity?.boundaryEvents ?? NONE, kind, code);
    if (attached !== null) return [...found, { event: attached, scope, some: null, empty }];
    const starts = scope.container.eventSubProcessStarts;
    if (node.container?.isEventSubProcess === true) {
      // One event sub-process catches what another throws, as long as the flow of their scope goes on.
      const inside = node;
      const event = bestMatch(
        starts.filter((start) => start.parent !== inside),
        kind,
        code,
      );
      if (event !== null) {
        found.push({ event, scope, some: scope.normal, empty });
        empty = empty.length === 0 ? scope.normal : [...empty, ...scope.normal].sort((a, b) => a - b);
      }
    } else {
      const event = bestMatch(starts, kind, code);
      if (event !== null) return [...found, { event, scope, some: null, empty }];
    }
    node = scope.node;
    scope = scope.parent;
  }
  return [...found, { event: null, scope: from, some: null, empty }];
}

/** Codes of the errors that are caught somewhere around the node. Known before any place is. */
export function caughtCodes(from: NetScope, thrower: GraphNode): readonly (string | null)[] {
  const codes: (string | null)[] = [];
  const add = ({ event }: GraphNode): void => {
    if (event?.trigger?.kind === 'error') codes.push(event.trigger.code);
  };
  let node = thrower;
  for (let scope: NetScope | null = from; scope !== null; scope = scope.parent) {
    node.activity?.boundaryEvents.forEach(add);
    scope.container.eventSubProcessStarts.forEach(add);
    node = scope.node;
  }
  return codes;
}

/** Every event that may catch an error that work ends with: work may end with any code that is caught somewhere around it. */
export function errorCatchers(from: NetScope, thrower: GraphNode, codes: readonly (string | null)[]): readonly Catch[] {
  const found = new Map<string, Catch>();
  for (const code of new Set([null, ...codes])) {
    for (const caught of catchers(from, thrower, 'error', code)) {
      if (caught.event !== null) found.set(`${caught.event.key} ${caught.empty.length}`, caught);
    }
  }
  return [...found.values()];
}

/**
 * The event catches what was thrown from the place. What interrupts ends the thrower too, unless it is what the event is attached to; else the
 * thrower goes on, to `after`.
 */
export function caught(
  { event, scope, some, empty }: Catch,
  thrower: { readonly scope: NetScope; readonly node: GraphNode; readonly place: number; readonly after: number },
): void {
  if (event === null) return;
  const { node, place, after } = thrower;
  const host = event.event?.attachedTo ?? null;
  const begun = host === null ? scope.opened(event.parent ?? event) : [scope.open(event)];
  const add = (act: Partial<Parameters<NetScope['add']>[1]>): void =>
    thrower.scope.add('throw', { node, target: event, some, empty, ...act });
  if (event.event?.interrupting !== true) {
    const aside = host === null ? [scope.open(event.parent ?? event)] : scope.aside(event);
    const isAside = scope.isApart(event);
    // A second token beside the first on a path of its own changes nothing, and is left out.
    if (isAside) add({ consume: [place], produce: [after], some: aside });
    const free = empty.length === 0 ? aside : [...empty, ...aside].sort((a, b) => a - b);
    add({ consume: [place], produce: [after, ...begun], empty: isAside ? free : empty });
  } else if (host === null) {
    add({ read: [place], clear: scope.content, produce: begun });
  } else if (host === node && scope === thrower.scope) {
    add({ consume: [place], clear: scope.inside(host), produce: begun });
  } else {
    add({ read: [place], consume: [scope.open(host)], clear: scope.inside(host), produce: begun });
  }
}
