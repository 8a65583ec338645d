import type { Concerned } from '../ports/index.js';
import type { Snapshot } from './snapshot.js';

const PERSON = 'person:';

/** Who may look at an instance besides operators and auditors: whoever started it, took part in it, was shown it, or whom open work of it concerns. */
export function audienceOf({ startedBy, trail }: Pick<Snapshot, 'startedBy' | 'trail'>, open: Concerned): Concerned {
  const persons = new Set([...open.persons, ...(open.readers ?? [])]);
  if (startedBy.startsWith(PERSON)) persons.add(startedBy.slice(PERSON.length));
  for (const { person, onBehalfOf } of trail) {
    persons.add(person);
    if (onBehalfOf !== undefined) persons.add(onBehalfOf);
  }
  return { persons: [...persons], offers: open.offers };
}
