import type { Net, Place, Transition } from './net.js';

/** The net as text, one line a transition: for reading, and for comparing. */
export function netText(net: Net): string {
  const list = (places: readonly number[]): string => places.map((place) => placeText(net.places[place])).join(' ');
  const lines = net.transitions.map((transition) => lineOf(transition, list));
  const gaps = net.gaps.map(({ code, elementId }) => `gap ${code} ${elementId}`);
  return [...lines, ...gaps].join('\n') + '\n';
}

function lineOf(transition: Transition, list: (places: readonly number[]) => string): string {
  const { action, node, path, outcome, target, taken } = transition;
  const head = [action, [...path, node.key].join('/')];
  if (outcome !== null) head.push(`"${outcome}"`);
  if (target !== null) head.push(`to ${target.key}`);
  if (taken.length > 0) head.push(`by ${taken.join(' ')}`);
  const parts: string[] = [`${list(transition.consume)} -> ${list(transition.produce)}`.trim()];
  if (transition.read.length > 0) parts.push(`while ${list(transition.read)}`);
  if (transition.some !== null) parts.push(`while any of ${list(transition.some)}`);
  if (transition.empty.length > 0) parts.push(`without ${list(transition.empty)}`);
  if (transition.clear.length > 0) parts.push(`clears ${list(transition.clear)}`);
  return `${head.join(' ')}: ${parts.join('; ')}`;
}

function placeText(place: Place | undefined): string {
  if (place === undefined) return '?';
  const { role, node, detail, path } = place;
  if (node === null) return `[${role}]`;
  const name = role === 'flow' ? (detail ?? node.key) : node.key;
  const more = role === 'flow' || detail === null ? '' : ` ${detail}`;
  return `[${[...path, name].join('/')}${role === 'flow' ? '' : ` ${role}`}${more}]`;
}
