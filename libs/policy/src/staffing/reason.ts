import type { Derivation } from './derivation.js';
import type { Deadline } from './effort.js';
import { rotate } from './rotation.js';
import { Search, type SearchInput } from './search/search.js';

/** Why there is no plan. */
export interface Refutation {
  /** Numbers of constraints that cannot all hold, ascending; none when the authorisations alone suffice. */
  readonly reason: readonly number[];
  /** Whether there is a plan as soon as any one of them is dropped; not known where the effort ended before. */
  readonly isMinimal: boolean;
  readonly derivation: Derivation;
  /** Where the derivation has the empty clause, by these constraints alone. */
  readonly place: number;
}

type Known = ReadonlyMap<number, number[]>;

/** By index of a constraint, what it is said together with: such constraints are dropped together, or not at all. Absent: each stands for itself. */
export type ReasonGroups = readonly unknown[];

/**
 * Drops one constraint after the other that the refutation does not need. What one search has learnt helps the next, as far as it does not rest on
 * what is dropped.
 * @param place of the first empty clause
 */
export function minimalReason(
  input: SearchInput,
  place: number,
  learnt: Iterable<readonly [literals: number[], derivation: number]>,
  deadline: Deadline,
  groups?: ReasonGroups,
): Refutation {
  const { derivation } = input;
  const togetherWith = (one: number): ((other: number) => boolean) =>
    groups === undefined ? (other) => other === one : (other) => groups[other] === groups[one];
  const needed = new Set<number>();
  let refutation = place;
  let core = derivation.constraintsBehind(place);
  let known: Known = pool(new Map(), learnt);
  let isMinimal = true;
  for (let next = core.at(-1); next !== undefined; next = core.findLast((each) => !needed.has(each))) {
    if (deadline.isOver) return { reason: core, isMinimal: false, derivation, place: refutation };
    const isDropped = togetherWith(next);
    const rest = new Set(core.filter((each) => !isDropped(each)));
    const holds = derivation.restingOn(rest);
    const search = new Search({
      ...input,
      active: rest,
      known: [...known].flatMap(([at, literals]) => (holds[at] === 1 ? [[literals, at] as const] : [])),
    });
    const outcome = search.run(deadline);
    known = pool(known, search.lasting());
    if (outcome.kind === 'refuted') {
      refutation = outcome.derivation;
      core = derivation.constraintsBehind(refutation);
      continue;
    }
    for (const each of core) if (isDropped(each)) needed.add(each);
    if (outcome.kind === 'unknown') isMinimal = false;
    else if (groups === undefined) rotate(outcome.people, next, core, input.constraints, input.candidates, needed);
  }
  return { reason: core, isMinimal, derivation, place: refutation };
}

/** So many clauses are handed on, the latest. */
const MAX_KNOWN = 4_000;

function pool(known: Known, learnt: Iterable<readonly [literals: number[], derivation: number]>): Known {
  const all = new Map(known);
  for (const [literals, at] of learnt) {
    all.delete(at);
    all.set(at, literals);
  }
  return new Map([...all].slice(-MAX_KNOWN));
}
