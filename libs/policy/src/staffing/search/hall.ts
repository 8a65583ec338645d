import type { People } from './people.js';
import type { Variables } from './variables.js';

export interface Shortage {
  readonly clause: readonly number[];
  readonly groups: readonly (readonly number[])[];
}

/**
 * Gives each class a person of its own (Kuhn's augmenting paths).
 * @param roots classes of which no two may have one person
 * @returns places of people by class; or the classes for which there are too few people (Hall's theorem), and why
 */
export function matchPeople(
  people: People,
  roots: readonly number[],
  variables: Variables,
): Map<number, number> | Shortage {
  const { rows, width } = people;
  const classOf = new Map<number, number>();
  const personOf = new Map<number, number>();
  const seen = new Uint32Array(width);
  const tried = new Set<number>();
  const augment = (root: number): boolean => {
    tried.add(root);
    const row = people.rowOf(root);
    for (let word = 0; word < width; word++) {
      let bits = (rows[row + word] as number) & ~(seen[word] as number);
      while (bits !== 0) {
        const bit = bits & -bits;
        const person = word * 32 + 31 - Math.clz32(bit);
        seen[word] = (seen[word] as number) | bit;
        const holder = classOf.get(person);
        if (holder === undefined || augment(holder)) {
          classOf.set(person, root);
          personOf.set(root, person);
          return true;
        }
        bits = (rows[row + word] as number) & ~(seen[word] as number);
      }
    }
    return false;
  };
  for (const root of roots) {
    seen.fill(0);
    tried.clear();
    if (!augment(root)) return shortage(people, [...tried], seen, variables);
  }
  return personOf;
}

/** @param seen everybody who may do one of the classes */
function shortage(people: People, roots: readonly number[], seen: Uint32Array, variables: Variables): Shortage {
  const clause: number[] = [];
  const groups = roots.map((root) => {
    let steps = people.members(root);
    let teams = people.chosen(steps);
    for (const each of [...teams]) {
      const fewer = teams.filter((team) => team !== each);
      if (!people.mayDo(steps, fewer, seen)) teams = fewer;
    }
    for (const step of [...steps]) {
      const fewer = steps.filter((one) => one !== step);
      if (fewer.length === 0 || teams.some((team) => !people.isOf(team, fewer))) continue;
      if (!people.mayDo(fewer, teams, seen)) steps = fewer;
    }
    for (const step of steps.slice(1)) clause.push(variables.different(steps[0] as number, step));
    for (const team of teams) clause.push(variables.isTeam(team) + 1);
    return steps;
  });
  const firsts = groups.map(([first = 0]) => first);
  for (const [place, one] of firsts.entries()) {
    for (const other of firsts.slice(place + 1)) clause.push(variables.same(one, other));
  }
  return { clause: [...new Set(clause)], groups };
}
