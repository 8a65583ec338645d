import * as fc from 'fast-check';
import { Kept } from './kept.js';
import type { Capacity, Fact, FactKind } from '../ports/index.js';
import { facts, moment, person, post, validOf, viewOf } from './testing/random.js';
import type { FactOfKind, OrganisationIndex } from './view.js';

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
    return validOf(this.all, kind, at);
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
      const view = viewOf(all);
      const plain = new Plain(all);
      for (const question of each) expect([question, ask(view, question)]).toEqual([question, plain.answer(question)]);
    }),
    { numRuns: 200 },
  );
});

test('facts of a kind are one list as long as none begins or ends', () => {
  const said = (from: number, to: number | null) =>
    ({ kind: 'person', id: 'p1', from, to, data: { name: '甲' } }) as const;
  const view = viewOf([said(2, 5), said(8, null)]);
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
