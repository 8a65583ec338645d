import type { GraphNode } from '../compile/graph.js';
import type { Net, Place, Transition } from './net.js';
import { isJoin } from './structure.js';

/** Numbers of places that lists of one net hold together, at most: beyond, transitions with a list of their own may happen at any time. */
const MAX_LISTED = 1_000_000;

const KNOWN = new WeakMap<Net, Net>();

/**
 * The net with the steps of the engine in it: what is a command of its own, work that is done or fails and time that has passed, happens when everything waits
 * (§13.2), so that nobody does anything while a token is on its way from one element to the next. Messages, signals and conditions may come at any time, as one
 * step may let several of them happen, and so may returns.
 */
export function settledNet(net: Net): Net {
  let settled = KNOWN.get(net);
  if (settled === undefined) KNOWN.set(net, (settled = settle(net)));
  return settled;
}

function settle(net: Net): Net {
  const hurrying = net.places.flatMap((place) => (isHurrying(place) ? [place.index] : []));
  let left = MAX_LISTED;
  const transitions = net.transitions.map((transition): Transition => {
    if (!isCommand(transition)) return transition;
    const { empty } = transition;
    if (empty.length === 0) return { ...transition, empty: hurrying };
    left -= empty.length + hurrying.length;
    if (left < 0) return transition;
    return { ...transition, empty: [...new Set([...empty, ...hurrying])].sort((one, other) => one - other) };
  });
  return { ...net, transitions };
}

/** A token is never there when everything waits: it is on a flow that no join waits at, or in what can neither wait nor stop. */
function isHurrying({ kind, role, node, detail }: Place): boolean {
  if (kind !== 'token' || node === null) return false;
  if (role === 'flow') return !isJoin(node);
  if (role === 'choice') return detail === 'entry' || /^\d/.test(detail ?? '');
  return role === 'open' && passesAtOnce(node);
}

/** Nothing is waited for and no expression evaluated, which might fail. */
function passesAtOnce({ type, activity, container, inputs, outputs, event, outgoing }: GraphNode): boolean {
  if (container !== null || inputs.length > 0 || outputs.length > 0) return false;
  if (type === 'parallelGateway') return true;
  if (outgoing.some(({ condition, outcome }) => condition !== null || outcome !== null)) return false;
  switch (type) {
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      return true;
    case 'task':
    case 'manualTask':
      return activity?.loop === null && activity.boundaryEvents.length === 0;
    case 'startEvent':
      return event?.trigger === null;
    // A token stays at an end for as long as it pleases, so that a second one finds it there.
    case 'endEvent':
      return event?.trigger?.kind === 'terminate';
    case 'intermediateThrowEvent':
      return event?.trigger === null || event?.trigger.kind === 'link';
    default:
      return false;
  }
}

/** It is a command of its own, with which a step of the engine begins. */
export function isCommand({ action, node, target, taken }: Transition): boolean {
  if (action === 'trigger') return isTimer(target);
  const isWork = node.element.isWork?.(node) === true && node.activity?.loop === null;
  if (action === 'throw') return isWork;
  if (action !== 'complete') return false;
  if (node.type === 'intermediateCatchEvent') return isTimer(node);
  if (node.type === 'eventBasedGateway')
    return isTimer(node.outgoing.find(({ key }) => key === taken[0])?.target ?? null);
  return isWork;
}

function isTimer(event: GraphNode | null): boolean {
  return event?.event?.trigger?.kind === 'timer';
}
