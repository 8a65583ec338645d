import type { Model } from '@quanheng/engine';
import { Extensions } from './extensions.js';

/** Variables that say what a matter of the process is about (`qh:subject`), in order; empty: the drawing names none. */
export function subjectOf({ models }: { readonly models: ReadonlyMap<string, Model> }, process: string): string[] {
  const drawn = models.get('')?.processes.find(({ id }) => id === process);
  return drawn === undefined ? [] : new Extensions(drawn.extensions).list('subject');
}
