import * as fc from 'fast-check';
import { Kept } from './kept.js';
import type { Capacity, Fact, FactKind } from '../ports/index.js';
import { buildView, type FactOfKind, type OrganisationIndex } from './view.js';

/** Few names and few moments, so that everything meets everything. */
const MOMENTS = 12;
const person = fc.constantFrom('p1', 'p2', 'p3');
const post = fc.constantFrom('a', 'b', 'c');
const department = fc.constantFrom('D', 'E', 'F');
const roles = fc.subarray(['staff', 'CHIEF', 'auditor']);
const members = fc.uniqueArray(person, { maxLength: 2 });

/** What is said of one thing: different data one after the other, with gaps. */
function chain<K extends FactKind>(kind: K, id: string, data: fc.Arbitrary<FactOfKind<K>['data']>) {
  const part = fc.option(data, { freq: 3 });
  return fc
    .tuple(fc.uniqueArray(fc.nat(MOMENTS), { minLength: 1, maxLength: 5 }), fc.infiniteStream(part), fc.boolean())
    .map(([moments, parts, isOpen]): Fact[] => {
      const sorted = [...moments].sort((one, other) => one - other);
      return sorted.flatMap((from, index) => {
        const to = sorted[index + 1] ?? (isOpen ? null : MOMENTS + 1);
        const said = parts.next().value;
        return said == null ? [] : [{ kind, id, from, to, data: said }];
      });
    });
}
const holding = fc.record({
  ...{ person, post },
  kind: fc.constantFrom('formal' as const, 'presiding' as const),
  document: fc.constant('任1号'),
});
const delegation = fc.record({ from: person, to: person, processes: fc.constant([]), document: fc.constant('委1号') });
const body = members.map((all) => ({
  name: '会',
  members: all.map((each) => ({ person: each, role: 'member' as const })),
}));
const facts = fc
  .tuple(
    ...['p1', 'p2', 'p3'].map((id) => chain('person', id, fc.constant({ name: id }))),
    ...['D', 'E', 'F'].map((id) =>
      chain('department', id, fc.record({ name: fc.constant(id), parent: fc.option(department) })),
    ),
    ...['a', 'b', 'c'].map((id) => chain('post', id, fc.record({ name: fc.constant(id), department, roles }))),
    ...['h1', 'h2', 'h3', 'h4'].map((id) => chain('holding', id, holding)),
    ...['g1', 'g2'].map((id) => chain('delegation', id, delegation)),
    ...['B1', 'B2'].map((id) => chain('body', id, body)),
  )
  .map((all) => all.flat());

/** Between the turning points as well as on them. */
const moment = fc.integer({ min: -1, max: 2 * MOMENTS + 3 }).map((half) => half / 2);
const asked = fc.constantFrom('holdings', 'holdersOf', 'roles', 'offers', 'capacities', 'delegationsTo', 'facts');
const questions = fc.array(fc.record({ asked, person, post, at: moment }), { minLength: 20, maxLength: 60 });
interface Question {
  readonly asked: string;
  readonly person: string;
  readonly post: string;
  readonly at: number;
}

function ask(view: OrganisationIndex, { asked: what, person: who, post: where, at }: Question): unknown {
  switch (what) {
    case 'holdings':
      return view.holdings(who, at);
    case 'holdersOf':
      return view.holdersOf(where, at);
    case 'roles':
      return [...view.roles(who, at)];
    case 'offers':
      return view.offers(who, at);
    case 'capacities':
      return view.capacities(who, at);
    case 'delegationsTo':
      return view.delegationsTo(who, at);
    default:
      return [view.facts('post', at), view.facts('holding', at)];
  }
}

/** The same from a plain list, of which everything is looked through each time. */
class Plain {
  constructor(private readonly all: readonly Fact[]) {}

  answer({ asked: what, person: who, post: where, at }: Question): unknown {
    const holdings = this.valid('holding', at);
    switch (what) {
      case 'holdings':
        return holdings.filter(({ data }) => data.person === who);
      case 'holdersOf':
        return [...new Set(holdings.filter(({ data }) => data.post === where).map(({ data }) => data.person))];
      case 'roles':
        return [...new Set(this.posts(who, at).flatMap(({ fact }) => fact.data.roles))];
      case 'offers':
        return this.offers(who, at);
      case 'capacities':
        return this.capacities(who, at);
      case 'delegationsTo':
        return this.valid('delegation', at).filter(({ data }) => data.to === who);
      default:
        return [this.valid('post', at), holdings];
    }
  }

