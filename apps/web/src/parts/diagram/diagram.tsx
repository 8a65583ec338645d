import type { ResultOf, instanceOperations } from '@quanheng/contracts';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './markers.css';
import { stateOf, type ElementState } from './state.js';
import { useDiagramTexts } from './texts.js';
import styles from './diagram.module.css';

export type Drawn = ResultOf<typeof instanceOperations.readInstanceDiagram>;

interface Canvas {
  zoom(level: 'fit-viewport', centre: 'auto'): void;
  zoom(level: number): void;
  zoom(): number;
  scrollToElement(element: string): void;
  addMarker(element: string, marker: string): void;
}
interface Registry {
  get(id: string): { readonly id: string } | undefined;
}
interface Bus {
  on(event: 'element.click', listen: (event: { element: { id: string } }) => void): void;
  on(event: 'import.parse.complete', listen: (event: { elementsById?: Readonly<Record<string, Named>> }) => void): void;
}
interface Named {
  name?: string;
}

interface DiagramProps {
  readonly drawn: Drawn;
  /** Tells what the drawing says in the language of the page. */
  readonly tell: (text: string) => string;
  readonly onChoose?: (element: string) => void;
}

/** The drawn process as a map: what is done, where it is, what is not reached. */
export default function Diagram({ drawn, tell, onChoose }: DiagramProps) {
  const say = useDiagramTexts();
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new NavigatedViewer({ container: place.current });
    viewer.current = made;
    let isGone = false;
    made.get<Bus>('eventBus').on('import.parse.complete', ({ elementsById = {} }) => {
      for (const element of Object.values(elementsById))
        if (element.name !== undefined) element.name = tell(element.name);
    });
    void made.importXML(drawn.xml).then(() => {
      if (isGone) return;
      mark(made, drawn);
      look(made, drawn);
      if (onChoose !== undefined) made.get<Bus>('eventBus').on('element.click', ({ element }) => onChoose(element.id));
    });
    return () => {
      isGone = true;
      viewer.current = null;
      made.destroy();
    };
  }, [drawn, tell, onChoose]);
  const zoom = (by: number): void => {
    const canvas = viewer.current?.get<Canvas>('canvas');
    if (canvas !== undefined) canvas.zoom(canvas.zoom() * by);
  };
  return (
    <figure className={styles.figure}>
      <div ref={place} className={styles.canvas} role="img" aria-label={say('label')} />
      <figcaption className={styles.legend}>
        {(['done', 'here', 'incident', 'ahead'] as const).map((state) => (
          <span key={state} data-state={state}>
            {say(state)}
          </span>
        ))}
        <span className={styles.zoom}>
          <Button size="small" onClick={() => zoom(0.8)} aria-label={say('smaller')}>
            −
          </Button>
          <Button size="small" onClick={() => zoom(1.25)} aria-label={say('larger')}>
            ＋
          </Button>
          <Button size="small" onClick={() => viewer.current?.get<Canvas>('canvas').zoom('fit-viewport', 'auto')}>
            {say('fit')}
          </Button>
        </span>
      </figcaption>
    </figure>
  );
}

/** Below it nothing can be read. */
const LEAST = 0.55;

/** The whole drawing where it can be read, else the place where the matter is. */
function look(viewer: NavigatedViewer, { elements }: Drawn): void {
  const canvas = viewer.get<Canvas>('canvas');
  canvas.zoom('fit-viewport', 'auto');
  const here = elements.find(({ key, active }) => active > 0 && viewer.get<Registry>('elementRegistry').get(key));
  if (canvas.zoom() >= LEAST || here === undefined) return;
  canvas.zoom(LEAST + 0.2);
  canvas.scrollToElement(here.key);
}

function mark(viewer: NavigatedViewer, { elements, flows }: Drawn): void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  // What lies in called processes is not on this drawing.
  const add = (key: string, state: ElementState): void => {
    if (registry.get(key) !== undefined) canvas.addMarker(key, `qh-${state}`);
  };
  for (const element of elements) add(element.key, stateOf(element));
  for (const { key } of flows) add(key, 'done');
}
