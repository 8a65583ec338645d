import { buildView } from '../../../organisation/index.js';
import type { Fact, FactKind, OrganisationView } from '../../../ports/index.js';

const KINDS: readonly FactKind[] = [
  ...(['person', 'department', 'post', 'holding', 'body', 'leaderLine', 'relation', 'unitRule'] as const),
  'substituteReview',
];

/** The same organisation at that moment with other people in it, who are called otherwise and came to it in another order. */
export function renamed(view: OrganisationView, at: number): OrganisationView {
  const people = view.facts('person', at).map(({ id }) => id);
  const nameOf = new Map(people.map((id, place) => [id, `other${people.length - place}`]));
  const other = (person: string): string => nameOf.get(person) ?? '';
  const changed = (fact: Fact): Fact => {
    switch (fact.kind) {
      case 'person':
        return { ...fact, id: other(fact.id), data: { name: `某${other(fact.id)}` } };
      case 'body': {
        const members = fact.data.members.map((member) => ({ ...member, person: other(member.person) })).reverse();
        return { ...fact, data: { ...fact.data, members } };
      }
      case 'relation': {
        const [one, two] = fact.data.persons;
        return { ...fact, data: { ...fact.data, persons: [other(two), other(one)] } };
      }
      default:
        return fact;
    }
  };
  const facts = KINDS.flatMap((kind) => (kind === 'holding' ? [] : view.facts(kind, at).map(changed)));
  // Who holds several posts held them in this order.
  for (const person of [...people].reverse()) {
    for (const [place, fact] of view.holdings(person, at).entries()) {
      facts.push({ ...fact, id: `${other(person)}-${place}`, data: { ...fact.data, person: other(person) } });
    }
  }
  return buildView(
    'other',
    1,
    facts.map((fact) => ({ fact, since: 1, until: null })),
  );
}
