import { bestMatch } from '../compile/best-match.js';
import type { GraphNode } from '../compile/graph.js';
import type { ElementInstance, Variables } from '../state/state.js';
import { isCompleting } from './completing.js';
import { IncidentSignal } from './incident-signal.js';
import { endQuietly } from './lifecycle.js';
import type { Run } from './run.js';
import { boundary, eventSubProcess } from './trigger.js';

/** Where an error or escalation is caught. */
type Catcher =
  | { readonly kind: 'boundary'; readonly event: GraphNode; readonly host: number }
  | { readonly kind: 'eventSubProcess'; readonly event: GraphNode; readonly scope: number };

/**
 * Throws a BPMN error from an element (§13.5.2): the innermost catcher around it gets it, a specific one before one that catches
 * all. Without a catcher the element waits with an incident, so nobody's work is lost.
 */
export function throwError(run: Run, from: ElementInstance, code: string | null, payload: Variables | null): void {
  const catcher = findCatcher(run, 'error', code, from);
  const caughtBy = catcher?.event.key ?? null;
  run.emit({ type: 'errorThrown', id: from.id, element: from.element, code, caughtBy });
  if (catcher === null) {
    const message = `Error ${code ?? '(without a code)'} is caught nowhere around ${run.nodeOf(from).id}.`;
    run.raise(from, new IncidentSignal('uncaught-error', message), 'work');
    return;
  }
  if (run.nodeOf(from).type === 'endEvent') endQuietly(run, from);
  caught(run, catcher, payload);
}

/**
 * Throws an escalation (§13.5.1). An uncaught one has no effect. An interrupting catcher cancels the scope around the thrower, which has
 * done its part by then and counts as completed.
 */
export function throwEscalation(run: Run, from: ElementInstance, code: string | null): void {
  const catcher = findCatcher(run, 'escalation', code, from);
  const caughtBy = catcher?.event.key ?? null;
  run.emit({ type: 'escalationThrown', id: from.id, element: from.element, code, caughtBy });
  if (catcher === null) return;
  if (catcher.event.event?.interrupting === true) endQuietly(run, from);
  caught(run, catcher, null);
}

function caught(run: Run, catcher: Catcher, payload: Variables | null): void {
  if (catcher.kind === 'boundary') boundary(run, catcher.event, run.instance(catcher.host), payload);
  else eventSubProcess(run, catcher.event, run.instance(catcher.scope), payload);
}

function findCatcher(
  run: Run,
  kind: 'error' | 'escalation',
  code: string | null,
  from: ElementInstance,
): Catcher | null {
  let current = from;
  for (;;) {
    const node = run.nodeOf(current);
    if (current.loopCounter === 0 && !current.compensating && node.activity !== null) {
      const event = bestMatch(node.activity.boundaryEvents, kind, code);
      if (event !== null) return { kind: 'boundary', event, host: current.id };
    }
    if (current.parent < 0) return null;
    const scope = run.draft.element(current.parent);
    const event = eventSubProcessFor(run, kind, code, node, scope);
    if (event !== null) return { kind: 'eventSubProcess', event, scope: scope.id };
    current = scope;
  }
}

/** A handler does not catch what it throws itself; neither does anything beside it once the flow of the scope has ended. */
function eventSubProcessFor(
  run: Run,
  kind: 'error' | 'escalation',
  code: string | null,
  inside: GraphNode,
  scope: ElementInstance,
): GraphNode | null {
  const container = run.nodeOf(scope).container;
  if (container === null || scope.loop !== null || scope.compensating) return null;
  if (inside.container?.isEventSubProcess === true) {
    if (isCompleting(run, scope)) return null;
    const others = container.eventSubProcessStarts.filter((start) => start.parent !== inside);
    return bestMatch(others, kind, code);
  }
  return bestMatch(container.eventSubProcessStarts, kind, code);
}
