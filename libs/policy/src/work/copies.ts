import type { Copied, CopyRead } from '../ports/index.js';
import type { Work } from './state.js';

/** Whoever is shown it anew has it to read again. */
export function applyCopies(work: Work, event: Copied | CopyRead): Work {
  if (event.type === 'copied') {
    const { persons, by, at } = event;
    const shown = Object.fromEntries(persons.map((person) => [person, { by, at }]));
    return { ...work, copies: { ...work.copies, ...shown } };
  }
  const { person, by, at, readAt } = event;
  return { ...work, copies: { ...work.copies, [person]: { by, at, readAt } } };
}

/** Whether the person may read the matter because it was shown to them. */
export function wasShown({ copies }: Work, person: string): boolean {
  return copies !== undefined && Object.hasOwn(copies, person);
}
