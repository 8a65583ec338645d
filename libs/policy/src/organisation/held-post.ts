import { isAdministratorRole } from '@quanheng/contracts';
import type { Span } from './kept.js';
import type { OrganisationIndex } from './view.js';

/** What holding a post gives, whoever holds it. */
export interface HeldPost {
  readonly department: string;
  readonly roles: ReadonlySet<string>;
  /** Under which work is offered to its holders. */
  readonly keys: readonly string[];
  /** One of 三员: whoever holds it does no business. */
  readonly isAdministrators: boolean;
}

export function postOf(id: string, index: OrganisationIndex, span: Span): HeldPost | null {
  const post = index.valid('post', id, span);
  if (post === undefined) return null;
  const { department, roles } = post.data;
  const keys = [`post:${id}`];
  for (const each of upwards(department, index, span)) keys.push(`department:${each}`);
  // The head of a section is not the head of the department above it.
  for (const role of roles) keys.push(`role:${role}`, `role:${role}@${department}`);
  return { department, roles: new Set(roles), keys, isAdministrators: roles.some(isAdministratorRole) };
}

function upwards(department: string, index: OrganisationIndex, span: Span): readonly string[] {
  const path: string[] = [];
  let next: string | null = department;
  while (next !== null && !path.includes(next)) {
    path.push(next);
    next = index.valid('department', next, span)?.data.parent ?? null;
  }
  return path;
}
