import { REFERENCE_REGISTERS } from '@quanheng/contracts';
import { until } from '../draft.js';
import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { validAt } from '../validity.js';
import { touchedOf, type Outcome } from './check.js';
import { TOLERANCE } from './delegations.js';

/** Calendars and delegations have checks of their own. */
const REGISTERS = REFERENCE_REGISTERS.filter((kind) => kind !== 'calendar' && kind !== 'delegation');
const KINDS = ['processBinding', 'unitRule', 'body', ...REGISTERS] as const;

/**
 * What has begun keeps the rules it began with, and a meeting the members it was called with: what was said for the time before the command stays said. Where nothing was said, a rule may be put for
 * the past, for documents often reach the system late.
 */
export function* rulesAreNotRewritten(outcome: Outcome): Generator<OrganisationFinding> {
  const { before, after, at } = outcome;
  for (const kind of KINDS) {
    for (const id of touchedOf(outcome, kind)) {
      const was = until(before.chain(kind, id), at - TOLERANCE);
      const is = until(after.chain(kind, id), at - TOLERANCE);
      const stays = was.every((fact) => {
        const now = is.find((each) => validAt(each, fact.from));
        return JSON.stringify(now) === JSON.stringify(fact);
      });
      if (!stays) yield finding('rule-rewritten', nameOf({ kind, id }), { kind, id, at: at - TOLERANCE });
    }
  }
}
