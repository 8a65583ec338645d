import type { Fact, OrganisationView } from '../ports/index.js';
import type { Deed } from './deed.js';

/** Who supervises an act (分管领导): natural persons, or a vacant post behind `VACANT`. */
export interface Lines {
  readonly leaders: readonly string[];
  /** A department for which no leader is on record. */
  readonly unled: string | null;
}

export const VACANT = 'post:';

/** In which departments and under which leaders acts were done: always as the organisation was at the moment of the act. */
export class Whereabouts {
  private readonly departments = new WeakMap<Deed, readonly string[]>();
  private readonly lines = new WeakMap<Deed, Lines>();
  private related: { readonly at: number; readonly persons: ReadonlyMap<string, readonly string[]> } | undefined;

  constructor(readonly view: OrganisationView) {}

  /**
   * The department acted in; and those of whoever stood in, who acted in none of their own. A person with posts in several departments counts
   * for the one acted in only.
   */
  departmentsOf(deed: Deed): readonly string[] {
    let found = this.departments.get(deed);
    if (found === undefined) this.departments.set(deed, (found = this.findDepartments(deed)));
    return found;
  }

  linesOf(deed: Deed): Lines {
    let found = this.lines.get(deed);
    if (found === undefined) this.lines.set(deed, (found = this.findLines(deed)));
    return found;
  }

  /** Persons who have a relation (利害关系) with the person at that moment. */
  relativesOf(person: string, at: number): readonly string[] {
    if (this.related?.at !== at) this.related = { at, persons: this.findRelations(at) };
    return this.related.persons.get(person) ?? [];
  }

  private findDepartments({ person, onBehalfOf, post, department, at }: Deed): readonly string[] {
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
  private findLines(deed: Deed): Lines {
    const { at, post, person, onBehalfOf } = deed;
    const facts = this.view.facts('leaderLine', at);
    const isLeader = post !== undefined && facts.some(({ data }) => data.leader === post);
    const leaders = new Set<string>(isLeader ? [person, ...onBehalfOf] : []);
    let unled: string | null = null;
    for (const department of this.departmentsOf(deed)) {
      const posts = leadersAbove(department, facts, this.view, at);
      if (posts.length === 0 && !isLeader) unled ??= department;
      for (const leader of posts) {
        const holders = this.view.holdersOf(leader, at);
        for (const each of holders.length === 0 ? [VACANT + leader] : holders) leaders.add(each);
      }
    }
    return { leaders: [...leaders], unled };
  }

  private findRelations(at: number): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    const add = (one: string, other: string): void => {
      const known = found.get(one);
      if (known === undefined) found.set(one, [other]);
      else known.push(other);
    };
    for (const { data } of this.view.facts('relation', at)) {
      const [one, other] = data.persons;
      add(one, other);
      add(other, one);
    }
    return found;
  }
}

/** Posts that lead the department, or the nearest one above it that is led. */
function leadersAbove(
  department: string,
  lines: readonly Extract<Fact, { kind: 'leaderLine' }>[],
  view: OrganisationView,
  at: number,
): readonly string[] {
  for (const each of departmentsAbove(department, view, at)) {
    const posts = lines.filter(({ data }) => data.departments.includes(each)).map(({ data }) => data.leader);
    if (posts.length > 0) return posts;
  }
  return [];
}

/** The department and those above it, the nearest first. */
export function departmentsAbove(department: string, view: OrganisationView, at: number): readonly string[] {
  const path = new Set<string>();
  let next: string | null = department;
  while (next !== null && !path.has(next)) {
    path.add(next);
    next = view.fact('department', next, at)?.data.parent ?? null;
  }
  return [...path];
}
