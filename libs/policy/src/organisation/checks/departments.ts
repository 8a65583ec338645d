import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { overlap, type Validity } from '../validity.js';
import type { OrganisationIndex } from '../view.js';
import { touchedOf, type Outcome } from './check.js';

/** Departments above one another: more than any office has, and few enough to walk at every question. */
const MAX_ABOVE = 32;

/** No department is above itself, at any moment. */
export function* departmentsFormTrees(outcome: Outcome): Generator<OrganisationFinding> {
  const { after } = outcome;
  for (const id of withDescendants(after, touchedOf(outcome, 'department'))) {
    for (const department of after.chain('department', id)) {
      const fault = climb(after, [id], department);
      if (!fault) continue;
      yield fault;
      break;
    }
  }
}

function withDescendants(view: OrganisationIndex, ids: readonly string[]): ReadonlySet<string> {
  const found = new Set(ids);
  // A set hands out what is added while it is walked through.
  for (const id of found) {
    for (const child of view.usersOf(nameOf({ kind: 'department', id }), 'department')) found.add(child.id);
  }
  return found;
}

/** Goes up from the last department of the path, as it is within the window. */
function climb(view: OrganisationIndex, path: readonly string[], window: Validity): OrganisationFinding | undefined {
  const [start = ''] = path;
  const subject = nameOf({ kind: 'department', id: start });
  for (const department of view.chain('department', path.at(-1) ?? start)) {
    const within = overlap(window, department);
    const { parent } = department.data;
    if (!within || parent === null) continue;
    if (parent === start) {
      return finding('department-circle', subject, { id: start, at: within.from, path: [...path, start].join(' → ') });
    }
    // A circle further up is told of the departments in it.
    if (path.includes(parent)) continue;
    if (path.length > MAX_ABOVE) return finding('department-too-deep', subject, { id: start, limit: MAX_ABOVE });
    const fault = climb(view, [...path, parent], within);
    if (fault) return fault;
  }
  return undefined;
}
