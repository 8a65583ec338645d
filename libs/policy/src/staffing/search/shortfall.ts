import type { NumberedConstraint } from '../compiled.js';
import type { People } from './people.js';
import type { Variables } from './variables.js';

/**
 * Fewer people than an `atLeast` demands: what it counts is done by those of some `atMost`s and by one for each step beside them. Where two of these have a step in
 * common, or one person does a step of each, one of their people is the same, and is counted once.
 */
export interface Shortfall {
  /** Numbers of the `atMost`s. */
  readonly atMost: readonly number[];
  /** That those of one class are not done by one person: the shortfall holds as long as they are. */
  readonly clause: readonly number[];
}

/** The shortfalls of one `atLeast`: worked out again as one learns who does what together. */
export class Counting {
  private readonly limits: readonly {
    readonly number: number;
    readonly users: number;
    readonly steps: ReadonlySet<number>;
  }[];

  /** @param constraints with their numbers, those that count */
  constructor(
    private readonly demand: NumberedConstraint,
    constraints: readonly (readonly [number: number, constraint: NumberedConstraint])[],
  ) {
    const own = new Set(demand.steps);
    this.limits = constraints.flatMap(([number, { kind, users, steps }]) => {
      const isOfUse = kind === 'atMost' && steps.filter((step) => own.has(step)).length > 1;
      return isOfUse ? [{ number, users, steps: new Set(steps) }] : [];
    });
  }

  /** null: as far as is counted here there are enough. */
  shortfall({ root }: People, variables: Variables): Shortfall | null {
    if (this.limits.length === 0) return null;
    let chosen: typeof this.limits = [];
    let best = this.headsOf(chosen, root);
    // The one that saves most, again and again.
    for (let isBetter = true; isBetter && best >= this.demand.users;) {
      isBetter = false;
      let next = chosen;
      for (const limit of this.limits) {
        if (chosen.includes(limit)) continue;
        const heads = this.headsOf([...chosen, limit], root);
        if (heads >= best) continue;
        [best, next, isBetter] = [heads, [...chosen, limit], true];
      }
      chosen = next;
    }
    // Without any, the constraint says it by itself.
    if (best >= this.demand.users || chosen.length === 0) return null;
    return { atMost: chosen.map(({ number }) => number), clause: this.joinedBy(chosen, root, variables) };
  }

  /** How many people there can be at most: of the sets chosen, and one for each class that none of them names. */
  private headsOf(chosen: typeof this.limits, root: Int32Array): number {
    const part = chosen.map((_, at) => at);
    const first = new Map<number, number>();
    let heads = 0;
    for (const [at, { users, steps }] of chosen.entries()) {
      heads += users;
      for (const step of steps) {
        const other = first.get(root[step] as number);
        if (other === undefined) first.set(root[step] as number, at);
        else if (part[other] !== part[at]) {
          const [to, from] = [part[other], part[at]];
          for (const [each, old] of part.entries()) if (old === from) part[each] = to as number;
          heads--;
        }
      }
    }
    const beside = new Set(this.demand.steps.map((step) => root[step] as number).filter((each) => !first.has(each)));
    return heads + beside.size;
  }

  /** What the count rests on: that the steps of a class which are counted once are done by one person. */
  private joinedBy(chosen: typeof this.limits, root: Int32Array, variables: Variables): number[] {
    const counted = new Map<number, number[]>();
    const count = (step: number): void => {
      const steps = counted.get(root[step] as number) ?? [];
      counted.set(root[step] as number, steps);
      if (!steps.includes(step)) steps.push(step);
    };
    for (const { steps } of chosen) {
      const seen = new Set<number>();
      for (const step of steps) {
        if (seen.has(root[step] as number)) continue;
        seen.add(root[step] as number);
        // A step that another set names, too, joins them by itself.
        const known = counted.get(root[step] as number)?.find((each) => steps.has(each));
        if (known === undefined) count(step);
      }
    }
    for (const step of this.demand.steps) if (!chosen.some(({ steps }) => steps.has(step))) count(step);
    return [...counted.values()].flatMap(([first = 0, ...others]) =>
      others.map((step) => variables.different(first, step)),
    );
  }
}
