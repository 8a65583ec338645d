import type { ControlKind } from '@quanheng/policy';
import { extensionsOf } from './extensions.js';
import { CONTROL_ICONS } from './icons.js';
import { textOf, type Shape } from './moddle.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Over bpmn-js's own, which has 1000. */
const PRIORITY = 1500;
const STROKE = {
  ...{ fill: 'none', stroke: '#1f5fbf', 'stroke-width': '1.4' },
  ...{ 'stroke-linejoin': 'round', 'stroke-linecap': 'round' },
};

interface Rendering {
  readonly gfx: SVGElement;
  readonly element: Shape;
}
interface Bus {
  on(event: string, priority: number, draw: (event: unknown, context: Rendering) => SVGElement | undefined): void;
}
interface Plain {
  drawShape(parent: SVGElement, shape: Shape): SVGElement;
}

/** Draws activities as ever, and the sign of their control in the upper right corner. */
function drawBadges(bus: Bus, plain: Plain): void {
  bus.on('render.shape', PRIORITY, (_event, { gfx, element }) => {
    const kind = kindOf(element);
    if (kind === null) return undefined;
    const drawn = plain.drawShape(gfx, element);
    gfx.append(badge(kind, element.width));
    return drawn;
  });
}
drawBadges.$inject = ['eventBus', 'bpmnRenderer'];

export function kindOf({ businessObject, labelTarget }: Shape): ControlKind | null {
  if (labelTarget !== undefined || !businessObject.$instanceOf('bpmn:Activity')) return null;
  const [control] = extensionsOf(businessObject, 'control');
  const kind = control === undefined ? '' : textOf(control, 'kind');
  return kind in CONTROL_ICONS ? (kind as ControlKind) : null;
}

function badge(kind: ControlKind, width: number): SVGElement {
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('transform', `translate(${width - 21} 5)`);
  group.setAttribute('data-control', kind);
  const path = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({ d: CONTROL_ICONS[kind], ...STROKE })) path.setAttribute(name, value);
  group.append(path);
  return group;
}

export const controlBadges = { __init__: ['controlBadges'], controlBadges: ['type', drawBadges] };
