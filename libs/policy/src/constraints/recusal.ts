import type { Basis } from '../model/index.js';
import type { OrganisationView } from '../ports/index.js';
import type { Constraint, Violation } from './constraint.js';
import { partiesOf, type ActInQuestion } from './deed.js';
import { nameIn } from './names.js';
import type { Past } from './past.js';
import type { Side } from './side.js';

export interface RecusalSpec {
  readonly id: string;
  readonly basis: readonly Basis[];
  readonly sides: readonly Side[];
  /** Names of protected data of type `person`. */
  readonly data: readonly string[];
  readonly initiator: boolean;
}

const NOBODY: readonly string[] = [];

/**
 * Nobody acts in a matter of their own or of somebody they have a relation with (回避). Having started a matter is no interest in it for those who
 * vote in a body; being named by its data is.
 */
export class Recusal implements Constraint {
  readonly kind = 'recusal';
  readonly id: string;
  readonly basis: readonly Basis[];
  readonly extent = 'instance';
  readonly levels = new Set(['person'] as const);
  readonly count = null;
  readonly acts: Constraint['acts'];
  readonly pairs = [];
  readonly concernsInitiator: boolean;
  readonly keys: readonly string[];
  private readonly spec: RecusalSpec;

  constructor(spec: RecusalSpec) {
    this.spec = spec;
    this.id = spec.id;
    this.basis = spec.basis;
    this.concernsInitiator = spec.initiator;
    this.acts = spec.sides.flatMap(({ references }) => references);
    this.keys = spec.sides.map(({ indexedUnder }) => indexedUnder);
  }

  violations(act: ActInQuestion, past: Past, view: OrganisationView): readonly Violation[] {
    if (!this.spec.sides.some((side) => side.selects(act))) return [];
    const concerned = this.concerned(act, past);
    if (concerned.length === 0) return [];
    const parties = partiesOf(act);
    const found: Violation[] = [];
    if (parties.some((party) => concerned.includes(party))) {
      found.push({ constraint: this, code: 'SELF_APPROVE', level: 'person', parameters: {} });
    }
    const whereabouts = past.whereabouts(view);
    for (const person of concerned) {
      if (!parties.some((party) => whereabouts.relativesOf(party, act.at).includes(person))) continue;
      const parameters = { x: nameIn(view, 'person', person, act.at) };
      found.push({ constraint: this, code: 'RECUSE_REQUIRED', level: 'person', parameters });
    }
    return found;
  }

  /** Each once. */
  private concerned(act: ActInQuestion, { initiator, named }: Past): readonly string[] {
    const { data, initiator: counts } = this.spec;
    const own = counts && initiator !== null && !act.isVoteInBody ? [initiator] : NOBODY;
    return data.length === 0 ? own : [...new Set([...data.flatMap((name) => named.get(name) ?? []), ...own])];
  }
}
