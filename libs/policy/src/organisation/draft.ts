import type { Fact, FactKey, OrganisationRows } from '../ports/index.js';
import type { Validity } from './validity.js';
import { nameOf, type Thing, type ThingName } from './references.js';
import type { OrganisationIndex } from './view.js';

/** Things as a command leaves them, worked out change by change. */
export class Draft {
  private readonly chains = new Map<ThingName, { readonly thing: Thing; facts: readonly Fact[] }>();

  constructor(private readonly view: OrganisationIndex) {}

  /** From the fact's beginning on it is so; what was said for the time before stays. */
  put(fact: Fact): void {
    this.set(fact, [...until(this.facts(fact), fact.from), fact]);
  }

  /** From `at` on there is nothing of the thing; false when there is nothing then anyway. */
  end(thing: Thing, at: number): boolean {
    const facts = this.facts(thing);
    if (facts.every(({ to }) => to !== null && to <= at)) return false;
    this.set(thing, until(facts, at));
    return true;
  }

  touched(): readonly Thing[] {
    return [...this.chains.values()].map(({ thing }) => thing);
  }

  /** What is to be written so that the next version says what the draft says. */
  rows(): Pick<OrganisationRows, 'facts' | 'superseded'> {
    const since = this.view.version + 1;
    const facts: Fact[] = [];
    const superseded: FactKey[] = [];
    for (const { thing, facts: after } of this.chains.values()) {
      const before: readonly Fact[] = this.view.chain(thing.kind, thing.id);
      for (const fact of before) if (!after.includes(fact)) superseded.push({ ...thing, from: fact.from });
      for (const fact of after) if (!before.includes(fact)) facts.push(fact);
    }
    return { facts: facts.map((fact) => ({ fact, since, until: null })), superseded };
  }

  private facts(thing: Thing): readonly Fact[] {
    return this.chains.get(nameOf(thing))?.facts ?? this.view.chain(thing.kind, thing.id);
  }

  private set({ kind, id }: Thing, facts: readonly Fact[]): void {
    this.chains.set(nameOf({ kind, id }), { thing: { kind, id }, facts });
  }
}

/** What is said for the time before a moment. */
export function until<F extends Validity>(facts: readonly F[], at: number): readonly F[] {
  return facts
    .filter(({ from }) => from < at)
    .map((fact) => (fact.to === null || fact.to > at ? { ...fact, to: at } : fact));
}
