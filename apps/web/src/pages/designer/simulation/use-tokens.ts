import type { Simulated } from '@quanheng/policy';
import { useEffect } from 'react';
import type { Modeler } from '../canvas/modeler.js';
import type { Shape } from '../canvas/moddle.js';

const KIND = 'qh-tokens';

/** Shows on the drawing where tokens are, how many, which way they came, and where something failed. */
export function useTokens(modeler: Modeler, simulated: Simulated | null): void {
  useEffect(() => {
    if (simulated === null) return undefined;
    const canvas = modeler.get('canvas');
    const registry = modeler.get('elementRegistry');
    const overlays = modeler.get('overlays');
    const { tokens, incidents } = simulated.stand;
    const failed = new Set(incidents.map(({ element }) => element));
    const marks = new Map<string, string>();
    for (const { line } of simulated.lines) if (WAY.has(line.event)) marks.set(line.element, 'qh-gone');
    for (const id of Object.keys(tokens)) marks.set(id, 'qh-here');
    for (const id of failed) marks.set(id, 'qh-wrong');
    const marked = [...marks].flatMap(([id, mark]) => {
      const shape = registry.get(id);
      return shape?.parent == null ? [] : [{ shape, mark }];
    });
    for (const { shape, mark } of marked) canvas.addMarker(shape, mark);
    for (const [id, count] of Object.entries(tokens)) {
      const shape = registry.get(id);
      if (shape?.parent != null) overlays.add(shape, KIND, { position: placeOn(shape), html: tokenSign(count) });
    }
    return () => {
      overlays.remove({ type: KIND });
      for (const { shape, mark } of marked) if (registry.get(shape.id) === shape) canvas.removeMarker(shape, mark);
    };
  }, [modeler, simulated]);
}

/** What shows that a token came there. */
const WAY: ReadonlySet<string> = new Set(['flowTaken', 'elementActivated']);

/** At a corner; of a flow, before its end, where what it leads to is waited for. */
function placeOn({ waypoints }: Shape): { readonly top: number; readonly left: number } {
  if (waypoints === undefined) return { top: -12, left: -12 };
  const xs = waypoints.map(({ x }) => x);
  const ys = waypoints.map(({ y }) => y);
  const [before, end] = waypoints.slice(-2);
  if (before === undefined || end === undefined) return { top: 0, left: 0 };
  const [x, y] = [(before.x + end.x) / 2, (before.y + end.y) / 2];
  return { top: y - Math.min(...ys) - 11, left: x - Math.min(...xs) - 11 };
}

function tokenSign(count: number): HTMLElement {
  const sign = document.createElement('div');
  sign.className = 'qh-token';
  sign.textContent = String(count);
  return sign;
}
