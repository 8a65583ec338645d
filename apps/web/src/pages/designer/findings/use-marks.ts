import type { Finding } from '@quanheng/engine';
import { useEffect } from 'react';
import type { Modeler } from '../canvas/modeler.js';

const MARKS = { error: 'qh-wrong', warning: 'qh-doubtful', info: null } as const;

/** Marks what findings are about, until there are others. */
export function useMarks(modeler: Modeler, findings: readonly Finding[]): void {
  useEffect(() => {
    const canvas = modeler.get('canvas');
    const registry = modeler.get('elementRegistry');
    const marked = findings.flatMap(({ elementId, severity }) => {
      const shape = elementId === null ? undefined : registry.get(elementId);
      const mark = MARKS[severity];
      return shape?.parent == null || mark === null ? [] : [{ shape, mark }];
    });
    for (const { shape, mark } of marked) canvas.addMarker(shape, mark);
    return () => {
      for (const { shape, mark } of marked) if (registry.get(shape.id) === shape) canvas.removeMarker(shape, mark);
    };
  }, [modeler, findings]);
}
