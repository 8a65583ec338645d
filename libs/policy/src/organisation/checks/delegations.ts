import { until } from '../draft.js';
import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { touchedOf, type Outcome } from './check.js';

/** How far before its command something may begin that must not reach into the past: the time to fill in a form, and clocks that differ. */
export const TOLERANCE = 5 * 60_000;

/**
 * A delegation is limited in time, and nobody is empowered afterwards for what was done without power: appointments often reach the system late,
 * with their document; a delegation is made in the system.
 */
export function* delegationsAreForeseen(outcome: Outcome): Generator<OrganisationFinding> {
  const { before, after, at } = outcome;
  for (const id of touchedOf(outcome, 'delegation')) {
    const subject = nameOf({ kind: 'delegation', id });
    const [was, is] = [before, after].map((view) => until(view.chain('delegation', id), at - TOLERANCE));
    if (JSON.stringify(was) !== JSON.stringify(is)) yield finding('delegation-backdated', subject, { id });
    if (after.chain('delegation', id).some(({ to }) => to === null)) {
      yield finding('delegation-without-end', subject, { id });
    }
  }
}
