import type { EngineEvent } from '@quanheng/engine';

/**
 * Whose doing it was that variables were set: results are written before the element that has them ends, or stops at an incident.
 * @param index of the event that set them
 * @returns key of the element; null: of no element, but of the command itself
 */
export function writerOf(flow: readonly EngineEvent[], index: number): string | null {
  for (let next = index + 1; next < flow.length; next++) {
    const event = flow[next];
    if (event?.type === 'elementCompleted' || event?.type === 'bodyCompleted' || event?.type === 'incidentRaised') {
      return event.element;
    }
  }
  return null;
}