  private valid<K extends FactKind>(kind: K, at: number): FactOfKind<K>[] {
    const found = this.all.filter(
      (fact) => fact.kind === kind && fact.from <= at && (fact.to === null || at < fact.to),
    );
    return found as FactOfKind<K>[];
  }

  private posts(who: string, at: number) {
    return this.valid('holding', at).flatMap(({ data }) =>
      data.person === who
        ? this.valid('post', at).flatMap((fact) => (fact.id === data.post ? [{ held: data.kind, fact }] : []))
        : [],
    );
  }

  private capacities(who: string, at: number): Capacity[] {
    const posts = this.posts(who, at);
    const isKnown = this.valid('person', at).some(({ id }) => id === who);
    if (!isKnown || posts.some(({ fact }) => fact.data.roles.includes('auditor'))) return [];
    const own = posts.map(({ held, fact: { id, data } }) => {
      const above: string[] = [];
      for (let next: string | null = data.department; next !== null && !above.includes(next);) {
        above.push(next);
        next = this.valid('department', at).find((each) => each.id === next)?.data.parent ?? null;
      }
      const ofRoles = data.roles.flatMap((role) => [`role:${role}`, `role:${role}@${data.department}`]);
      const keys = [`post:${id}`, ...above.map((each) => `department:${each}`), ...ofRoles];
      return { person: who, post: id, department: data.department, holding: held, keys };
    });
    const bodies = this.valid('body', at).filter(({ data }) => data.members.some((each) => each.person === who));
    const keys = [`person:${who}`, ...bodies.map(({ id }) => `body:${id}`), 'unit'];
    const first = own[0] ?? { post: null, department: null, holding: null };
    return [...own, { person: who, post: first.post, department: first.department, holding: first.holding, keys }];
  }

  private offers(who: string, at: number): string[] {
    const own = this.capacities(who, at);
    if (own.length === 0) return [];
    const others = this.valid('delegation', at).filter(({ data }) => data.to === who);
    const all = [...own, ...others.flatMap(({ data }) => this.capacities(data.from, at))];
    return [...new Set(all.flatMap(({ keys }) => keys))];
  }
}

test('whatever was asked before, and at whatever moment, the answer is that of the facts', () => {
  fc.assert(
    fc.property(facts, questions, (all, each) => {
      const view = buildView(
        'U1',
        1,
        all.map((fact) => ({ fact, since: 1, until: null })),
      );
      const plain = new Plain(all);
      for (const question of each) expect([question, ask(view, question)]).toEqual([question, plain.answer(question)]);
    }),
    { numRuns: 400 },
  );
});

test('facts of a kind are one list as long as none begins or ends', () => {
  const said = (from: number, to: number | null) =>
    ({ kind: 'person', id: 'p1', from, to, data: { name: '甲' } }) as const;
  const view = buildView(
    'U1',
    1,
    [said(2, 5), said(8, null)].map((fact) => ({ fact, since: 1, until: null })),
  );
  expect(view.facts('person', 2)).toBe(view.facts('person', 4));
  expect(view.facts('person', 5)).toEqual([]);
  expect(view.facts('person', 5)).toBe(view.facts('person', 7));
  expect(view.facts('person', 8)).not.toBe(view.facts('person', 7));
});

describe('what is kept', () => {
  const counted = () => {
    const asked: string[] = [];
    const kept = new Kept<string>(4);
    const at = (key: string): string =>
      kept.at(key, 0, () => {
        asked.push(key);
        return key;
      });
    return { asked, at };
  };

  test('is found once', () => {
    const { asked: found, at } = counted();
    expect([at('a'), at('a'), at('b'), at('a')]).toEqual(['a', 'a', 'b', 'a']);
    expect(found).toEqual(['a', 'b']);
  });

  test('is no more than its limit, and what was asked of late stays', () => {
    const { asked: found, at } = counted();
    for (let round = 0; round < 50; round++) for (const key of ['busy', `idle${round}`]) at(key);
    expect(found.filter((key) => key === 'busy')).toEqual(['busy']);
    at('idle0');
    expect(found.filter((key) => key === 'idle0')).toHaveLength(2);
  });
});
