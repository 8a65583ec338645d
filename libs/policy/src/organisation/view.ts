import { isAdministratorRole } from '@quanheng/contracts';
import type { Capacity, Fact, FactKind, FactRow, OrganisationRows, OrganisationView } from '../ports/index.js';
import { LayeredMap } from './layered-map.js';
import { indexKeysOf, nameOf, thingOf, type IndexKey, type Thing, type ThingName } from './references.js';
import { validAt } from './validity.js';

export type FactOfKind<K extends FactKind> = Extract<Fact, { kind: K }>;

/** Facts of one thing in the order of their beginnings; never two at one moment. */
type Chain = readonly Fact[];

interface ChangedThing extends Thing {
  readonly before: Chain;
  readonly after: Fact[];
}

/** Each key once. */
function keysOf(chain: Chain): readonly IndexKey[] {
  const [only, ...others] = chain;
  if (only === undefined) return [];
  return [...new Set(others.length === 0 ? indexKeysOf(only) : chain.flatMap(indexKeysOf))];
}

/**
 * The organisation at one version. Immutable: a newer version shares with it what did not change, so a change costs what it touches.
 * Look-ups cost the length of their answer.
 */
export class OrganisationIndex implements OrganisationView {
  /** Ids of a kind in order, made when somebody asks for all. */
  private readonly sorted = new Map<FactKind, readonly Chain[]>();

  private constructor(
    readonly unit: string,
    readonly version: number,
    private readonly chains: Readonly<Record<FactKind, LayeredMap<Chain>>>,
    private readonly users: LayeredMap<readonly ThingName[]>,
  ) {}

  /** Version 0: nobody and nothing. */
  static empty(unit: string): OrganisationIndex {
    const chains = () => LayeredMap.of(new Map<string, Chain>());
    const all: Record<FactKind, LayeredMap<Chain>> = {
      ...{ person: chains(), account: chains(), department: chains(), post: chains(), holding: chains() },
      ...{ body: chains(), leaderLine: chains(), delegation: chains(), relation: chains() },
      ...{ calendar: chains(), threshold: chains(), processBinding: chains(), unitRule: chains() },
    };
    return new OrganisationIndex(unit, 0, all, LayeredMap.of(new Map<string, readonly ThingName[]>()));
  }

  fact<K extends FactKind>(kind: K, id: string, at: number): FactOfKind<K> | undefined {
    return this.chain(kind, id).find((fact) => validAt(fact, at));
  }

  facts<K extends FactKind>(kind: K, at: number): readonly FactOfKind<K>[] {
    const found: FactOfKind<K>[] = [];
    for (const chain of this.sortedChains(kind)) {
      const fact = chain.find((each) => validAt(each, at));
      if (fact) found.push(fact as FactOfKind<K>);
    }
    return found;
  }

  accountByLogin(login: string, at: number): FactOfKind<'account'> | undefined {
    return this.using('account', `login:${login}`, at).find((account) => account.data.login === login);
  }

  accountBySubject(subject: string, at: number): FactOfKind<'account'> | undefined {
    return this.using('account', `subject:${subject}`, at).find((account) => account.data.subject === subject);
  }

  holdings(person: string, at: number): readonly FactOfKind<'holding'>[] {
    return this.using('holding', `person:${person}`, at).filter((holding) => holding.data.person === person);
  }

  holdersOf(post: string, at: number): readonly string[] {
    const holdings = this.using('holding', `post:${post}`, at).filter((holding) => holding.data.post === post);
    return [...new Set(holdings.map((holding) => holding.data.person))];
  }

  roles(person: string, at: number): ReadonlySet<string> {
    return new Set(this.postsOf(person, at).flatMap((post) => post.data.roles));
  }

  /** Departments include those above: who works in a section works in its department. An administrator (三员) is offered nothing. */
  offers(person: string, at: number): readonly string[] {
    const own = this.capacities(person, at);
    if (own.length === 0) return [];
    // Who acts for another is offered what the other is, but not what others have delegated to that one.
    const delegated = this.delegationsTo(person, at).flatMap(({ data }) => this.capacities(data.from, at));
    return [...new Set([...own, ...delegated].flatMap(({ keys }) => keys))];
  }

  /** One for each post held, the first appointed first, and one for what is the person's without a post. None of an administrator (三员). */
  capacities(person: string, at: number): readonly Capacity[] {
    if (!this.fact('person', person, at)) return [];
    const found: Capacity[] = [];
    for (const { data: holding } of this.holdings(person, at)) {
      const post = this.fact('post', holding.post, at);
      if (post === undefined) continue;
      const { department, roles } = post.data;
      if (roles.some(isAdministratorRole)) return [];
      const departments = this.upwards(department, at);
      const keys = [
        `post:${post.id}`,
        ...departments.map((id) => `department:${id}`),
        // The head of a section is not the head of the department above it.
        ...roles.flatMap((role) => [`role:${role}`, `role:${role}@${department}`]),
      ];
      found.push({ person, post: post.id, department, holding: holding.kind, keys });
    }
    const bodies = this.using('body', `person:${person}`, at).filter(({ data }) =>
      data.members.some((member) => member.person === person),
    );
    const keys = [`person:${person}`, ...bodies.map((body) => `body:${body.id}`), 'unit'];
    const [first] = found;
    const { post, department, holding } = first ?? { post: null, department: null, holding: null };
    return [...found, { person, post, department, holding, keys }];
  }

  delegationsTo(person: string, at: number): readonly FactOfKind<'delegation'>[] {
    return this.using('delegation', `person:${person}`, at).filter(({ data }) => data.to === person);
  }

