import type { OrganisationView } from '../ports/index.js';
import { handedOver, successorOf, type HandOver, type OfficeWork } from './office.js';

/** Hand-overs that name somebody to sign in a post, whose time has not passed and who has not handed the matter on. */
export function substitutionsAt(
  work: OfficeWork,
  at: number,
): readonly (HandOver & Required<Pick<HandOver, 'substitute'>>)[] {
  const all = handedOver(work);
  return all.flatMap((each, index) => {
    const { substitute, to } = each;
    const isOver = substitute === undefined || at >= substitute.until;
    return isOver || all.slice(index + 1).some(({ from }) => from === to) ? [] : [{ ...each, substitute }];
  });
}

/** What is offered to a person is offered to whoever has taken the matter over; what is a post's, also to whoever signs in it. */
export function offersAfter(
  offers: readonly string[],
  work: OfficeWork,
  organisation: OrganisationView,
  at: number,
): string[] {
  if (work.handOvers === undefined) return [...offers];
  const now = offers.map((key) =>
    key.startsWith(PERSON) ? PERSON + successorOf(work, key.slice(PERSON.length)) : key,
  );
  const substitutes = substitutionsAt(work, at)
    .filter(({ substitute }) => keysOfPost(substitute.post, organisation, at).some((key) => offers.includes(key)))
    .map(({ to }) => PERSON + to);
  return [...new Set([...now, ...substitutes])];
}
const PERSON = 'person:';

/** Under which work comes to whoever holds the post, and to nobody else of the department. */
export function keysOfPost(id: string, organisation: OrganisationView, at: number): readonly string[] {
  const post = organisation.fact('post', id, at);
  if (post === undefined) return [];
  const { roles, department } = post.data;
  return [`post:${id}`, ...roles.flatMap((role) => [`role:${role}`, `role:${role}@${department}`])];
}
