import type { Basis, SeparationLevel } from '../model/index.js';
import type { OrganisationView } from '../ports/index.js';
import { pairsAmong, type Constraint, type Violation } from './constraint.js';
import { meet, partiesOf, type ActInQuestion, type PastAct } from './deed.js';
import { namesIn, namesOf } from './names.js';
import type { Past } from './past.js';
import type { Side } from './side.js';

export interface BindingSpec {
  readonly id: string;
  readonly basis: readonly Basis[];
  readonly extent: string;
  readonly levels: ReadonlySet<SeparationLevel>;
  readonly sides: readonly Side[];
}

/**
 * Whoever did one does the others, or somebody of the same department; where one alone is named, whoever did it in another matter under the record does it
 * again. A hand-over passes the duty on; what was voided since binds nobody.
 * Where several did one, each of them may go on.
 */
export class Binding implements Constraint {
  readonly kind = 'binding';
  readonly id: string;
  readonly basis: readonly Basis[];
  readonly extent: string;
  readonly levels: ReadonlySet<SeparationLevel>;
  readonly count = null;
  readonly acts: Constraint['acts'];
  readonly pairs: Constraint['pairs'];
  readonly keys: readonly string[];
  private readonly sides: readonly Side[];

  constructor({ id, basis, extent, levels, sides }: BindingSpec) {
    this.id = id;
    this.basis = basis;
    this.extent = extent;
    this.levels = levels;
    this.sides = sides;
    this.acts = sides.flatMap(({ references }) => references);
    this.pairs = pairsAmong(this.acts);
    this.keys = sides.map(({ indexedUnder }) => indexedUnder);
  }

  violations(act: ActInQuestion, past: Past, view: OrganisationView): readonly Violation[] {
    if (act.isAdvice === true || !this.sides.some((side) => side.selects(act))) return [];
    return this.sides
      .filter((side) => this.sides.length === 1 || !side.selects(act))
      .flatMap((side) => [...this.against(past.standing(side, this.extent), act, past, view)]);
  }

  private *against(
    done: readonly PastAct[],
    act: ActInQuestion,
    past: Past,
    view: OrganisationView,
  ): Generator<Violation> {
    const last = done.at(-1);
    if (last === undefined) return;
    const bound = this.afterReleases(done.flatMap(partiesOf), past);
    const parties = partiesOf(act);
    const isBound = parties.some((party) => bound.persons.has(party));
    const names = namesOf(last, act);
    const say = (level: SeparationLevel, name: string): Violation => ({
      constraint: this,
      ...{ code: 'BINDING_REQUIRED', level, parameters: { ...names, name } },
    });
    if (this.levels.has('person') && !isBound) yield say('person', namesIn(view, 'person', bound.persons, act.at));
    if (!this.levels.has('department') || parties.some((party) => bound.successors.has(party))) return;
    const whereabouts = past.whereabouts(view);
    const departments = [...new Set(done.flatMap((each) => whereabouts.departmentsOf(each)))];
    if (meet(whereabouts.departmentsOf(act), departments) !== undefined) return;
    const name =
      departments.length === 0
        ? namesIn(view, 'person', bound.persons, act.at)
        : `${namesIn(view, 'department', departments, act.at)}人员`;
    yield say('department', name);
  }

  /** Who is bound once every hand-over was followed, and who of them came in by one. */
  private afterReleases(performers: readonly string[], { releases }: Past) {
    const persons = new Set(performers);
    const successors = new Set<string>();
    for (const { constraint, from, to } of releases) {
      if (constraint !== this.id || !persons.delete(from)) continue;
      successors.delete(from);
      persons.add(to);
      successors.add(to);
    }
    return { persons, successors };
  }
}
