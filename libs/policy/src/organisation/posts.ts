import type { OrganisationView } from '../ports/index.js';
import { derived, listUnder } from './derived.js';
import type { FactOfKind } from './view.js';

export type Post = FactOfKind<'post'>;

/** Posts that carry the role, by id. */
export function postsWithRole(role: string, view: OrganisationView, at: number): readonly Post[] {
  return byRole(view, at).get(role) ?? [];
}

/** Posts of the department and of those below it, by id. */
export function postsWithin(department: string, view: OrganisationView, at: number): readonly Post[] {
  const below = new Set([department]);
  for (const each of below) for (const child of children(view, at).get(each) ?? []) below.add(child);
  const posts = byDepartment(view, at);
  return [...below].flatMap((each) => posts.get(each) ?? []).sort((one, other) => (one.id < other.id ? -1 : 1));
}

const byRole = derived('post', (posts) => {
  const found = new Map<string, Post[]>();
  for (const post of posts) for (const role of new Set(post.data.roles)) listUnder(found, role, post);
  return found;
});

const byDepartment = derived('post', (posts) => {
  const found = new Map<string, Post[]>();
  for (const post of posts) listUnder(found, post.data.department, post);
  return found;
});

const children = derived('department', (departments) => {
  const found = new Map<string, string[]>();
  for (const { id, data } of departments) if (data.parent !== null) listUnder(found, data.parent, id);
  return found;
});
