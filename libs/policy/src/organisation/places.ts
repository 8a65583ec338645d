import type { Fact } from '../ports/index.js';
import type { LayeredMap } from './layered-map.js';
import type { Thing } from './references.js';

type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

/**
 * What places a person in the unit, beside the index of all references: every act asks for it, and reading a name to look up what it names costs more than
 * anything else about somebody who has not been asked about yet. Of each thing the facts that name the person, in order.
 */
export interface Places {
  readonly holding: readonly (readonly FactOf<'holding'>[])[];
  readonly body: readonly (readonly FactOf<'body'>[])[];
  /** To the person. */
  readonly delegation: readonly (readonly FactOf<'delegation'>[])[];
}
export const NOWHERE: Places = { holding: [], body: [], delegation: [] };

/** A thing before and after a change; facts in the order of their beginnings. */
export interface ChangedFacts extends Thing {
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
}

/** Costs the persons whom a changed thing names. What changed stays in its place of the order: the first appointed is first. */
export function withPlaces(places: LayeredMap<Places>, changed: Iterable<ChangedFacts>): LayeredMap<Places> {
  const changes = new Map<string, Places>();
  for (const { kind, id, before, after } of changed) {
    if (kind !== 'holding' && kind !== 'body' && kind !== 'delegation') continue;
    for (const person of new Set([...before, ...after].flatMap(personsOf))) {
      const known = changes.get(person) ?? places.get(person) ?? NOWHERE;
      const facts = after.filter((fact) => personsOf(fact).includes(person));
      changes.set(person, { ...known, [kind]: replaced<Fact>(known[kind], id, facts) });
    }
  }
  return places.with(changes);
}

function replaced<F extends Fact>(
  chains: readonly (readonly F[])[],
  id: string,
  facts: readonly F[],
): (readonly F[])[] {
  const at = chains.findIndex(([first]) => first?.id === id);
  if (at < 0) return facts.length === 0 ? [...chains] : [...chains, facts];
  return chains.toSpliced(at, 1, ...(facts.length === 0 ? [] : [facts]));
}

function personsOf(fact: Fact): readonly string[] {
  if (fact.kind === 'holding') return [fact.data.person];
  if (fact.kind === 'delegation') return [fact.data.to];
  return fact.kind === 'body' ? fact.data.members.map(({ person }) => person) : [];
}
