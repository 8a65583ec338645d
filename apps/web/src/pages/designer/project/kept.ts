import type { Project } from './project.js';

/** What was drawn and not deployed, in this browser. */
export interface Kept {
  readonly at: number;
  readonly project: Project;
}
const PREFIX = 'quanheng-design:';

export function readKept(key: string): Kept | null {
  const text = localStorage.getItem(PREFIX + key);
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Partial<Kept> | null;
    const { at, project } = kept ?? {};
    const isWhole = typeof at === 'number' && typeof project?.xml === 'string' && Array.isArray(project.others);
    return isWhole ? { at, project } : null;
  } catch (error) {
    // Somebody else has written there: it is no drawing.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** False where there is no room. */
export function keep(key: string, kept: Kept): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(kept));
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') return false;
    throw error;
  }
}

export function forget(key: string): void {
  localStorage.removeItem(PREFIX + key);
}
