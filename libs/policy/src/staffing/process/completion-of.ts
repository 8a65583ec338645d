import type { GraphNode } from '@quanheng/engine';
import { Completion } from '../completion.js';
import type { StaffingBudget } from '../effort.js';
import { Candidates, type Candidate, type Staff } from './candidates.js';
import { demandsOf } from './demands.js';
import { nodesBehind } from './nodes-behind.js';
import type { Origin } from './problem-draft.js';
import { isCertain, problemOf, type DerivedProblem } from './problem-of.js';
import { everythingAtOnce, waysFrom, type Copy, type Way } from './ways.js';
import { workStepsOf, type WorkStep } from './work-steps.js';

/** A matter under way, as far as people are concerned. */
export interface MatterUnderWay {
  readonly process: GraphNode;
  /** What waits now, at whatever depth. */
  readonly open: readonly GraphNode[];
  /** In the order in which it was done; what was done several times is there several times. */
  readonly done: readonly DoneStep[];
  /** null: it was not started by a person. */
  readonly initiator: string | null;
  /** Who will be asked about: they are looked at even where there are too many to look at everybody. */
  readonly asked: readonly string[];
}
export interface DoneStep extends Candidate {
  readonly activity: string;
  readonly act: string;
}

export type Outlook =
  | { readonly status: 'possible' }
  /** What is left cannot all be done then; `steps` are those of it that the reason is about. */
  | { readonly status: 'impossible'; readonly reason: readonly Origin[]; readonly steps: readonly WorkStep[] }
  | { readonly status: 'unknown' };

/**
 * "When this person does this step, can what is left still be done?" To be made when a matter has moved or the organisation changed, and kept for the questions until then.
 */
export class MatterOutlook {
  private readonly together: Asked | null;
  private readonly past: readonly Copy[];
  private readonly left: readonly WorkStep[];
  private readonly staff: Staff;
  /** undefined: not looked at yet; null: there are too many ways or steps. */
  private apart: Asked | null | undefined;

  constructor(
    private readonly matter: MatterUnderWay,
    everybody: Staff,
  ) {
    const { process, open, done, initiator } = matter;
    this.staff = initiator === null ? everybody : { ...everybody, initiator };
    const all = workStepsOf(process, everybody.model);
    const behind = nodesBehind(open);
    this.left = all.filter(({ activity }) => behind.has(activity));
    this.past = doneCopies(done, all);
    this.together = askedOf([[...this.past, ...everythingAtOnce(this.left)]], this.staff, matter.asked);
  }

  ask(step: StepAsked, person: string, budget: StaffingBudget): Outlook {
    if (this.together === null) return { status: 'unknown' };
    const first = answer(this.together, step, person, budget);
    if (first.status !== 'impossible') return first;
    this.apart ??= this.byWays();
    return this.apart === null ? { status: 'unknown' } : answer(this.apart, step, person, budget);
  }

  /** Who may do the step by themselves; some of them, where they are very many. */
  whoMayDo({ activity, act }: StepAsked): readonly Candidate[] {
    const step = this.left.find((each) => each.activity === activity && each.act === act);
    return step === undefined ? [] : new Candidates(this.staff).of(step).all;
  }

  /** null: what is open inside a sub-process leads out of it, which is not followed; or there are too many ways. */
  private byWays(): Asked | null {
    const { process, open } = this.matter;
    const ways = open.every(({ parent }) => parent === process) ? waysFrom(open, this.left) : null;
    if (ways === null) return null;
    const whole = ways.map((way) => [...this.past, ...way]);
    return askedOf(whole, this.staff, this.matter.asked);
  }
}

type StepAsked = Pick<WorkStep, 'activity' | 'act'>;

interface Asked {
  readonly derived: DerivedProblem;
  readonly completion: Completion;
}

function askedOf(ways: readonly Way[], staff: Staff, asked: readonly string[]): Asked | null {
  const derived = problemOf(demandsOf(ways, staff), staff, asked);
  return derived === null ? null : { derived, completion: new Completion(derived.problem) };
}

/** Everybody who did a step is a copy of it: what they did counts against each of them, and the last one is who goes on. */
function doneCopies(done: readonly DoneStep[], steps: readonly WorkStep[]): readonly Copy[] {
  const byStep = new Map<string, Map<string, Copy>>();
  for (const { activity, act, ...doer } of done) {
    const id = `${activity}#${act}`;
    const step = steps.find((each) => each.activity === activity && each.act === act);
    const copies = byStep.get(id) ?? new Map<string, Copy>();
    byStep.set(id, copies);
    copies.delete(doer.person);
    const drawn = step ?? { id, activity, act, name: activity, assigns: [] };
    copies.set(doer.person, { id: `${id}!${doer.person}`, step: drawn, doer });
  }
  return [...byStep.values()].flatMap((copies) => {
    const [last, ...before] = [...copies.values()].reverse();
    return last === undefined ? [] : [last, ...before.map((copy) => ({ ...copy, isSuperseded: true }))];
  });
}

function copyOf({ derived }: Asked, { activity, act }: StepAsked): Copy | undefined {
  return [...derived.copies.values()].find(
    ({ step, doer }) => doer === undefined && step.activity === activity && step.act === act,
  );
}

function answer(asked: Asked, step: StepAsked, person: string, budget: StaffingBudget): Outlook {
  const { derived, completion } = asked;
  const copy = copyOf(asked, step);
  if (copy === undefined || !derived.candidates.mayBeDoneBy(copy.step, person)) return { status: 'unknown' };
  const isFree = completion.isFree(copy.id);
  if (!isFree && !derived.problem.users.includes(person)) return { status: 'unknown' };
  // Of a step that stands in nobody's way not everybody is part of the problem.
  const found = isFree ? completion.check(budget, copy.id) : completion.ask(copy.id, person, budget);
  if (found.status !== 'impossible') return { status: found.status };
  if (!isCertain(derived, found.reason, copy.id)) return { status: 'unknown' };
  const reason = [...new Set(found.reason.flatMap((index) => derived.origins[index] ?? []))];
  const steps = reason.length === 0 ? derived.nobodys : reason.flatMap((origin) => origin.steps);
  const done = new Set(
    [...derived.copies.values()].filter(({ doer }) => doer !== undefined).map(({ step: each }) => each),
  );
  return { status: 'impossible', reason, steps: [...new Set(steps)].filter((each) => !done.has(each)) };
}
