import type { OrganisationView } from '@quanheng/runtime/ports';

const NAMED = ['person', 'department', 'post', 'body'] as const;
/** People that are shown for the letters typed so far. */
const MOST_FOUND = 20;

/** By key, such as `person:p1`: those that are or were known. */
export function namesOf(view: OrganisationView, keys: readonly string[], now: number): Record<string, string> {
  const found = keys.flatMap((key) => {
    const colon = key.indexOf(':');
    const [kind, id] = [key.slice(0, colon), key.slice(colon + 1)];
    const named = NAMED.find((each) => each === kind);
    const name = named === undefined ? postsOf(view, id, now) : view.fact(named, id, now)?.data.name;
    return name === undefined ? [] : [[key, name] as const];
  });
  return Object.fromEntries(found);
}

/** Of `role` or `role@department`: the posts that have it. What a role is called that none has, every reader says in a language of their own. */
function postsOf(view: OrganisationView, id: string, now: number): string | undefined {
  const [role = '', department] = id.split('@');
  const posts = view
    .facts('post', now)
    .filter(({ data }) => data.roles.includes(role) && (department ?? data.department) === data.department);
  return posts.length === 0 ? undefined : posts.map(({ data }) => data.name).join('、');
}

/** In the order of their ids. */
export function findPersons(view: OrganisationView, text: string, now: number) {
  const wanted = text.toLowerCase();
  const found = [];
  for (const { id, data } of view.facts('person', now)) {
    if (!data.name.toLowerCase().includes(wanted) && !id.toLowerCase().includes(wanted)) continue;
    const posts = view.holdings(id, now).flatMap((holding) => view.fact('post', holding.data.post, now)?.data ?? []);
    const departments = posts.flatMap(({ department }) => view.fact('department', department, now)?.data.name ?? []);
    found.push({
      ...{ id, name: data.name, posts: posts.map(({ name }) => name) },
      departments: [...new Set(departments)],
    });
    if (found.length === MOST_FOUND) break;
  }
  return found;
}
