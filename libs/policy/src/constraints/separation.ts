import type { Basis, SeparationLevel } from '../model/index.js';
import type { OrganisationView } from '../ports/index.js';
import type { Constraint, Violation } from './constraint.js';
import { meet, sharePerson, type ActInQuestion, type Deed } from './deed.js';
import { nameIn, namesOf } from './names.js';
import type { Past } from './past.js';
import { PHASES, type Side } from './side.js';
import { VACANT, type Whereabouts } from './whereabouts.js';

export interface SeparationSpec {
  readonly kind: 'separation' | 'phase';
  readonly id: string;
  readonly basis: readonly Basis[];
  readonly extent: string;
  readonly levels: ReadonlySet<SeparationLevel>;
  readonly against: readonly (readonly [Side, Side])[];
}

/** Says it once for each act that stands in the way; names are looked up when it is read. */
type Say = (
  code: Violation['code'],
  level: SeparationLevel,
  other: Deed,
  parameters: () => Readonly<Record<string, string>>,
) => void;

/** Whoever did one side does not do the other: at each level by itself, none of which implies another. */
export class Separation implements Constraint {
  readonly kind: SeparationSpec['kind'];
  readonly id: string;
  readonly basis: readonly Basis[];
  readonly extent: string;
  readonly levels: ReadonlySet<SeparationLevel>;
  readonly count = null;
  readonly acts: Constraint['acts'];
  readonly pairs: Constraint['pairs'];
  readonly keys: readonly string[];
  private readonly against: SeparationSpec['against'];

  constructor({ kind, id, basis, extent, levels, against }: SeparationSpec) {
    this.kind = kind;
    this.id = id;
    this.basis = basis;
    this.extent = extent;
    this.levels = levels;
    this.against = against;
    const sides = [...new Map(against.flat().map((side) => [side.key, side])).values()];
    this.acts = sides.flatMap(({ references }) => references);
    this.pairs = against.flatMap(([one, other]) =>
      one.references.flatMap((a) => other.references.map((b) => [a, b] as const)),
    );
    this.keys = sides.map(({ indexedUnder }) => indexedUnder);
  }

  /** One for each level and each act that stands in the way. An act that is both sides at once stands in its own. */
  violations(act: ActInQuestion, past: Past, view: OrganisationView): readonly Violation[] {
    const found: Violation[] = [];
    const told: string[] = [];
    const say: Say = (code, level, other, parameters) => {
      const key = `${code} ${other.process}/${other.activity}#${other.act}`;
      if (told.includes(key)) return;
      told.push(key);
      const said = {
        constraint: this,
        code,
        level,
        get parameters() {
          return parameters();
        },
      };
      found.push(said as Violation);
    };
    const whereabouts = past.whereabouts(view);
    for (const [one, other] of this.against) {
      const isOne = one.selects(act);
      const isOther = other.selects(act);
      if (isOne) for (const each of past.under(other, this.extent)) this.compare(each, act, whereabouts, say);
      if (isOther) for (const each of past.under(one, this.extent)) this.compare(each, act, whereabouts, say);
      if (isOne && isOther) this.compare(act, act, whereabouts, say);
    }
    return found;
  }

  /** Runs over the whole past. */
  private compare(past: Deed, act: Deed, whereabouts: Whereabouts, say: Say): void {
    if (this.levels.has('person') && sharePerson(act, past)) {
      if (this.kind === 'separation') say('SOD_SAME_PERSON', 'person', past, () => namesOf(past, act));
      else say('PHASE_CONFLICT', 'person', past, () => phaseAnd(past, act));
    }
    if (this.levels.has('department')) {
      const dept = meet(whereabouts.departmentsOf(act), whereabouts.departmentsOf(past));
      if (dept !== undefined) {
        say('SOD_SAME_DEPT', 'department', past, () => ({
          ...namesOf(past, act),
          dept: departmentOf(dept, act, whereabouts),
        }));
      }
    }
    if (!this.levels.has('leader')) return;
    const now = whereabouts.linesOf(act);
    const then = whereabouts.linesOf(past);
    const leader = meet(now.leaders, then.leaders);
    const unled = now.unled ?? then.unled;
    if (leader !== undefined) {
      say('SOD_SAME_LEADER', 'leader', past, () => ({
        ...namesOf(past, act),
        leader: leaderOf(leader, act, whereabouts),
      }));
    } else if (unled !== null) {
      say('LEADER_UNKNOWN', 'leader', past, () => ({
        ...namesOf(past, act),
        dept: departmentOf(unled, act, whereabouts),
      }));
    }
  }
}

function phaseAnd(past: Deed, act: Deed): { readonly phase: string; readonly b: string } {
  return { phase: PHASES[past.phase ?? 'decide'], b: namesOf(past, act).b };
}

function departmentOf(id: string, { at }: Deed, { view }: Whereabouts): string {
  return nameIn(view, 'department', id, at);
}

function leaderOf(id: string, { at }: Deed, { view }: Whereabouts): string {
  return id.startsWith(VACANT) ? nameIn(view, 'post', id.slice(VACANT.length), at) : nameIn(view, 'person', id, at);
}
