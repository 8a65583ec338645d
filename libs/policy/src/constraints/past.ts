import type { OrganisationView } from '../ports/index.js';
import type { PastAct } from './deed.js';
import type { Side } from './side.js';
import { Whereabouts } from './whereabouts.js';

/** A hand-over document (交接单): from then on `to` stands where the constraint bound `from`. */
export interface Release {
  /** Id of the constraint. */
  readonly constraint: string;
  readonly from: string;
  readonly to: string;
  readonly document: string;
}

/** What constraints know besides the act: everything in the order in which it happened. */
export interface PastFacts {
  /** Done in this instance. */
  readonly acts: readonly PastAct[];
  /** Done in other instances under the same record, by the kind of the record: `contract`, `project`. */
  readonly records?: ReadonlyMap<string, readonly PastAct[]> | undefined;
  /** Who started the matter, if a person did. */
  readonly initiator: string | null;
  /** Persons named by protected data of type `person`, by the name of the datum. */
  readonly named?: ReadonlyMap<string, readonly string[]>;
  readonly releases?: readonly Release[];
  /** Who has said that they have an interest in what is about to be done: they cannot do it instead. */
  readonly recused?: readonly string[];
}

/**
 * The past, to be asked by many constraints. What was looked up once is kept, so make it anew only when something was done. Immutable in what
 * it answers.
 */
export class Past {
  readonly initiator: string | null;
  readonly named: ReadonlyMap<string, readonly string[]>;
  readonly releases: readonly Release[];
  readonly recused: readonly string[];
  /** By extent and key of the side. */
  private readonly found = new Map<string, Map<string, readonly PastAct[]>>();
  private known: Whereabouts | undefined;

  constructor(private readonly facts: PastFacts) {
    this.initiator = facts.initiator;
    this.named = facts.named ?? new Map<string, readonly string[]>();
    this.releases = facts.releases ?? [];
    this.recused = facts.recused ?? [];
  }

  /** What the side selects of the past that the extent reaches. */
  under(side: Side, extent: string): readonly PastAct[] {
    let ofExtent = this.found.get(extent);
    if (ofExtent === undefined) this.found.set(extent, (ofExtent = new Map<string, readonly PastAct[]>()));
    let found = ofExtent.get(side.key);
    if (found === undefined) ofExtent.set(side.key, (found = this.select(side, extent)));
    return found;
  }

  /** The same without what was voided since. */
  standing(side: Side, extent: string): readonly PastAct[] {
    return this.under(side, extent).filter(({ voided }) => voided !== true);
  }

  private select(side: Side, extent: string): PastAct[] {
    const found: PastAct[] = [];
    const elsewhere = extent === 'instance' ? undefined : this.facts.records?.get(extent);
    if (elsewhere !== undefined) for (const deed of elsewhere) if (side.selects(deed)) found.push(deed);
    for (const deed of this.facts.acts) if (side.selects(deed)) found.push(deed);
    return found;
  }

  whereabouts(view: OrganisationView): Whereabouts {
    if (this.known?.view !== view) this.known = new Whereabouts(view);
    return this.known;
  }
}
