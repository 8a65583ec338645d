import type { Pins } from './candidates.js';
import { KeptSearch, type KeptFinding } from './kept-search.js';
import { Deadline, type StaffingBudget } from './effort.js';
import { PreparedProblem, type Finding } from './prepared.js';
import type { StaffingPlan, StaffingProblem } from './problem.js';

export type CompletionAnswer =
  | { readonly status: 'possible'; readonly plan: StaffingPlan }
  | {
      readonly status: 'impossible';
      /** Indexes of constraints; none when the authorisations alone suffice. */
      readonly reason: readonly number[];
      readonly isMinimal: boolean;
    }
  | { readonly status: 'unknown' };

/** Plans that are kept. */
const MAX_PLANS = 64;
/** Conflicts over a few people before all are asked about. */
const FEW_CONFLICTS = 3_000;
/** Nobody may do one of the steps, or whoever is asked about may not. */
const NOBODY: CompletionAnswer = { status: 'impossible', reason: [], isMinimal: true };

/**
 * One matter under way: "when U does S, can what is left still be done?" Keeps a plan that goes on from what has been done; while people do what it says,
 * answers cost nothing. To be built anew when organisation or process change. What has been done holds, whoever was authorised.
 */
export class Completion {
  private readonly prepared: PreparedProblem;
  /** Steps that no constraint names. */
  private readonly free: ReadonlySet<string>;
  /** By step that a constraint names, the number of a user. */
  private readonly done = new Map<number, number>();
  /** Of the other steps, who did them. */
  private readonly freeDone = new Map<string, string>();
  /** By step that a constraint names, the number of a user; null while none is known. */
  private witness: Int32Array | null = null;

  /** Plans that go on from what was done, the latest first. */
  private plans: Int32Array[] = [];
  /** Among a few, where there are many; then among all who matter. */
  private searches: { few: KeptSearch | null; all: KeptSearch | null } = { few: null, all: null };

  constructor(problem: StaffingProblem) {
    this.prepared = new PreparedProblem(problem);
    this.free = new Set(this.prepared.free.map(({ step }) => step));
  }

  /** Who would do the rest, as far as a plan is known. */
  get plan(): StaffingPlan | null {
    return this.witness === null || this.isLost() ? null : this.planOf(this.witness);
  }

  /** Whether no constraint names the step: whoever may do it by themselves can, if the others can be done. */
  isFree(step: string): boolean {
    return this.free.has(step);
  }

  /** Whether everything can still be done; everything but the step `apart`, where one is named. */
  check(budget: StaffingBudget, apart?: string): CompletionAnswer {
    if (this.isLost(apart)) return NOBODY;
    if (this.witness !== null) return { status: 'possible', plan: this.planOf(this.witness) };
    const found = this.prepared.find(new Deadline(budget), { pins: this.done });
    if (found.kind === 'plan') this.witness = found.users;
    return this.told(found);
  }

  /** Whether everything can still be done when that user does that step. Changes nothing but what is remembered. */
  ask(step: string, user: string, budget: StaffingBudget): CompletionAnswer {
    const [stepNumber, userNumber] = this.numbers(step, user);
    const { witness } = this;
    if (stepNumber === null) return this.askFree(step, user, budget);
    if (this.isLost()) return NOBODY;
    const known = this.planWith(stepNumber, userNumber);
    if (known !== null) return { status: 'possible', plan: this.planOf(known) };
    if (this.done.get(stepNumber) !== userNumber && !this.isAuthorised(step, user)) return NOBODY;
    const pins = new Map(this.done).set(stepNumber, userNumber);
    if (witness !== null) {
      const quick = this.quickly(witness, stepNumber, pins);
      if (quick !== null) return quick;
    }
    return this.search(stepNumber, userNumber, pins, new Deadline(budget));
  }

  /** Notes that a step was done. */
  did(step: string, user: string): void {
    const [stepNumber, userNumber] = this.numbers(step, user);
    if (stepNumber === null) {
      this.freeDone.set(step, user);
      return;
    }
    this.done.set(stepNumber, userNumber);
    this.plans = this.plans.filter((plan) => plan[stepNumber] === userNumber);
    if (this.witness?.[stepNumber] !== userNumber) this.witness = this.plans[0] ?? null;
    this.searches.few?.did(stepNumber, userNumber, this.done);
    this.searches.all?.did(stepNumber, userNumber, this.done);
  }

