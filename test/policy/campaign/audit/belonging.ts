import type { Act } from './act.js';
import type { Facts } from './facts.js';

/** The department acted in, and those of whoever stood in: as it was at the act, as far as was known then. */
export function departmentsOf({ department, person, behalf, at, organisation }: Act, facts: Facts): readonly string[] {
  const homesOf = (who: string): string[] => facts.postsOf(who, organisation, at).map(({ data }) => data.department);
  const acted = department === null ? homesOf(behalf ?? person) : [department];
  return behalf === null ? acted : [...acted, ...homesOf(person)];
}

/** Under whom it was done: as it was, and was known, when the act was done. */
export function leadersOf(act: Act, facts: Facts): readonly string[] {
  const { at, post, person, behalf, organisation } = act;
  const found = departmentsOf(act, facts).flatMap((department) => facts.leadersOf(department, organisation, at));
  const leads = facts.all('leaderLine', organisation, at).some(({ data }) => data.leader === post);
  return leads ? [...found, person, ...(behalf === null ? [] : [behalf])] : found;
}
