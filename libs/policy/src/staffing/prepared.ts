import { candidatesOf, NO_PINS, pinned, type Candidates, type Pins } from './candidates.js';
import { compileStaffing, type Compiled } from './compiled.js';
import { Derivation } from './derivation.js';
import type { Deadline } from './effort.js';
import { freeStepsOf, type FreeStep } from './free-steps.js';
import { groupsOf, kernelOf, sampleOf, type Groups } from './kernel.js';
import { searchPatterns } from './pattern.js';
import type { StaffingPlan, StaffingProblem } from './problem.js';
import { Repair } from './repair.js';
import { minimalReason, type ReasonGroups, type Refutation } from './reason.js';
import { Stated } from './search/counts.js';
import { Search } from './search/search.js';
import { Variables } from './search/variables.js';

export type Finding =
  /** Numbers of users, by step. */
  | { readonly kind: 'plan'; readonly users: Int32Array }
  | ({ readonly kind: 'refuted' } & Refutation)
  | { readonly kind: 'unknown' };

export interface Question {
  /** A plan that the answer should resemble, by which it is found sooner. */
  readonly near?: Int32Array | null;
  readonly pins?: Pins;
  /** What is asked of other candidates than those of the problem. */
  readonly change?: (candidates: Candidates) => Candidates;
  /** `any`: the constraints that the first refutation uses, of which fewer may suffice. */
  readonly reason?: 'minimal' | 'any';
  readonly groups?: ReasonGroups | undefined;
}
const same = (candidates: Candidates): Candidates => candidates;

/** Users of a sample for each step, as a multiple of the number of steps: enough that a plan is seldom missed. */
const SAMPLE = 2;
const SMALL = 1_000;
const PATTERN_NODES = 200;
/** Conflicts over a sample before the whole kernel is asked. */
const SAMPLE_CONFLICTS = 3_000;

/** A problem made ready for one question after the other: its kernel, and a sample of that. What no constraint names is set aside, and found without a search. */
export class PreparedProblem {
  readonly compiled: Compiled;
  readonly free: readonly FreeStep[];
  readonly variables: Variables;
  readonly repair: Repair;
  readonly stated: Stated;
  /** A few, among whom a plan is mostly found; that there is none among them says nothing. */
  readonly sample: Candidates;
  private readonly groups: Groups;
  private kernel: Candidates | null = null;

  constructor(problem: StaffingProblem) {
    this.compiled = compileStaffing(problem);
    this.free = freeStepsOf(problem);
    this.variables = new Variables(this.compiled.stepCount, this.compiled.teamCount);
    this.stated = new Stated(this.compiled.constraints, this.variables);
    this.groups = groupsOf(this.compiled);
    const sample = sampleOf(this.compiled, this.groups, SAMPLE * this.compiled.stepCount + 8);
    this.sample = candidatesOf(this.compiled, sample);
    this.repair = new Repair(this.compiled, sample);
  }

  /** All who matter. Built when it is asked for: a plan is mostly found among a few. */
  get whole(): Candidates {
    return (this.kernel ??= candidatesOf(this.compiled, kernelOf(this.compiled, this.groups)));
  }

  /** Whether so few matter that there is no need to begin with less. */
  get isSmall(): boolean {
    return this.groups.length < SMALL;
  }

  /** Who can do the steps that a constraint names. */
  find(
    deadline: Deadline,
    { near = null, pins = NO_PINS, change = same, reason = 'minimal', groups }: Question = {},
  ): Finding {
    const { compiled, variables } = this;
    const ready = (candidates: Candidates): Candidates =>
      change(pins.size === 0 ? candidates : pinned(compiled, candidates, pins));
    const first = ready(this.isSmall ? this.whole : this.sample);
    if (near === null) {
      const quick = searchPatterns(compiled, first, PATTERN_NODES);
      if (quick.kind === 'plan') return { kind: 'plan', users: usersOf(quick.people, first) };
    }
    const phases = phasesOf(near, variables);
    const { stated } = this;
    const { constraints } = compiled;
    if (!this.isSmall) {
      const search = new Search({
        variables,
        candidates: first,
        constraints,
        stated,
        derivation: new Derivation(),
        phases,
      });
      const outcome = search.run(deadline.upTo(SAMPLE_CONFLICTS));
      if (outcome.kind === 'plan') return { kind: 'plan', users: usersOf(outcome.people, first) };
    }
    const candidates = this.isSmall ? first : ready(this.whole);
    const derivation = new Derivation();
    const search = new Search({ variables, candidates, constraints, stated, derivation, phases });
    const outcome = search.run(deadline);
    if (outcome.kind === 'unknown') return outcome;
    if (outcome.kind === 'plan') return { kind: 'plan', users: usersOf(outcome.people, candidates) };
    if (reason === 'any') {
      const place = outcome.derivation;
      return { kind: 'refuted', reason: derivation.constraintsBehind(place), isMinimal: false, derivation, place };
    }
    const input = { variables, candidates, constraints, stated, derivation, phases };
    return { kind: 'refuted', ...minimalReason(input, outcome.derivation, search.lasting(), deadline, groups) };
  }

  /** Why constraints that cannot all hold cannot: as few of them as do. */
  reasonAmong(
    core: readonly number[],
    { near = null, pins = NO_PINS }: Question,
    deadline: Deadline,
  ): Refutation | null {
    const { compiled, variables, stated } = this;
    const { constraints } = compiled;
    const candidates = pinned(compiled, this.whole, pins);
    const derivation = new Derivation();
    const input = { variables, candidates, constraints, stated, derivation, phases: phasesOf(near, variables) };
    const search = new Search({ ...input, active: new Set(core) });
    const outcome = search.run(deadline);
    if (outcome.kind !== 'refuted') return null;
    return minimalReason(input, outcome.derivation, search.lasting(), deadline);
  }

  /**
   * Who does each step.
   * @param users by step that a constraint names
   * @param done by step of the problem, who has done it already
   */
  planOf(users: Int32Array, done: ReadonlyMap<string, string> = NOBODY): StaffingPlan {
    const { problem, original } = this.compiled;
    const doers: (string | null | undefined)[] = [];
    for (const { place, user } of this.free) doers[place] = user;
    for (const [step, user] of users.entries()) doers[original[step] as number] = problem.users[user];
    return new Map(problem.steps.map((step, place) => [step, done.get(step) ?? doers[place] ?? '']));
  }
}

const NOBODY: ReadonlyMap<string, string> = new Map();

function usersOf(people: Int32Array, { users }: Candidates): Int32Array {
  return people.map((place) => users[place] as number);
}

/** What to try first: different people, but where the plan has one person. */
function phasesOf(near: Int32Array | null, variables: Variables): Uint8Array {
  const phases = new Uint8Array(variables.count);
  prefer(near, variables, phases);
  return phases;
}

export function prefer(near: Int32Array | null, variables: Variables, phases: Uint8Array): void {
  // A team is chosen rather than not.
  phases.fill(1, variables.pairCount);
  if (near === null) return;
  for (let pair = 0; pair < variables.pairCount; pair++) {
    phases[pair] = near[variables.low[pair] as number] === near[variables.high[pair] as number] ? 1 : 0;
  }
}
