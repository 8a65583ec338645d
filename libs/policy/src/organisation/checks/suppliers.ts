import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { overlap } from '../validity.js';
import { touchedOf, type Outcome } from './check.js';

/** One supplier is one entry: whoever is in the register twice is paid twice. */
export function* suppliersAreOne(outcome: Outcome): Generator<OrganisationFinding> {
  const { after } = outcome;
  for (const id of touchedOf(outcome, 'supplier')) {
    const told = new Set<string>();
    for (const fact of after.chain('supplier', id)) {
      const code = fact.data.creditCode;
      if (code === null || told.has(code)) continue;
      const other = after
        .usersOf(`code:${code}`, 'supplier')
        .find((each) =>
          each.id === id
            ? false
            : after
                .chain('supplier', each.id)
                .some((theirs) => theirs.data.creditCode === code && overlap(fact, theirs) !== null),
        );
      if (other === undefined) continue;
      told.add(code);
      yield finding('credit-code-taken', nameOf({ kind: 'supplier', id }), { code, other: other.id });
    }
  }
}
