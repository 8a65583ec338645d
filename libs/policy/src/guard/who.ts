import { derived, listUnder } from '../organisation/derived.js';
import { postsWithRole } from '../organisation/posts.js';
import type { OrganisationView } from '../ports/index.js';

/** Names, in Chinese, of those to whom something is offered; empty when nobody can be named. */
export function namesOf(offers: readonly string[], organisation: OrganisationView, at: number): string {
  return [...new Set(offers.flatMap((offer) => nameOf(offer, organisation, at) ?? []))].join('、');
}

function nameOf(offer: string, organisation: OrganisationView, at: number): string | undefined {
  const colon = offer.indexOf(':');
  const [kind, id] = [offer.slice(0, colon), offer.slice(colon + 1)];
  switch (kind) {
    case 'person':
      return organisation.fact('person', id, at)?.data.name;
    case 'post':
      return organisation.fact('post', id, at)?.data.name;
    case 'department':
      return organisation.fact('department', id, at)?.data.name;
    case 'body':
      return organisation.fact('body', id, at)?.data.name;
    case 'role': {
      const [role = '', department] = id.split('@');
      if (department === undefined) return namesByRole(organisation, at).get(role)?.join('、');
      const posts = postsWithRole(role, organisation, at).filter(({ data }) => data.department === department);
      return posts.length === 0 ? undefined : posts.map(({ data }) => data.name).join('、');
    }
    default:
      return undefined;
  }
}

const namesByRole = derived('post', (posts) => {
  const found = new Map<string, string[]>();
  for (const { data } of posts) for (const role of new Set(data.roles)) listUnder(found, role, data.name);
  return found;
});
