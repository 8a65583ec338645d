import { listUnder } from '../../organisation/derived.js';
import { postsWithRole } from '../../organisation/posts.js';
import type { OrganisationView } from '../../ports/index.js';
import { departmentsOf } from '../../work/offers.js';

/** Stands between whoever starts a matter and whoever work is given to because of it: who of the first leads to it, and who of the second has it. */
export interface Chair {
  readonly name: string;
  readonly initiators: readonly string[];
  readonly holders: readonly string[];
}

/** Who leads (分管) those who may start a matter; nobody leads themselves. */
export function leadersAround(
  initiators: Iterable<string>,
  organisation: OrganisationView,
  at: number,
): readonly Chair[] {
  const leaders = new Map<string, string[]>();
  for (const { data } of organisation.facts('leaderLine', at)) {
    for (const holder of organisation.holdersOf(data.leader, at)) {
      for (const department of data.departments) listUnder(leaders, department, holder);
    }
  }
  const led = grouped(initiators, (person) =>
    departmentsOf(person, organisation, at)
      .flatMap((department) => leaders.get(department) ?? [])
      .filter((leader) => leader !== person),
  );
  return [...led].map(([leader, people]) => ({ name: leader, initiators: people, holders: [leader] }));
}

/** Who has the role where those who may start a matter work; the head of a section is not the head of the department above it. */
export function rolesAround(
  role: string,
  initiators: Iterable<string>,
  organisation: OrganisationView,
  at: number,
): readonly Chair[] {
  const holders = new Map<string, string[]>();
  for (const { id, data } of postsWithRole(role, organisation, at)) {
    for (const holder of organisation.holdersOf(id, at)) listUnder(holders, data.department, holder);
  }
  const working = grouped(initiators, (person) => departmentsOf(person, organisation, at));
  return [...working].map(([department, people]) => {
    return { name: department, initiators: people, holders: [...new Set(holders.get(department))] };
  });
}

function grouped(people: Iterable<string>, keysOf: (person: string) => readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const person of people) for (const key of new Set(keysOf(person))) listUnder(found, key, person);
  return found;
}
