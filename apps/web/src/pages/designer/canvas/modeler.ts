import BpmnModeler from 'bpmn-js/lib/Modeler.js';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import { language } from '../../../i18n/texts.js';
import { translation } from './chinese.js';
import { constraintLines } from './constraint-lines.js';
import { controlBadges } from './control-badges.js';
import { descriptors } from './descriptors.js';
import { lossBetween } from './loss.js';
import type { Services, Shape } from './moddle.js';
import { prologueOf, withPrologue } from './prologue.js';
import './canvas.css';

type Change = 'drawing' | 'selection';

/** Below this zoom the names of steps cannot be read. */
const READABLE = 0.6;
/** Pixels of the drawing that are left free beside it. */
const EDGE = 60;

/** The one place that knows bpmn-js. Everything that changes the drawing goes through its commands, so that it can be undone. */
export class Modeler {
  private readonly own: BpmnModeler;
  private readonly listeners = new Set<(change: Change) => void>();
  /** Grows with everything that may be shown anew. */
  private version = 0;
  private prologue = '';

  constructor(container: HTMLElement) {
    this.own = new BpmnModeler({
      container,
      moddleExtensions: descriptors(),
      additionalModules: [
        translation(() => language() === 'zh-CN'),
        controlBadges,
        constraintLines,
        // What can be drawn stands beside the canvas, with words: see `palette/`.
        { paletteProvider: ['value', { getPaletteEntries: () => ({}) }] },
      ],
    });
    const on = (events: readonly string[], change: Change): void =>
      this.get('eventBus').on(events, () => {
        this.version += 1;
        for (const listen of this.listeners) listen(change);
      });
    on(['commandStack.changed', 'import.done'], 'drawing');
    on(['selection.changed'], 'selection');
  }

  get<N extends keyof Services>(name: N): Services[N] {
    return this.own.get<Services[N]>(name);
  }

  /** What of the document cannot be kept as it is, if anything: the library tells of some of it, and forgets the rest. */
  async open(xml: string): Promise<readonly string[]> {
    await this.own.importXML(xml);
    this.prologue = prologueOf(xml);
    this.show();
    return lossBetween(xml, await this.xml());
  }

  async xml(): Promise<string> {
    const { xml = '' } = await this.own.saveXML({ format: true });
    return withPrologue(xml, this.prologue);
  }

  async svg(): Promise<string> {
    return (await this.own.saveSVG()).svg;
  }

  /** The one thing that is selected; else the whole drawing. */
  get subject(): Shape {
    const [only, ...others] = this.get('selection').get();
    if (only === undefined || others.length > 0) return this.get('canvas').getRootElement();
    return only.labelTarget ?? only;
  }

  select(id: string): boolean {
    const element = this.get('elementRegistry').get(id);
    const isRoot = element === undefined || element.parent == null;
    this.get('selection').select(isRoot ? null : element);
    if (!isRoot) this.get('canvas').scrollToElement(element);
    return element !== undefined;
  }

  /** The whole drawing where it can be read, else where it begins. */
  private show(): void {
    this.fit();
    const canvas = this.get('canvas');
    if (canvas.zoom() >= READABLE) return;
    canvas.zoom(READABLE);
    const { inner, outer } = canvas.viewbox();
    const height = outer.height / READABLE;
    const y = inner.height < height ? inner.y - (height - inner.height) / 2 : inner.y - EDGE;
    canvas.viewbox({ x: inner.x - EDGE, y, width: outer.width / READABLE, height });
  }

  fit(): void {
    const canvas = this.get('canvas');
    canvas.zoom('fit-viewport', 'auto');
    // A drawing of three elements is not blown up.
    if (canvas.zoom() > 1) canvas.zoom(1, 'auto');
  }

  readonly subscribe = (listen: (change: Change) => void): (() => void) => {
    this.listeners.add(listen);
    return () => this.listeners.delete(listen);
  };
  readonly seen = (): number => this.version;

  destroy(): void {
    this.listeners.clear();
    this.own.destroy();
  }
}
