import type { Basis } from '../model/index.js';
import { pairsAmong, type Constraint, type Violation } from './constraint.js';
import { countsFor, partiesOf, type ActInQuestion } from './deed.js';
import type { Past } from './past.js';
import type { Side } from './side.js';

export interface CountingSpec {
  readonly id: string;
  readonly basis: readonly Basis[];
  readonly extent: string;
  readonly count: number;
  readonly sides: readonly Side[];
}

/** What `atMost` and `atLeast` have in common: a list of acts and a number of persons or acts. */
abstract class Counting implements Constraint {
  abstract readonly kind: 'atMost' | 'atLeast';
  readonly id: string;
  readonly basis: readonly Basis[];
  readonly extent: string;
  readonly levels = new Set(['person'] as const);
  readonly count: number;
  readonly acts: Constraint['acts'];
  readonly pairs: Constraint['pairs'];
  readonly keys: readonly string[];
  protected readonly sides: readonly Side[];
  protected readonly list: string;

  constructor({ id, basis, extent, count, sides }: CountingSpec) {
    this.id = id;
    this.basis = basis;
    this.extent = extent;
    this.count = count;
    this.sides = sides;
    this.acts = sides.flatMap(({ references }) => references);
    this.pairs = pairsAmong(this.acts);
    this.keys = sides.map(({ indexedUnder }) => indexedUnder);
    this.list = [...new Set(sides.map(({ label }) => label))].join('、');
  }

  abstract violations(act: ActInQuestion, past: Past): readonly Violation[];
}

/** Nobody does more than `count` of the acts; doing one again after a return does not add to them. */
export class AtMost extends Counting {
  readonly kind = 'atMost';

  violations(act: ActInQuestion, past: Past): readonly Violation[] {
    if (!this.sides.some((side) => side.selects(act))) return [];
    for (const party of partiesOf(act)) {
      const done = this.sides.filter(
        (side) => side.selects(act) || past.under(side, this.extent).some((each) => countsFor(each, party)),
      );
      if (done.length <= this.count) continue;
      const parameters = { list: this.list, r: this.count };
      return [{ constraint: this, code: 'TOO_MANY_STEPS', level: 'person', parameters }];
    }
    return [];
  }
}

/** At least `count` persons share the acts: asked when the last of them is being done, of what still stands. */
export class AtLeast extends Counting {
  readonly kind = 'atLeast';

  violations(act: ActInQuestion, past: Past): readonly Violation[] {
    if (act.isAdvice === true || !this.sides.some((side) => side.selects(act))) return [];
    const groups: (readonly string[])[] = [partiesOf(act)];
    for (const side of this.sides) {
      const done = past.standing(side, this.extent);
      if (done.length === 0 && !side.selects(act)) return [];
      groups.push(...done.map(partiesOf));
    }
    const n = fewestPersons(groups, this.count);
    if (n >= this.count) return [];
    const parameters = { list: this.list, r: this.count, n };
    return [{ constraint: this, code: 'TOO_FEW_PERSONS', level: 'person', parameters }];
  }
}

/**
 * How few persons can have done all of it, when each act may be laid to anybody it counts for: a smallest hitting set. Up to `enough`, beyond which
 * nobody asks.
 */
export function fewestPersons(groups: readonly (readonly string[])[], enough: number): number {
  const smallestFirst = [...groups].sort((one, other) => one.length - other.length);
  let size = 0;
  while (size < enough && !canBeHit(smallestFirst, size)) size++;
  return size;
}

function canBeHit(groups: readonly (readonly string[])[], size: number): boolean {
  const [group] = groups;
  if (group === undefined) return true;
  if (size === 0) return false;
  return group.some((person) =>
    canBeHit(
      groups.filter((each) => !each.includes(person)),
      size - 1,
    ),
  );
}
