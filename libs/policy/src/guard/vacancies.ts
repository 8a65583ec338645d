import { Whereabouts } from '../constraints/index.js';
import { postsWithRole, type Post } from '../organisation/posts.js';
import type { OrganisationView, Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';

/**
 * Nobody holds any of the posts that the work is for: it stays with them, and those who lead them are told as the ones to have somebody preside or stand in
 * (主持工作、临时负责). Leading a post gives none of its power: a leader who signed in its place would be two lines in one. Null: somebody holds one.
 */
export function vacancy(offers: readonly string[], organisation: OrganisationView, at: number): Reason | null {
  if (!offers.every((offer) => offer.startsWith('post:') || offer.startsWith('role:'))) return null;
  const posts: Post[] = [];
  for (const offer of offers) {
    for (const post of postsUnder(offer, organisation, at)) {
      if (organisation.holdersOf(post.id, at).length > 0) return null;
      posts.push(post);
    }
  }
  if (posts.length === 0) return null;
  const whereabouts = new Whereabouts(organisation);
  const leaders = posts.flatMap(({ id, data: { department } }) => {
    const place = { person: '', onBehalfOf: [], post: id, department, at };
    return whereabouts.linesOf(place).leaders;
  });
  const names = [...new Set(leaders)].flatMap((each) => organisation.fact('person', each, at)?.data.name ?? []);
  return reason('POST_VACANT', { post: posts.map(({ data }) => data.name).join('、'), name: names.join('、') });
}

function* postsUnder(offer: string, organisation: OrganisationView, at: number): Generator<Post> {
  const id = offer.slice(offer.indexOf(':') + 1);
  if (offer.startsWith('post:')) {
    const post = organisation.fact('post', id, at);
    if (post !== undefined) yield post;
    return;
  }
  const [role = '', department] = id.split('@');
  for (const post of postsWithRole(role, organisation, at)) {
    if (department === undefined || department === post.data.department) yield post;
  }
}
