import type { Fact } from '../../ports/index.js';
import { until } from '../draft.js';
import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import type { Outcome } from './check.js';
import { TOLERANCE } from './delegations.js';

const KINDS: ReadonlySet<string> = new Set(['post', 'holding', 'leaderLine']);

/**
 * Who held which post under whom is seldom said afterwards, and then by a document that can be looked up. What was done meanwhile keeps the place it was done
 * in, whatever is said (`TrailRecord.place`). The office as it was before the product came has none: that is the seed's.
 */
export function* thePastIsDocumented(outcome: Outcome): Generator<OrganisationFinding> {
  const { before, after, touched, at, principal, endedByDocument } = outcome;
  if (principal.kind === 'system') return;
  const now = at - TOLERANCE;
  for (const { kind, id } of touched) {
    if (!KINDS.has(kind)) continue;
    const was: readonly Fact[] = until(before.chain(kind, id), now);
    const is: readonly Fact[] = until(after.chain(kind, id), now);
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    const name = nameOf({ kind, id });
    const said = is.filter((fact) => !was.some((each) => isBeginningOf(each, fact)));
    const isDocumented = said.length === 0 ? endedByDocument.has(name) : said.every(hasDocument);
    if (!isDocumented) yield finding('past-without-document', name, { kind, id, at: now });
  }
}

/** The same thing, perhaps ended at another time. */
function isBeginningOf(one: Fact, other: Fact): boolean {
  return one.from === other.from && JSON.stringify(one.data) === JSON.stringify(other.data);
}

function hasDocument({ data }: Fact): boolean {
  return 'document' in data;
}
