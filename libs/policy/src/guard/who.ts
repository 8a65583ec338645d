import { derived, listUnder } from '../organisation/derived.js';
import { postsWithRole } from '../organisation/posts.js';
import type { OrganisationView } from '../ports/index.js';

/** How many a text names: who reads it needs one of them, not a list. */
const NAMED = 5;

/** Names, in Chinese, of those to whom something is offered, a few where they are many; empty when nobody can be named. */
export function namesOf(offers: readonly string[], organisation: OrganisationView, at: number): string {
  const found = new Set<string>();
  for (const offer of offers) {
    for (const name of namesUnder(offer, organisation, at)) {
      if (found.size === NAMED && !found.has(name)) return `${[...found].join('、')}等`;
      found.add(name);
    }
  }
  return [...found].join('、');
}

function namesUnder(offer: string, organisation: OrganisationView, at: number): readonly string[] {
  const colon = offer.indexOf(':');
  const [kind, id] = [offer.slice(0, colon), offer.slice(colon + 1)];
  switch (kind) {
    case 'person':
    case 'post':
    case 'department':
    case 'body': {
      const name = organisation.fact(kind, id, at)?.data.name;
      return name === undefined ? [] : [name];
    }
    case 'role': {
      const [role = '', department] = id.split('@');
      if (department === undefined) return namesByRole(organisation, at).get(role) ?? [];
      return postsWithRole(role, organisation, at)
        .filter(({ data }) => data.department === department)
        .map(({ data }) => data.name);
    }
    default:
      return [];
  }
}

const namesByRole = derived('post', (posts) => {
  const found = new Map<string, string[]>();
  for (const { data } of posts) for (const role of new Set(data.roles)) listUnder(found, role, data.name);
  return found;
});
