import { activityOf, addPair, constraintsOf, PAIRS, processShapeOf, type Pair } from './constraints.js';
import { addExtension, subjectOf } from './extensions.js';
import type { Services, Shape } from './moddle.js';

const SVG = 'http://www.w3.org/2000/svg';
const LAYER = 'qh-constraints';
const SIGNS: Readonly<Record<Pair, string>> = { separation: '≠', binding: '=' };
const CHANGES = ['commandStack.changed', 'import.done', 'selection.changed'] as const;

type Canvas = Services['canvas'];
type Translate = (text: string) => string;
interface Pad {
  registerProvider(provider: object): void;
}

/** Draws separations and bindings as dotted lines: all of them, or those of what is selected. They are no elements of the drawing. */
function lines(
  bus: Services['eventBus'],
  canvas: Canvas,
  registry: Services['elementRegistry'],
  selection: Services['selection'],
): void {
  // Before anything is opened there is a canvas that stands for nothing.
  let isOpen = false;
  bus.on(['diagram.clear'], () => {
    isOpen = false;
  });
  bus.on(['import.render.complete'], () => {
    isOpen = true;
  });
  bus.on(CHANGES, () => {
    if (!isOpen) return;
    const layer = canvas.getLayer(LAYER, -1);
    layer.replaceChildren();
    const selected = new Set(selection.get().map(({ id }) => id));
    const processes = new Set(registry.getAll().flatMap((shape) => processShapeOf(shape) ?? []));
    for (const process of processes) {
      for (const { kind, between } of constraintsOf(subjectOf(process))) {
        const places = [...new Set(between.map(activityOf))];
        if (!(kind in PAIRS) || (selected.size > 0 && !places.some((id) => selected.has(id)))) continue;
        const shapes = places.flatMap((id) => registry.get(id) ?? []).filter(isDrawn);
        shapes.forEach((one, index) => {
          for (const other of shapes.slice(index + 1)) layer.append(line(kind as Pair, one, other));
        });
      }
    }
  });
}
lines.$inject = ['eventBus', 'canvas', 'elementRegistry', 'selection'];

const isDrawn = ({ x }: Shape): boolean => x !== undefined;

function line(kind: Pair, one: Shape, other: Shape): SVGElement {
  const [from, to] = [middle(one), middle(other)];
  const [x, y] = [(from.x + to.x) / 2, Math.min(one.y ?? 0, other.y ?? 0) - 36];
  const path = svg('path', {
    d: `M${from.x} ${one.y ?? 0}Q${x} ${y - 12} ${to.x} ${other.y ?? 0}`,
    ...{
      fill: 'none',
      stroke: PAIRS[kind],
      'stroke-width': '1.5',
      'stroke-dasharray': '2 4',
      'stroke-linecap': 'round',
    },
  });
  const at = { cx: x, cy: (y - 12 + Math.max(one.y ?? 0, other.y ?? 0)) / 2 };
  const disc = svg('circle', { ...text(at), r: '8', fill: '#fff', stroke: PAIRS[kind] });
  const sign = svg('text', { x: String(at.cx), y: String(at.cy + 4), 'text-anchor': 'middle', fill: PAIRS[kind] });
  sign.textContent = SIGNS[kind];
  sign.setAttribute('font-size', '12');
  const group = svg('g', { 'data-constraint': kind, 'data-between': `${one.id} ${other.id}` });
  group.append(path, disc, sign);
  return group;
}

function text(values: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function middle({ x = 0, y = 0, width, height }: Shape): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

function svg(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Entries of what opens beside an activity: choose the other one by a click on it; Escape or the canvas gives it up. */
function pairing(
  pad: Pad,
  bus: Services['eventBus'],
  canvas: Canvas,
  modeling: Services['modeling'],
  bpmnFactory: Services['bpmnFactory'],
  translate: Translate,
): void {
  let open: { readonly kind: Pair; readonly one: Shape } | null = null;
  const end = (): void => {
    if (open !== null) canvas.removeMarker(open.one, 'qh-pairing');
    open = null;
  };
  bus.on(['element.click'], ({ element }) => {
    if (open === null || element === undefined) return;
    const { kind, one } = open;
    end();
    const holder = processShapeOf(one);
    if (holder === null || element === one || !element.businessObject.$instanceOf('bpmn:Activity')) return;
    addExtension({ modeling, bpmnFactory }, holder, 'constraint', addPair(kind, one.id, element.id));
  });
  const escape = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') end();
  };
  document.addEventListener('keydown', escape);
  bus.on(['diagram.destroy'], () => document.removeEventListener('keydown', escape));
  const entry = (kind: Pair, title: string, one: Shape) => ({
    group: 'constraints',
    title: translate(title),
    html: `<div class="entry qh-pair" data-pair="${kind}">${SIGNS[kind]}</div>`,
    action: {
      click: () => {
        end();
        open = { kind, one };
        canvas.addMarker(one, 'qh-pairing');
      },
    },
  });
  pad.registerProvider({
    getContextPadEntries: (element: Shape) => (entries: object) =>
      element.labelTarget === undefined && element.businessObject.$instanceOf('bpmn:Activity')
        ? {
            ...entries,
            'qh-separate': entry('separation', 'Separate from', element),
            'qh-bind': entry('binding', 'Bind to', element),
          }
        : entries,
  });
}
pairing.$inject = ['contextPad', 'eventBus', 'canvas', 'modeling', 'bpmnFactory', 'translate'];

export const constraintLines = {
  __init__: ['constraintLines', 'constraintPairing'],
  constraintLines: ['type', lines],
  constraintPairing: ['type', pairing],
};
