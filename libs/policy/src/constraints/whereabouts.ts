import { derived, listUnder } from '../organisation/derived.js';
import type { OrganisationView } from '../ports/index.js';
import type { Deed } from './deed.js';

/** Who supervises an act (分管领导): natural persons, or a vacant post behind `VACANT`. */
export interface Lines {
  readonly leaders: readonly string[];
  /** A department for which no leader is on record. */
  readonly unled: string | null;
}

export const VACANT = 'post:';

/** What of an act says where it was done. */
export type Located = Pick<Deed, 'person' | 'onBehalfOf' | 'post' | 'department' | 'at' | 'place'>;

/**
 * In which departments and under which leaders acts were done: as the organisation was at the moment of the act, and as far as an act says so itself, as it
 * was known then.
 */
export class Whereabouts {
  private readonly departments = new Map<Located, readonly string[]>();
  private readonly lines = new Map<Located, Lines>();

  constructor(readonly view: OrganisationView) {}

  /**
   * The department acted in; and those of whoever stood in, who acted in none of their own. A person with posts in several departments counts
   * for the one acted in only.
   */
  departmentsOf(deed: Located): readonly string[] {
    if (deed.place !== undefined) return deed.place.departments;
    let found = this.departments.get(deed);
    if (found === undefined) this.departments.set(deed, (found = this.findDepartments(deed)));
    return found;
  }

  linesOf(deed: Located): Lines {
    let found = this.lines.get(deed);
    if (found === undefined) this.lines.set(deed, (found = this.findLines(deed)));
    return found;
  }

  /** Persons who have a relation (利害关系) with the person at that moment. */
  relativesOf(person: string, at: number): readonly string[] {
    return relatives(this.view, at).get(person) ?? [];
  }

  private findDepartments({ person, onBehalfOf, post, department, at }: Located): readonly string[] {
    const actedIn = department ?? (post === undefined ? undefined : this.view.fact('post', post, at)?.data.department);
    const holder = onBehalfOf.at(-1) ?? person;
    const found = new Set(actedIn === undefined ? this.homesOf(holder, at) : [actedIn]);
    if (onBehalfOf.length > 0) {
      for (const each of [person, ...onBehalfOf.slice(0, -1)])
        for (const home of this.homesOf(each, at)) found.add(home);
    }
    return [...found];
  }

  private homesOf(person: string, at: number): readonly string[] {
    return this.view
      .holdings(person, at)
      .flatMap(({ data }) => this.view.fact('post', data.post, at)?.data.department ?? []);
  }

  /** A leader who acts as such is a line of their own, with those above. */
  private findLines(deed: Located): Lines {
    const { at, post, person, onBehalfOf, place } = deed;
    if (place !== undefined) return { leaders: place.leaders, unled: place.unled ?? null };
    const leading = lines(this.view, at);
    const isLeader = post !== undefined && leading.posts.has(post);
    const leaders: string[] = [];
    const add = (each: string): void => {
      if (!leaders.includes(each)) leaders.push(each);
    };
    if (isLeader) for (const each of [person, ...onBehalfOf]) add(each);
    let unled: string | null = null;
    for (const department of this.departmentsOf(deed)) {
      const posts = leadersAbove(department, leading.byDepartment, this.view, at);
      if (posts.length === 0 && !isLeader) unled ??= department;
      for (const leader of posts) {
        const holders = this.view.holdersOf(leader, at);
        if (holders.length === 0) add(VACANT + leader);
        else for (const each of holders) add(each);
      }
    }
    return { leaders, unled };
  }
}

/** Whom each person has a relation with. */
const relatives = derived('relation', (facts) => {
  const found = new Map<string, string[]>();
  for (const { data } of facts) {
    const [one, other] = data.persons;
    listUnder(found, one, other);
    listUnder(found, other, one);
  }
  return found;
});

/** The posts that lead anything, and those that lead each department. */
const lines = derived('leaderLine', (facts) => {
  const byDepartment = new Map<string, string[]>();
  for (const { data } of facts) {
    for (const department of data.departments) listUnder(byDepartment, department, data.leader);
  }
  return { posts: new Set(facts.map(({ data }) => data.leader)), byDepartment };
});

/** By department, for each list of lines: as long as neither changes, one look-up tells who leads it. */
const above = derived('department', () => new WeakMap<ReadonlyMap<string, unknown>, Map<string, readonly string[]>>());

/** Posts that lead the department, or the nearest one above it that is led. */
function leadersAbove(
  department: string,
  leading: ReadonlyMap<string, readonly string[]>,
  view: OrganisationView,
  at: number,
): readonly string[] {
  const kept = above(view, at);
  let known = kept.get(leading);
  if (known === undefined) kept.set(leading, (known = new Map<string, readonly string[]>()));
  let found = known.get(department);
  if (found === undefined) known.set(department, (found = nearestLed(department, leading, view, at)));
  return found;
}

function nearestLed(
  department: string,
  leading: ReadonlyMap<string, readonly string[]>,
  view: OrganisationView,
  at: number,
): readonly string[] {
  for (const each of departmentsAbove(department, view, at)) {
    const posts = leading.get(each);
    if (posts !== undefined) return posts;
  }
  return [];
}

/** The department and those above it, the nearest first. */
export function* departmentsAbove(department: string, view: OrganisationView, at: number): Generator<string> {
  const path = new Set<string>();
  let next: string | null = department;
  while (next !== null && !path.has(next)) {
    yield next;
    path.add(next);
    next = view.fact('department', next, at)?.data.parent ?? null;
  }
}
