import { until } from '../draft.js';
import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { overlap } from '../validity.js';
import { touchedOf, type Outcome } from './check.js';
import { TOLERANCE } from './delegations.js';

/** Who chairs in the chair's place is another member with a vote, named beforehand and until a day. */
export function* actingChairsAreForeseen(outcome: Outcome): Generator<OrganisationFinding> {
  const { before, after, at } = outcome;
  for (const id of touchedOf(outcome, 'actingChair')) {
    const subject = nameOf({ kind: 'actingChair', id });
    const chain = after.chain('actingChair', id);
    const was = until(before.chain('actingChair', id), at - TOLERANCE);
    const is = until(chain, at - TOLERANCE);
    if (JSON.stringify(was) !== JSON.stringify(is)) yield finding('acting-chair-backdated', subject, { id });
    if (chain.some(({ to }) => to === null)) yield finding('acting-chair-without-end', subject, { id });
    for (const fact of chain) {
      const { person } = fact.data;
      for (const body of after.chain('body', id)) {
        const both = overlap(fact, body);
        const isMember = body.data.members.some((each) => each.person === person && each.role === 'member');
        if (both === null || isMember) continue;
        yield finding('acting-chair-not-member', subject, { id, person, at: both.from });
        break;
      }
    }
  }
}
