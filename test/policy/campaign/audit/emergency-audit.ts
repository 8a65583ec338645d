import type { Facts } from './facts.js';
import { parties, type Act } from './act.js';

/** Why an emergency order that is said to stand does not: discipline inspection first, then two leaders of different lines, neither the chief, up to a cap. */
export function emergencyFault(cap: number, amount: number, acts: readonly Act[], facts: Facts): string | null {
  const inform = acts.find(({ act }) => act === 'inform');
  const signed = acts.filter(({ act, outcome }) => act !== 'inform' && outcome === 'approve');
  const [first, second] = signed;
  if (inform === undefined || first === undefined || second === undefined) return 'somebody is missing';
  if (!facts.rolesOf(inform.person, inform.organisation, inform.at).includes('DISC'))
    return 'discipline inspection was not told';
  if (signed.some(({ seq }) => seq < inform.seq)) return 'it was signed before discipline inspection knew';
  const hands = [inform, first, second].map((act) => new Set(parties(act)));
  const all = hands.flatMap((each) => [...each]);
  if (new Set(all).size < all.length) return 'three acts of fewer than three persons';
  if (signed.some(({ behalf }) => behalf !== null)) return 'a leader was stood in for';
  if (signed.some(({ person, organisation, at }) => facts.rolesOf(person, organisation, at).includes('CHIEF'))) {
    return 'the chief signed';
  }
  const [here, there] = [first, second].map(({ post, organisation, at }) =>
    facts
      .all('leaderLine', organisation, at)
      .filter(({ data }) => data.leader === post)
      .flatMap(({ data }) => data.departments),
  );
  if (here === undefined || there === undefined || here.length === 0 || there.length === 0)
    return 'who signed leads nothing';
  if (here.some((each) => there.includes(each))) return 'both leaders are of one line';
  return amount <= cap ? null : `${amount} is over the cap`;
}
