import type { Fact } from '../../ports/index.js';
import { finding, listed, type OrganisationFinding } from '../finding.js';
import { nameOf, referencesOf, type Thing } from '../references.js';
import { firstGap } from '../validity.js';
import type { OrganisationIndex } from '../view.js';
import type { Outcome } from './check.js';

/** Whatever a fact refers to is valid as long as the fact is. */
export function* referencesHold(outcome: Outcome): Generator<OrganisationFinding> {
  const { after, touched } = outcome;
  for (const thing of touched) {
    for (const fact of after.chain(thing.kind, thing.id)) yield* missingReferences(after, fact);
  }
  const names = new Set(touched.map(nameOf));
  for (const thing of touched) {
    if (!hasShrunk(outcome, thing)) continue;
    const found = reliedOn(after, thing, names);
    if (found) yield found;
  }
}

function* missingReferences(view: OrganisationIndex, fact: Fact): Generator<OrganisationFinding> {
  for (const reference of referencesOf(fact)) {
    const at = firstGap(fact, view.chain(reference.kind, reference.id));
    if (at === null) continue;
    const { kind, id } = fact;
    yield finding('missing-reference', nameOf(fact), {
      ...{ kind, id, at },
      ...{ otherKind: reference.kind, other: reference.id },
    });
  }
}

function hasShrunk({ before, after }: Outcome, { kind, id }: Thing): boolean {
  const now = after.chain(kind, id);
  return before.chain(kind, id).some((fact) => firstGap(fact, now) !== null);
}

/** Things that the command leaves alone and that would lose what they refer to. */
function reliedOn(
  view: OrganisationIndex,
  thing: Thing,
  touched: ReadonlySet<string>,
): OrganisationFinding | undefined {
  const name = nameOf(thing);
  const chain = view.chain(thing.kind, thing.id);
  const users: string[] = [];
  let at = Infinity;
  for (const user of view.usersOf(name)) {
    const userName = nameOf(user);
    if (touched.has(userName)) continue;
    const gaps = view
      .chain(user.kind, user.id)
      .filter((fact) => referencesOf(fact).some((reference) => nameOf(reference) === name))
      .flatMap((fact) => firstGap(fact, chain) ?? []);
    if (gaps.length === 0) continue;
    users.push(userName);
    at = Math.min(at, ...gaps);
  }
  if (users.length === 0) return undefined;
  return finding('relied-on', name, { ...thing, at, users: listed(users) });
}