  /** What is known of one thing, at whatever time. */
  chain<K extends FactKind>(kind: K, id: string): readonly FactOfKind<K>[] {
    return (this.chains[kind].get(id) ?? []) as readonly FactOfKind<K>[];
  }

  /** Things of a kind of which some fact can be found under the key. */
  usersOf(key: IndexKey, kind?: FactKind): readonly Thing[] {
    const names = this.users.get(key) ?? [];
    return (kind === undefined ? names : names.filter((name) => name.startsWith(`${kind}:`))).map(thingOf);
  }

  /** The organisation at a later version, by what came and ceased to count in between; `facts` of `Queries` gives it. */
  with(version: number, delta: readonly FactRow[]): OrganisationIndex {
    const dropped: FactRow[] = [];
    const added: FactRow[] = [];
    for (const row of delta) {
      const counted = row.since <= this.version;
      const counts = row.since <= version && (row.until === null || row.until > version);
      if (counted && !counts) dropped.push(row);
      if (!counted && counts) added.push(row);
    }
    return this.replaced(
      version,
      dropped.map(({ fact }) => ({ kind: fact.kind, id: fact.id, from: fact.from })),
      added.map(({ fact }) => fact),
    );
  }

  /** The organisation after a change that was worked out on this version. */
  after(rows: OrganisationRows): OrganisationIndex {
    return this.replaced(
      this.version + 1,
      rows.superseded,
      rows.facts.map(({ fact }) => fact),
    );
  }

  private replaced(
    version: number,
    dropped: OrganisationRows['superseded'],
    added: readonly Fact[],
  ): OrganisationIndex {
    const changed = new Map<ThingName, ChangedThing>();
    const edit = ({ kind, id }: Thing): Fact[] => {
      const name = nameOf({ kind, id });
      let thing = changed.get(name);
      if (!thing) {
        const before: Chain = this.chain(kind, id);
        changed.set(name, (thing = { kind, id, before, after: [...before] }));
      }
      return thing.after;
    };
    for (const key of dropped) {
      const chain = edit(key);
      const at = chain.findIndex((fact) => fact.from === key.from);
      if (at >= 0) chain.splice(at, 1);
    }
    for (const fact of added) edit(fact).push(fact);
    return new OrganisationIndex(this.unit, version, this.changedChains(changed), this.changedUsers(changed));
  }

  private changedChains(changed: ReadonlyMap<ThingName, ChangedThing>): Record<FactKind, LayeredMap<Chain>> {
    const perKind = new Map<FactKind, Map<string, Chain | undefined>>();
    for (const { kind, id, after } of changed.values()) {
      let ofKind = perKind.get(kind);
      if (!ofKind) perKind.set(kind, (ofKind = new Map<string, Chain | undefined>()));
      if (after.length > 1) after.sort((one, other) => one.from - other.from);
      ofKind.set(id, after.length === 0 ? undefined : after);
    }
    const chains = { ...this.chains };
    for (const [kind, changes] of perKind) chains[kind] = chains[kind].with(changes);
    return chains;
  }

  private changedUsers(changed: ReadonlyMap<ThingName, ChangedThing>): LayeredMap<readonly ThingName[]> {
    const edits = new Map<IndexKey, { readonly add: ThingName[]; readonly drop: Set<ThingName> }>();
    const edit = (key: IndexKey) => {
      let found = edits.get(key);
      if (!found) edits.set(key, (found = { add: [], drop: new Set() }));
      return found;
    };
    for (const [name, thing] of changed) {
      const before = keysOf(thing.before);
      const after = keysOf(thing.after);
      for (const key of before) if (!after.includes(key)) edit(key).drop.add(name);
      for (const key of after) if (!before.includes(key)) edit(key).add.push(name);
    }
    const changes = new Map<string, readonly ThingName[] | undefined>();
    for (const [key, { add, drop }] of edits) {
      const before = this.users.get(key) ?? [];
      const kept = drop.size === 0 ? before : before.filter((name) => !drop.has(name));
      const names = kept.length === 0 ? add : [...kept, ...add];
      changes.set(key, names.length === 0 ? undefined : names);
    }
    return this.users.with(changes);
  }

  /** Valid facts of a kind that can be found under the key. */
  private using<K extends FactKind>(kind: K, key: IndexKey, at: number): FactOfKind<K>[] {
    const found: FactOfKind<K>[] = [];
    const prefix = `${kind}:`;
    for (const name of this.users.get(key) ?? []) {
      if (!name.startsWith(prefix)) continue;
      const fact = this.fact(kind, name.slice(prefix.length), at);
      if (fact) found.push(fact);
    }
    return found;
  }

  private postsOf(person: string, at: number): FactOfKind<'post'>[] {
    const posts = new Set(this.holdings(person, at).map((holding) => holding.data.post));
    return [...posts].flatMap((id) => this.fact('post', id, at) ?? []);
  }

  private upwards(department: string, at: number): readonly string[] {
    const path = new Set<string>();
    let next: string | null = department;
    while (next !== null && !path.has(next)) {
      path.add(next);
      next = this.fact('department', next, at)?.data.parent ?? null;
    }
    return [...path];
  }

  private sortedChains(kind: FactKind): readonly Chain[] {
    let chains = this.sorted.get(kind);
    if (!chains) {
      const entries = [...this.chains[kind].entries()];
      entries.sort(([one], [other]) => (one < other ? -1 : 1));
      this.sorted.set(kind, (chains = entries.map(([, chain]) => chain)));
    }
    return chains;
  }
}

/** The organisation at a version, from everything known of it. */
export function buildView(unit: string, version: number, facts: readonly FactRow[]): OrganisationIndex {
  return OrganisationIndex.empty(unit).with(version, facts);
}
