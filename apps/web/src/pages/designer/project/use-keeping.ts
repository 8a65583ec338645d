import { useEffect, useRef, useState } from 'react';
import { toSecond } from '../../../parts/format/time.js';
import type { Modeler } from '../canvas/modeler.js';
import { useDesignerTexts } from '../texts.js';
import { keep } from './kept.js';
import type { Project } from './project.js';

/** Milliseconds of quiet before the drawing is kept. */
const QUIET = 1000;

/** Keeps the drawing in this browser after each change, and says so. */
export function useKeeping(modeler: Modeler | null, key: string, project: Project): string {
  const say = useDesignerTexts();
  const first = useRef(project);
  const [at, setAt] = useState<number | 'full' | null>(null);
  useEffect(() => {
    if (modeler === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const save = async (): Promise<void> => {
      const xml = await modeler.xml();
      if (isGone) return;
      const now = Date.now();
      setAt(keep(key, { at: now, project: { ...project, xml } }) ? now : 'full');
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void save(), QUIET);
    };
    const leave = modeler.subscribe((change) => {
      if (change === 'drawing') soon();
    });
    // Forms and decisions belong to what is kept.
    if (project !== first.current) soon();
    return () => {
      isGone = true;
      clearTimeout(timer);
      leave();
    };
  }, [modeler, key, project]);
  if (at === null) return '';
  return at === 'full' ? say('notKept') : say('kept', { time: toSecond(at).slice(-'00:00:00'.length) });
}
