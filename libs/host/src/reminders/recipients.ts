import type { OrganisationView } from '@quanheng/runtime/ports';
import type { WaitingItem } from '@quanheng/runtime/ports';

/** Work that is offered to more people than this is nobody's in particular: it waits in their boxes, and nobody is reminded of it. */
export const MOST_REMINDED = 50;

/** Whose work an item is: who has claimed it, else everybody it is offered to, but for those who declared an interest in it. */
export function recipientsOf({ item, excepted }: WaitingItem, view: OrganisationView, at: number): readonly string[] {
  if (item.assignee !== null) return [item.assignee];
  const persons = new Set(item.offers.flatMap((offer) => offeredTo(offer, view, at)));
  for (const person of excepted) persons.delete(person);
  return persons.size > MOST_REMINDED ? [] : [...persons];
}

function offeredTo(offer: string, view: OrganisationView, at: number): readonly string[] {
  const own = candidates(offer, view, at).filter((person) =>
    view.capacities(person, at).some(({ keys }) => keys.includes(offer)),
  );
  // Enough to know that it is nobody's in particular.
  if (own.length > MOST_REMINDED) return own;
  const deputies = own.flatMap((person) =>
    view
      .delegationsOf(person)
      .filter(({ data, from, to }) => data.from === person && from <= at && (to === null || at < to))
      .map(({ data }) => data.to),
  );
  return [...own, ...deputies.filter((person) => view.offers(person, at).includes(offer))];
}

/** Among whom those are found to whom something is offered under the key. */
function candidates(offer: string, view: OrganisationView, at: number): readonly string[] {
  const [, kind = offer, id = ''] = /^([a-z]+):(.*)$/s.exec(offer) ?? [];
  switch (kind) {
    case 'person':
      return [id];
    case 'post':
      return view.holdersOf(id, at);
    case 'body':
      return (view.fact('body', id, at)?.data.members ?? []).map(({ person }) => person);
    case 'role': {
      const role = id.split('@')[0] ?? id;
      return view
        .facts('post', at)
        .filter(({ data }) => data.roles.includes(role))
        .flatMap((post) => view.holdersOf(post.id, at));
    }
    default:
      // A whole department, or everybody: never somebody in particular.
      return [];
  }
}
