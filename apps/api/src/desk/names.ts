import type { OrganisationView } from '@quanheng/runtime/ports';

const NAMED = ['person', 'department', 'post', 'body'] as const;
/** People that are shown for the letters typed so far. */
const MOST_FOUND = 20;

/** By key, such as `person:p1`: those that are or were known. */
export function namesOf(view: OrganisationView, keys: readonly string[], now: number): Record<string, string> {
  const found = keys.flatMap((key) => {
    const colon = key.indexOf(':');
    const kind = NAMED.find((each) => each === key.slice(0, colon));
    const name = kind === undefined ? undefined : view.fact(kind, key.slice(colon + 1), now)?.data.name;
    return name === undefined ? [] : [[key, name] as const];
  });
  return Object.fromEntries(found);
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
