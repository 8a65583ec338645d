import type { Pins } from './candidates.js';
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

  /** Plans that were found for questions since something was last done. */
  private readonly repaired = new Map<string, Int32Array>();

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
    const { witness, prepared } = this;
    if (stepNumber === null) return this.askFree(step, user, budget);
    if (this.isLost()) return NOBODY;
    if (witness?.[stepNumber] === userNumber) return { status: 'possible', plan: this.planOf(witness) };
    if (!this.isAuthorised(step, user)) return NOBODY;
    const pins = new Map(this.done).set(stepNumber, userNumber);
    if (witness !== null) {
      const quick = this.quickly(witness, stepNumber, pins);
      if (quick !== null) return quick;
    }
    const found = prepared.find(new Deadline(budget), { near: witness, pins });
    if (found.kind === 'plan') this.repaired.set(`${stepNumber} ${userNumber}`, found.users);
    return this.told(found);
  }

  /** Notes that a step was done. */
  did(step: string, user: string): void {
    const [stepNumber, userNumber] = this.numbers(step, user);
    if (stepNumber === null) {
      this.freeDone.set(step, user);
      return;
    }
    this.done.set(stepNumber, userNumber);
    if (this.witness?.[stepNumber] !== userNumber)
      this.witness = this.repaired.get(`${stepNumber} ${userNumber}`) ?? null;
    this.repaired.clear();
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
    this.repaired.clear();
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
    if (users === null) return null;
    this.repaired.set(`${step} ${user}`, users);
    return this.told({ kind: 'plan', users });
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
