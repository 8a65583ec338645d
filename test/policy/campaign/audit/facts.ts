import type { Fact, FactKind, FactRow } from '@quanheng/runtime/ports';

type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** The organisation as its rows tell it, read without the policy's own view. */
export class Facts {
  private readonly versions = new Map<number, ReadonlyMap<string, readonly Fact[]>>();

  constructor(private readonly rows: readonly FactRow[]) {}

  all<K extends FactKind>(kind: K, version: number, at: number): readonly FactOf<K>[] {
    let known = this.versions.get(version);
    if (known === undefined) this.versions.set(version, (known = this.at(version)));
    const facts = (known.get(kind) ?? []) as readonly FactOf<K>[];
    return facts.filter(({ from, to }) => from <= at && (to === null || at < to));
  }

  private at(version: number): ReadonlyMap<string, readonly Fact[]> {
    const found = new Map<string, Fact[]>();
    for (const { fact, since, until } of this.rows) {
      if (since > version || (until !== null && until <= version)) continue;
      const known = found.get(fact.kind);
      if (known === undefined) found.set(fact.kind, [fact]);
      else known.push(fact);
    }
    return found;
  }

  one<K extends FactKind>(kind: K, id: string, version: number, at: number): FactOf<K> | undefined {
    return this.all(kind, version, at).find((fact) => fact.id === id);
  }

  postsOf(person: string, version: number, at: number): readonly FactOf<'post'>[] {
    const ids = this.all('holding', version, at).filter(({ data }) => data.person === person);
    return ids.flatMap(({ data }) => this.one('post', data.post, version, at) ?? []);
  }

  rolesOf(person: string, version: number, at: number): readonly string[] {
    return this.postsOf(person, version, at).flatMap(({ data }) => data.roles);
  }

  holdersOf(post: string, version: number, at: number): readonly string[] {
    return this.all('holding', version, at)
      .filter(({ data }) => data.post === post)
      .map(({ data }) => data.person);
  }

  /** Whether a post of the person, or being that person, answers to one of the keys under which something is offered. */
  fits(person: string, offers: readonly string[], version: number, at: number): boolean {
    const posts = this.postsOf(person, version, at);
    if (posts.some(({ data }) => data.roles.some((role) => THREE.includes(role)))) return false;
    if (offers.includes(`person:${person}`)) return true;
    return posts.some(
      ({ id, data }) =>
        offers.some((offer) => offer === `post:${id}` || data.roles.some((role) => offer === `role:${role}`)) ||
        this.withAbove(data.department, version, at).some((department) =>
          data.roles.some((role) => offers.includes(`role:${role}@${department}`)),
        ),
    );
  }

  /** The department and those above it. */
  private withAbove(department: string, version: number, at: number): readonly string[] {
    const found = new Set<string>();
    for (let next: string | null = department; next !== null && !found.has(next);) {
      found.add(next);
      next = this.one('department', next, version, at)?.data.parent ?? null;
    }
    return [...found];
  }

  /** Who supervises the department, or the nearest one above it that anybody supervises. */
  leadersOf(department: string, version: number, at: number): readonly string[] {
    const lines = this.all('leaderLine', version, at);
    const seen = new Set<string>();
    for (let next: string | null = department; next !== null && !seen.has(next);) {
      seen.add(next);
      const here: string = next;
      const posts = lines.filter(({ data }) => data.departments.includes(here)).map(({ data }) => data.leader);
      if (posts.length > 0) {
        return posts.flatMap((post) => {
          const holders = this.holdersOf(post, version, at);
          return holders.length === 0 ? [`post:${post}`] : holders;
        });
      }
      next = this.one('department', here, version, at)?.data.parent ?? null;
    }
    return [];
  }
}

const THREE = ['systemAdministrator', 'securityAdministrator', 'auditor'];
