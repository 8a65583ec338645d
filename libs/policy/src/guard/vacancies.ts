import { Whereabouts } from '../constraints/index.js';
import { postsWithRole } from '../organisation/posts.js';
import type { OrganisationView, Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';

/**
 * Nobody holds any of the posts that the work is for: it stays with them, and those who lead them are told as the ones to have somebody preside or stand in
 * (主持工作、临时负责). Leading a post gives none of its power: a leader who signed in its place would be two lines in one. Null: somebody holds one.
 */
export function vacancy(offers: readonly string[], organisation: OrganisationView, at: number): Reason | null {
  const posts = offers.flatMap((offer) => postsUnder(offer, organisation, at));
  if (posts.length === 0 || offers.some((offer) => !/^(?:post|role):/.test(offer))) return null;
  if (posts.some(({ id }) => organisation.holdersOf(id, at).length > 0)) return null;
  const whereabouts = new Whereabouts(organisation);
  const leaders = posts.flatMap(({ id, data: { department } }) => {
    const place = { person: '', onBehalfOf: [], post: id, department, at };
    return whereabouts.linesOf(place).leaders;
  });
  const names = [...new Set(leaders)].flatMap((each) => organisation.fact('person', each, at)?.data.name ?? []);
  return reason('POST_VACANT', { post: posts.map(({ data }) => data.name).join('、'), name: names.join('、') });
}

function postsUnder(offer: string, organisation: OrganisationView, at: number) {
  const id = offer.slice(offer.indexOf(':') + 1);
  if (offer.startsWith('post:')) return organisation.fact('post', id, at) ?? [];
  const [role = '', department] = id.split('@');
  const all = postsWithRole(role, organisation, at);
  return all.filter(({ data }) => (department ?? data.department) === data.department);
}
