import type { DrawingChange } from '@quanheng/policy';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { useEffect, useRef, useState } from 'react';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './marks.css';
import styles from './compare.module.css';

interface SideProps {
  readonly title: string;
  readonly xml: string;
  readonly changes: readonly DrawingChange[];
  /** What cannot be on this side. */
  readonly without: DrawingChange['change'];
  /** Id of what is looked at. */
  readonly chosen: string | null;
}
interface Canvas {
  zoom(level: 'fit-viewport', centre: 'auto'): void;
  addMarker(element: string, marker: string): void;
  removeMarker(element: string, marker: string): void;
  scrollToElement(element: string): void;
}
interface Registry {
  get(id: string): { readonly parent?: unknown } | undefined;
}

export function Side({ title, xml, changes, without, chosen }: SideProps) {
  const place = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer | null>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new NavigatedViewer({ container: place.current });
    let isGone = false;
    void made.importXML(xml).then(() => {
      if (isGone) return;
      const [canvas, registry] = [made.get<Canvas>('canvas'), made.get<Registry>('elementRegistry')];
      canvas.zoom('fit-viewport', 'auto');
      for (const { id, change } of changes) {
        // The process itself is no shape of the picture.
        if (change !== without && registry.get(id)?.parent != null) canvas.addMarker(id, `qh-${change}`);
      }
      setViewer(made);
    });
    return () => {
      isGone = true;
      setViewer(null);
      made.destroy();
    };
  }, [xml, changes, without]);
  useEffect(() => {
    if (viewer === null || chosen === null) return undefined;
    const [canvas, registry] = [viewer.get<Canvas>('canvas'), viewer.get<Registry>('elementRegistry')];
    if (registry.get(chosen)?.parent == null) return undefined;
    canvas.scrollToElement(chosen);
    canvas.addMarker(chosen, 'qh-chosen');
    return () => canvas.removeMarker(chosen, 'qh-chosen');
  }, [viewer, chosen]);
  return (
    <figure className={styles.side}>
      <figcaption>{title}</figcaption>
      <div ref={place} role="group" aria-label={title} />
    </figure>
  );
}
