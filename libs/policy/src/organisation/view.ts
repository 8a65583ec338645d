import type { Capacity, Fact, FactKind, FactRow, OrganisationRows, OrganisationView } from '../ports/index.js';
import { Kept, Span } from './kept.js';
import { LayeredMap } from './layered-map.js';
import { NOWHERE, withPlaces, type Places } from './places.js';
import { indexKeysOf, nameOf, thingOf, type IndexKey, type Thing, type ThingName } from './references.js';
import { standingOf, type Standing } from './standing.js';
import { postOf, type HeldPost } from './held-post.js';
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

/** People and posts whose answers are kept for the next question, half a kilobyte each: more than a busy unit has at work at a time, and all its posts. */
const KEPT = 32_768;
const KINDS = 64;
const NOTHING: readonly ThingName[] = [];

/**
 * The organisation at one version. Immutable: a newer version shares with it what did not change, so a change costs what it touches.
 * Look-ups cost the length of their answer; asked again, nothing.
 */
export class OrganisationIndex implements OrganisationView {
  /** Ids of a kind in order, made when somebody asks for all. */
  private readonly sorted = new Map<FactKind, readonly Chain[]>();
  private readonly wholes = new Kept<readonly Fact[]>(KINDS);
  private readonly people = new Kept<Standing>(KEPT);
  private readonly posts = new Kept<HeldPost | null>(KEPT);
  private readonly delegations = new Kept<readonly FactOfKind<'delegation'>[]>(KEPT);
  private readonly holders = new Kept<readonly string[]>(KEPT);

  private constructor(
    readonly unit: string,
    readonly version: number,
    private readonly chains: Readonly<Record<FactKind, LayeredMap<Chain>>>,
    private readonly users: LayeredMap<readonly ThingName[]>,
    private readonly places: LayeredMap<Places>,
  ) {}

  /** Version 0: nobody and nothing. */
  static empty(unit: string): OrganisationIndex {
    const chains = () => LayeredMap.of(new Map<string, Chain>());
    const all: Record<FactKind, LayeredMap<Chain>> = {
      ...{ person: chains(), account: chains(), department: chains(), post: chains(), holding: chains() },
      ...{ body: chains(), actingChair: chains(), leaderLine: chains(), delegation: chains(), relation: chains() },
      ...{ calendar: chains(), threshold: chains(), processBinding: chains(), unitRule: chains() },
      substituteReview: chains(),
      ...{ powerItem: chains(), majorFourItem: chains(), disclosureItem: chains(), complaintChannel: chains() },
      supplier: chains(),
    };
    const users = LayeredMap.of(new Map<string, readonly ThingName[]>());
    return new OrganisationIndex(unit, 0, all, users, LayeredMap.of(new Map<string, Places>()));
  }

  fact<K extends FactKind>(kind: K, id: string, at: number): FactOfKind<K> | undefined {
    for (const fact of this.chain(kind, id)) if (validAt(fact, at)) return fact;
    return undefined;
  }

  /** The same list again as long as nothing of the kind begins or ends. */
  facts<K extends FactKind>(kind: K, at: number): readonly FactOfKind<K>[] {
    const found = this.wholes.at(kind, at, (span) =>
      this.sortedChains(kind).flatMap((chain) => span.validOf(chain) ?? []),
    );
    return found as readonly FactOfKind<K>[];
  }

  accountByLogin(login: string, at: number): FactOfKind<'account'> | undefined {
    const accounts = this.using('account', `login:${login}`, new Span(at));
    return accounts.find((account) => account.data.login === login);
  }

  accountBySubject(subject: string, at: number): FactOfKind<'account'> | undefined {
    const accounts = this.using('account', `subject:${subject}`, new Span(at));
    return accounts.find((account) => account.data.subject === subject);
  }

  holdings(person: string, at: number): readonly FactOfKind<'holding'>[] {
    return this.person(person, at).holdings;
  }

  holdersOf(post: string, at: number): readonly string[] {
    return this.holders.at(post, at, (span) => {
      const holdings = this.using('holding', `post:${post}`, span).filter((holding) => holding.data.post === post);
      return [...new Set(holdings.map((holding) => holding.data.person))];
    });
  }

  roles(person: string, at: number): ReadonlySet<string> {
    return this.person(person, at).roles;
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
    return this.person(person, at).capacities;
  }

  delegationsOf(person: string): readonly FactOfKind<'delegation'>[] {
    return this.usersOf(`person:${person}`, 'delegation')
      .map(({ id }) => id)
      .sort()
      .flatMap((id) => this.chain('delegation', id))
      .filter(({ data }) => data.from === person || data.to === person);
  }

  delegationsTo(person: string, at: number): readonly FactOfKind<'delegation'>[] {
    return this.delegations.at(person, at, (span) => span.allValidOf(this.placesOf(person).delegation));
  }

  /** What is known of one thing, at whatever time. */
  chain<K extends FactKind>(kind: K, id: string): readonly FactOfKind<K>[] {
    return (this.chains[kind].get(id) ?? []) as readonly FactOfKind<K>[];
  }

  /** Things of a kind of which some fact can be found under the key. */
  usersOf(key: IndexKey, kind?: FactKind): readonly Thing[] {
    const names = this.namesUnder(key);
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
    const chains = this.changedChains(changed);
    const places = withPlaces(this.places, changed.values());
    return new OrganisationIndex(this.unit, version, chains, this.changedUsers(changed), places);
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

  /** What places the person, at whatever time. */
  placesOf(person: string): Places {
    return this.places.get(person) ?? NOWHERE;
  }

  /** As `fact`; narrows the span to the time for which the answer holds. */
  valid<K extends FactKind>(kind: K, id: string, span: Span): FactOfKind<K> | undefined {
    return span.validOf(this.chain(kind, id));
  }

  /** What a post gives to everybody who holds it; null: there is none. */
  post(id: string, span: Span): HeldPost | null {
    return this.posts.within(id, span, (own) => postOf(id, this, own));
  }

  /** Valid facts of a kind that can be found under the key. */
  private using<K extends FactKind>(kind: K, key: IndexKey, span: Span): FactOfKind<K>[] {
    const prefix = `${kind}:`;
    const found: FactOfKind<K>[] = [];
    for (const name of this.namesUnder(key)) {
      const fact = name.startsWith(prefix) ? this.valid(kind, name.slice(prefix.length), span) : undefined;
      if (fact) found.push(fact);
    }
    return found;
  }

  /** Things of which some fact can be found under the key. */
  private namesUnder(key: IndexKey): readonly ThingName[] {
    return this.users.get(key) ?? NOTHING;
  }

  private person(person: string, at: number): Standing {
    return this.people.at(person, at, (span) => standingOf(person, this, span));
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
