import type { Capacity, OrganisationView, Reason, Unworded } from '../ports/index.js';
import { wordBlock } from '../texts/index.js';
import { whoCan } from './candidates.js';
import type { Constraint, Violation } from './constraint.js';
import type { ActInQuestion, Deed } from './deed.js';
import type { Past } from './past.js';
import { toldRule } from './rule.js';
import { keysOf } from './side.js';

/** Constraints, found by the acts they speak about. Made once when a process is read; asked at every act. */
export class ConstraintSet {
  private readonly byKey = new Map<string, Constraint[]>();

  /** Kinds of records that any of them asks about. */
  readonly extents: ReadonlySet<string>;

  constructor(
    readonly constraints: readonly Constraint[],
    /** All of them are about every act that is asked about. */
    private readonly isNarrow = false,
  ) {
    this.extents = new Set(constraints.map(({ extent }) => extent).filter((extent) => extent !== 'instance'));
    if (isNarrow) return;
    for (const constraint of constraints) {
      for (const key of new Set(constraint.keys)) {
        const known = this.byKey.get(key);
        if (known === undefined) this.byKey.set(key, [constraint]);
        else known.push(constraint);
      }
    }
  }

  /** Those about this act alone, whoever does it; most acts have few or none. To be kept, and asked only about it. */
  narrowedTo(act: Deed): ConstraintSet {
    return new ConstraintSet(this.about(act), true);
  }

  /** Whether any asks about the act over everything done under a record of that kind. */
  reaches(act: Deed, kind: string): boolean {
    if (!this.extents.has(kind)) return false;
    for (const { extent } of this.about(act)) if (extent === kind) return true;
    return false;
  }

  /** Everything against the act: first recusal, then persons, departments and leaders, then the chief's lines (domain reference §6.2). */
  violations(act: ActInQuestion, past: Past, view: OrganisationView): readonly Violation[] {
    const found: Violation[] = [];
    for (const constraint of this.about(act)) {
      for (const violation of constraint.violations(act, past, view)) found.push(violation);
    }
    if (found.length < 2) return found;
    // Nobody leads the chief: to put a leader on record would help nobody whom the line is closed to.
    const isChief = found.some(({ code }) => code === 'CHIEF_RESTRICTED');
    const fitting = isChief ? found.filter(({ code }) => code !== 'LEADER_UNKNOWN') : found;
    return fitting.sort((one, other) => rankOf(one) - rankOf(other));
  }

  /** The same as the person will read it, with who can act instead. None: the act may be done. */
  grounds(
    act: ActInQuestion,
    past: Past,
    view: OrganisationView,
    isExcused: (violation: Violation) => boolean = () => false,
  ): readonly Unworded[] {
    const violations = this.violations(act, past, view).filter((violation) => !isExcused(violation));
    if (violations.length === 0) return NOTHING;
    const fits = (candidate: Capacity): boolean =>
      !past.recused.includes(candidate.person) && this.isFree(asDoneBy(candidate, act), past, view);
    let found: string | undefined;
    const posts = (): string => (found ??= whoCan(act.offers, view, act.at, fits));
    return violations.map((violation) => ({ code: violation.code, word: () => wordOf(violation, posts()) }));
  }

  /** Whether nothing is against the act. */
  isFree(act: ActInQuestion, past: Past, view: OrganisationView): boolean {
    for (const constraint of this.about(act)) if (constraint.violations(act, past, view).length > 0) return false;
    return true;
  }

  private about(act: Deed): readonly Constraint[] {
    if (this.isNarrow) return this.constraints;
    const found = new Set<Constraint>();
    for (const key of keysOf(act)) for (const constraint of this.byKey.get(key) ?? []) found.add(constraint);
    return [...found];
  }
}

const NOTHING: readonly Unworded[] = [];
const NOBODY: readonly string[] = [];

const LEVELS = ['person', 'department', 'leader'] as const;
function rankOf({ constraint, level }: Violation): number {
  if (constraint.kind === 'recusal') return 0;
  return constraint.kind === 'chief' ? LEVELS.length + 1 : 1 + LEVELS.indexOf(level);
}

function asDoneBy({ person, post, department }: Capacity, act: ActInQuestion): ActInQuestion {
  // The act has all of these fields already: the guard makes it field by field.
  return {
    ...act,
    person,
    onBehalfOf: NOBODY,
    alsoFor: undefined,
    post: post ?? undefined,
    department: department ?? undefined,
  };
}

/** Who can act instead is called `name` in the one text that speaks of a leader. */
function wordOf({ code, parameters, constraint, level, basis = constraint.basis }: Violation, posts: string): Reason {
  const filled = {
    ...(code === 'CHIEF_RESTRICTED' ? { name: posts } : { posts }),
    ...parameters,
    ...{ level, ...toldRule({ id: constraint.id, basis }) },
  };
  return { code, message: wordBlock(code, filled, 'zh'), parameters: filled };
}
