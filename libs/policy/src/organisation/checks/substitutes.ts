import { dayOf, yearOf } from '../../calendar/index.js';
import { dayText, dayOfText } from '../../calendar/day.js';
import { isChief } from '../../constraints/chief.js';
import { isPairCompensable } from '../../exceptions/compensable.js';
import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import type { FactOfKind } from '../view.js';
import { touchedOf, type Outcome } from './check.js';
import { TOLERANCE } from './delegations.js';

type Substitute = FactOfKind<'substituteReview'>;

/** 替代控制 for what may be compensated, for twelve months at most, by somebody who is not the chief; two owners of the catalogue say so. */
export function* substitutesAreLawful(outcome: Outcome): Generator<OrganisationFinding> {
  const { before, after, at } = outcome;
  for (const id of touchedOf(outcome, 'substituteReview')) {
    const subject = nameOf({ kind: 'substituteReview', id });
    const known = before.chain('substituteReview', id);
    for (const fact of after.chain('substituteReview', id)) {
      // What ends earlier than was said is nothing new.
      if (known.some((each) => isPartOf(fact, each))) continue;
      if (fact.from < at - TOLERANCE || fact.to === null || fact.to > yearAfter(fact.from)) {
        yield finding('substitute-term', subject, { id });
      }
      const { constraint } = fact.data;
      if (!isPairCompensable(constraint)) yield finding('substitute-forbidden', subject, { constraint });
      if (reviewers(fact, outcome).some((person) => isChief(person, after, fact.from))) {
        yield finding('substitute-reviewer', subject, { id });
      }
      if (!isOfTwo(fact, known, outcome)) yield finding('substitute-two-persons', subject, { id });
    }
  }
}

function isPartOf({ from, to, data }: Substitute, known: Substitute): boolean {
  const isWithin = from === known.from && to !== null && known.to !== null && to <= known.to;
  return isWithin && JSON.stringify(data) === JSON.stringify(known.data);
}

function reviewers({ from, data: { reviewer } }: Substitute, { after }: Outcome): readonly string[] {
  return 'post' in reviewer ? after.holdersOf(reviewer.post, from) : [reviewer.person];
}

/** Proposed in one's own name; confirmed by another just as it stood, to the same day. */
function isOfTwo({ from, to, data }: Substitute, known: readonly Substitute[], { principal }: Outcome): boolean {
  if (principal.kind !== 'person') return false;
  const { proposedBy, confirmedBy } = data;
  if (confirmedBy === null) return proposedBy === principal.person;
  if (confirmedBy !== principal.person || proposedBy === confirmedBy) return false;
  const proposed = JSON.stringify({ ...data, confirmedBy: null });
  return known.some((each) => each.from <= from && each.to === to && JSON.stringify(each.data) === proposed);
}

/** The same date of the next year, in China. */
function yearAfter(from: number): number {
  const day = dayOf(from);
  const next = dayOfText(`${yearOf(day) + 1}${dayText(day).slice(4)}`);
  return from + (next - day) * 86_400_000;
}
