import * as fc from 'fast-check';
import type { Fact, FactKind } from '../../ports/index.js';
import { buildView, type FactOfKind, type OrganisationIndex } from '../view.js';

/** Few names and few moments, so that everything meets everything. */
export const MOMENTS = 12;
export const person = fc.constantFrom('p1', 'p2', 'p3');
export const post = fc.constantFrom('a', 'b', 'c');
export const department = fc.constantFrom('D', 'E', 'F');
const roles = fc.subarray(['staff', 'CHIEF', 'auditor']);
const members = fc.uniqueArray(person, { maxLength: 2 });

/** What is said of one thing: different data one after the other, with gaps. */
function chain<K extends FactKind>(kind: K, id: string, data: fc.Arbitrary<FactOfKind<K>['data']>) {
  const part = fc.option(data, { freq: 3 });
  return fc
    .tuple(
      fc.uniqueArray(fc.nat(MOMENTS), { minLength: 1, maxLength: 5 }),
      fc.array(part, { minLength: 5, maxLength: 5 }),
      fc.boolean(),
    )
    .map(([moments, parts, isOpen]): Fact[] => {
      const sorted = [...moments].sort((one, other) => one - other);
      return sorted.flatMap((from, index) => {
        const to = sorted[index + 1] ?? (isOpen ? null : MOMENTS + 1);
        const said = parts[index] ?? null;
        const fact: unknown = { kind, id, from, to, data: said };
        return said === null ? [] : [fact as Fact];
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
const leaderLine = fc.record({ leader: post, departments: fc.array(department, { maxLength: 2 }) });
const relation = fc.record({ persons: fc.tuple(person, person), kind: fc.constant('近亲属') });

/** An organisation's facts, thing by thing and in order. */
export const facts = fc
  .tuple(
    ...['p1', 'p2', 'p3'].map((id) => chain('person', id, fc.constant({ name: id }))),
    ...['D', 'E', 'F'].map((id) =>
      chain('department', id, fc.record({ name: fc.constant(id), parent: fc.option(department) })),
    ),
    ...['a', 'b', 'c'].map((id) => chain('post', id, fc.record({ name: fc.constant(id), department, roles }))),
    ...['h1', 'h2', 'h3', 'h4'].map((id) => chain('holding', id, holding)),
    ...['g1', 'g2'].map((id) => chain('delegation', id, delegation)),
    ...['B1', 'B2'].map((id) => chain('body', id, body)),
    ...['L1', 'L2'].map((id) => chain('leaderLine', id, leaderLine)),
    ...['R1', 'R2'].map((id) => chain('relation', id, relation)),
  )
  .map((all) => all.flat());

/** Between the turning points as well as on them. */
export const moment = fc.integer({ min: -1, max: 2 * MOMENTS + 3 }).map((half) => half / 2);

export const viewOf = (all: readonly Fact[]): OrganisationIndex =>
  buildView(
    'U1',
    1,
    all.map((fact) => ({ fact, since: 1, until: null })),
  );

/** What is valid, by looking through everything. */
export function validOf<K extends FactKind>(all: readonly Fact[], kind: K, at: number): FactOfKind<K>[] {
  const found = all.filter((fact) => fact.kind === kind && fact.from <= at && (fact.to === null || at < fact.to));
  return found as FactOfKind<K>[];
}
