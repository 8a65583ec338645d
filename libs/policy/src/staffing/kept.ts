import type { NumberedConstraint } from './compiled.js';

/**
 * Whether a constraint is kept by what people do.
 * @param plan numbers of people, by step; -1 where nobody does it yet, which breaks nothing that may still come right
 */
export function isKept(
  { kind, steps, users, teams }: NumberedConstraint,
  plan: Int32Array,
  inTeam: (person: number, team: number) => boolean,
): boolean {
  const people = steps.map((step) => plan[step] as number).filter((person) => person >= 0);
  const count = new Set(people).size;
  switch (kind) {
    case 'separation':
      return count === people.length;
    case 'binding':
      return count <= 1;
    case 'atMost':
      return count <= users;
    case 'atLeast':
      return count + steps.length - people.length >= users;
    case 'oneTeam':
      return teams.some((team) => people.every((person) => inTeam(person, team)));
  }
}
