/** What of bpmn-js this page uses, as it is: an element of the model, with its properties behind `get` and `set`. */
export interface Moddle {
  readonly $type: string;
  $parent?: Moddle;
  readonly id: string;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  $instanceOf(type: string): boolean;
}

/** A thing on the canvas. */
export interface Shape {
  readonly id: string;
  readonly type: string;
  readonly businessObject: Moddle;
  readonly parent?: Shape | null;
  readonly children?: readonly Shape[];
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly incoming?: readonly Shape[];
  readonly outgoing?: readonly Shape[];
  readonly source?: Shape;
  readonly target?: Shape;
  readonly labelTarget?: Shape;
  readonly waypoints?: readonly { readonly x: number; readonly y: number }[];
}

export type Values = Readonly<Record<string, unknown>>;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Services {
  readonly canvas: {
    /** Without a level it only tells. */
    zoom(level?: 'fit-viewport' | number, centre?: 'auto'): number;
    getRootElement(): Shape;
    scrollToElement(element: Shape): void;
    addMarker(element: Shape, marker: string): void;
    removeMarker(element: Shape, marker: string): void;
    /** A layer of the picture that is no part of the drawing. */
    getLayer(name: string, index: number): SVGElement;
    /** What is shown, what is drawn (`inner`), and the pixels there are for it (`outer`); with a box: shows that. */
    viewbox(box?: Box): Box & { readonly inner: Box; readonly outer: Pick<Box, 'width' | 'height'> };
  };
  /** Pieces of the page that stand beside an element, and are no part of the drawing either. */
  readonly overlays: {
    add(
      element: Shape,
      type: string,
      overlay: {
        readonly position: { readonly top: number; readonly left: number };
        readonly html: HTMLElement;
      },
    ): void;
    remove(of: { readonly type: string }): void;
  };
  readonly elementRegistry: {
    get(id: string): Shape | undefined;
    getAll(): readonly Shape[];
    filter(is: (element: Shape) => boolean): Shape[];
  };
  readonly selection: { get(): readonly Shape[]; select(element: Shape | null): void };
  readonly eventBus: {
    on(event: string | readonly string[], listen: (event: { readonly element?: Shape }) => void): void;
  };
  readonly modeling: {
    updateProperties(element: Shape, values: Values): void;
    updateModdleProperties(element: Shape, of: Moddle, values: Values): void;
    createShape(shape: Shape, at: { x: number; y: number }, parent: Shape): Shape;
    connect(source: Shape, target: Shape): Shape;
    updateWaypoints(connection: Shape, points: readonly { readonly x: number; readonly y: number }[]): void;
    removeElements(elements: readonly Shape[]): void;
  };
  readonly bpmnFactory: { create(type: string, values?: Values): Moddle };
  readonly elementFactory: { createShape(values: Values): Shape };
  readonly create: { start(event: Event, shape: Shape): void };
  readonly autoPlace: { append(source: Shape, shape: Shape): Shape };
  readonly commandStack: { undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean };
  readonly globalConnect: { toggle(event: Event): void };
  readonly lassoTool: { activateSelection(event: Event): void };
  readonly handTool: { activateHand(event: Event): void };
}

/** Lists of the model are arrays, absent ones empty. */
export function listOf(element: Moddle, name: string): readonly Moddle[] {
  const list = element.get(name);
  return Array.isArray(list) ? (list as Moddle[]) : [];
}

export function textOf(element: Moddle, name: string): string {
  const value = element.get(name);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