  /** Notes that a step no longer counts as done. */
  undid(step: string): void {
    const [stepNumber] = this.numbers(step);
    if (stepNumber === null) {
      this.freeDone.delete(step);
      return;
    }
    const { users } = this.prepared.compiled.problem;
    const planned = users[this.witness?.[stepNumber] ?? -1];
    // It held because it was done; as a plan it needs somebody authorised.
    if (planned === undefined || !this.isAuthorised(step, planned)) this.witness = null;
    this.done.delete(stepNumber);
    this.plans = [];
    this.searches = { few: null, all: null };
  }

  /** A step that no constraint names stands in nobody's way: only the others are to be asked about. */
  private askFree(step: string, user: string, budget: StaffingBudget): CompletionAnswer {
    if (this.freeDone.get(step) !== user && !this.isAuthorised(step, user)) return NOBODY;
    const answer = this.check(budget, step);
    return answer.status === 'possible' ? { ...answer, plan: new Map(answer.plan).set(step, user) } : answer;
  }

  /** Whether nobody may do a step that is left. */
  private isLost(asked?: string): boolean {
    return this.prepared.free.some(({ user, step }) => user === null && step !== asked && !this.freeDone.has(step));
  }

  /** What needs no search: a constraint that those who did its steps break whatever comes, or a plan with a few steps changed. */
  private quickly(witness: Int32Array, step: number, pins: Pins): CompletionAnswer | null {
    const { repair } = this.prepared;
    const alone = witness.map((_, each) => pins.get(each) ?? -1);
    const [broken] = repair.brokenAt(step, alone);
    if (broken !== undefined) return { status: 'impossible', reason: [broken], isMinimal: true };
    const user = pins.get(step) as number;
    const changed = witness.slice();
    changed[step] = user;
    const users = repair.run(changed, step, (each) => pins.has(each));
    return users === null ? null : this.toldPlan(users);
  }

  private search(step: number, user: number, pins: Pins, deadline: Deadline): CompletionAnswer {
    const { prepared, done, witness } = this;
    // Work that is done anew: what was done before no longer counts.
    if (done.has(step)) return this.told(prepared.find(deadline, { near: witness, pins }));
    let found: KeptFinding = { kind: 'unknown' };
    if (!prepared.isSmall) {
      const few = (this.searches.few ??= new KeptSearch(prepared, prepared.sample, new Map(done)));
      found = few.ask(step, user, witness, deadline.upTo(FEW_CONFLICTS));
    }
    if (found.kind !== 'plan') {
      const all = (this.searches.all ??= new KeptSearch(prepared, prepared.whole, new Map(done)));
      found = all.ask(step, user, witness, deadline);
    }
    if (found.kind === 'plan') return this.toldPlan(found.users);
    if (found.kind === 'unknown') return { status: 'unknown' };
    const least = prepared.reasonAmong(found.core, { near: witness, pins }, deadline);
    return { status: 'impossible', reason: least?.reason ?? found.core, isMinimal: least?.isMinimal ?? false };
  }

  /** A plan that is known, in which that user does that step. */
  private planWith(step: number, user: number): Int32Array | null {
    if (this.witness?.[step] === user) return this.witness;
    return this.plans.find((plan) => plan[step] === user) ?? null;
  }

  private toldPlan(users: Int32Array): CompletionAnswer {
    this.plans = [users, ...this.plans].slice(0, MAX_PLANS);
    return { status: 'possible', plan: this.planOf(users) };
  }

  private told(found: Finding): CompletionAnswer {
    if (found.kind === 'unknown') return { status: 'unknown' };
    if (found.kind === 'refuted') return { status: 'impossible', reason: found.reason, isMinimal: found.isMinimal };
    return { status: 'possible', plan: this.planOf(found.users) };
  }

  private planOf(users: Int32Array): StaffingPlan {
    return this.prepared.planOf(users, this.freeDone);
  }

  private isAuthorised(step: string, user: string): boolean {
    return this.prepared.compiled.problem.authorisations.get(user)?.includes(step) ?? true;
  }

  private numbers(step: string, user?: string): [step: number | null, user: number] {
    const { stepNumbers, userNumbers } = this.prepared.compiled;
    const stepNumber = stepNumbers.get(step) ?? (this.free.has(step) ? null : undefined);
    const userNumber = user === undefined ? -1 : userNumbers.get(user);
    if (stepNumber === undefined) throw new RangeError(`there is no step ${step}`);
    if (userNumber === undefined) throw new RangeError(`there is no user ${String(user)}`);
    return [stepNumber, userNumber];
  }
}
