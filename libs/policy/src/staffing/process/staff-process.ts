import type { GraphNode } from '@quanheng/engine';
import { Past, type PastAct } from '../../constraints/index.js';
import { Deadline, type StaffingBudget } from '../effort.js';
import type { StaffingPlan } from '../problem.js';
import { indispensable } from '../resilience.js';
import { solveStaffing, type StaffingAnswer } from '../solve.js';
import { Candidates, INITIATOR, type Candidate, type Staff } from './candidates.js';
import { DemandsByRule, demandsOf, type Demand } from './demands.js';
import { departmentOf, lineOf } from './places.js';
import type { Origin } from './problem-draft.js';
import { isCertain, problemOf, type DerivedProblem } from './problem-of.js';
import { everythingAtOnce, runsOf, waysThrough, type Copy } from './ways.js';
import { workStepsOf, type WorkStep } from './work-steps.js';

/** Who does a step, and as what. */
export interface Doer extends Candidate {
  readonly step: WorkStep;
  /** Name of the copy of the step: with the choices before it, where they matter. */
  readonly copy: string;
}

export type ProcessStaffing =
  | {
      readonly status: 'satisfiable';
      readonly plan: readonly Doer[];
      readonly initiator: string | null;
      readonly solved: Solved & { readonly plan: StaffingPlan };
    }
  | {
      readonly status: 'unsatisfiable';
      /** What cannot all hold: constraints, and to whom work is given. Empty: one of `steps` can be done by nobody at all. */
      readonly reason: readonly Origin[];
      /** Steps that the reason is about, or that nobody may do. */
      readonly steps: readonly WorkStep[];
    }
  /**
   * `budget`: time ended; `ways`: too many ways through the process; `size`: too many steps under constraints, or too many people to look at them all; `plan`: what was found
   * breaks a constraint that is no part of the problem.
   */
  | { readonly status: 'unknown'; readonly because: 'budget' | 'ways' | 'size' | 'plan' };

/**
 * Can the people of the organisation do this process, whatever way it takes? First as if all steps came in one run; only if that cannot be, by each way, what
 * comes before a choice being done by the same people on both sides of it. Where those are too many to be told apart, each constraint is asked of the runs as far as it tells them
 * apart: a plan of that is one for every way, and that there is none says nothing. Steps of a loop are done by the same people each time: doing a step again counts against nobody.
 *
 * No part of the problem: acts of single members of a body, persons that data name, and delegations, since who delegates could do it too. A plan is tried on
 * the constraints themselves before it is told.
 */
export function staffProcess(process: GraphNode, staff: Staff, budget: StaffingBudget): ProcessStaffing {
  const found = solve(process, staff, budget);
  if (typeof found === 'string') return { status: 'unknown', because: found };
  const { answer, derived, demands } = found;
  if (answer.status === 'unknown') return { status: 'unknown', because: 'budget' };
  if (answer.status === 'unsatisfiable') {
    const isOpen = staff.initiator === undefined && staff.isHopeful === undefined && dependsOnStarter(process, staff);
    return isOpen ? staffProcess(process, { ...staff, isHopeful: true }, budget) : refuted(answer, derived);
  }
  const plan = doersOf(answer.plan, derived);
  const initiator = answer.plan.get(INITIATOR) ?? null;
  if (!demands.every((demand) => holds(demand, plan, initiator, staff))) return { status: 'unknown', because: 'plan' };
  return { status: 'satisfiable', plan, initiator, solved: { ...found, plan: answer.plan } };
}

/** Somebody without whom a process cannot be done. */
export interface IndispensablePerson {
  readonly person: string;
  /** Steps that nobody else can do in any plan; none where they are needed for one of several. */
  readonly steps: readonly WorkStep[];
  /** Posts as which they do them. */
  readonly posts: readonly string[];
}

/**
 * Whom a process that can be done cannot do without, delegations aside; null: that is not known. Where its ways are too many to be told apart, only those who alone
 * may do a step.
 */
export function indispensableIn(
  { solved: { derived, plan, isStrict } }: Extract<ProcessStaffing, { status: 'satisfiable' }>,
  budget: StaffingBudget,
): readonly IndispensablePerson[] | null {
  const { problem, copies, found } = derived;
  const resilience = indispensable(problem, budget, {
    plan,
    among: new Set([...found.values()].flatMap((all) => all.map(({ person }) => person))),
    reason: 'any',
    isCertain: (reason) => isCertain(derived, reason) && (!isStrict || reason.length === 0),
  });
  if (resilience.status !== 'known') return null;
  return resilience.indispensable.map(({ user, steps }) => {
    const own = steps.flatMap((step) => (found.get(step) ?? []).filter(({ person }) => person === user));
    return {
      person: user,
      steps: distinct(steps.flatMap((step) => copies.get(step)?.step ?? [])),
      posts: distinct(own.flatMap(({ post }) => post ?? [])),
    };
  });
}

/** Whether some work is given only where certain people started the matter. */
function dependsOnStarter(process: GraphNode, { model }: Staff): boolean {
  return workStepsOf(process, model).some(({ assigns }) => assigns.some(({ startedBy }) => startedBy !== undefined));
}

interface Solved {
  readonly answer: StaffingAnswer;
  readonly derived: DerivedProblem;
  readonly demands: readonly Demand[];
  /** More may have been demanded than any run needs: that it cannot all hold says nothing. */
  readonly isStrict: boolean;
}

function solve(process: GraphNode, staff: Staff, budget: StaffingBudget): Solved | 'ways' | 'size' {
  const steps = workStepsOf(process, staff.model);
  const together = solved(demandsOf([everythingAtOnce(steps)], staff), staff, budget);
  if (together === null) return 'size';
  if (together.answer.status !== 'unsatisfiable' || isOfOneRun(together, process, budget)) return together;
  const ways = waysThrough(process, steps);
  const apart = ways === null ? null : solved(demandsOf(ways, staff), staff, budget);
  if (apart !== null) return apart;
  return solvedByRule(process, staff, budget, together) ?? (ways === null ? 'ways' : 'size');
}

/** Tells runs apart for one constraint after the other, as long as it is among those that cannot all hold; null: that does not help. */
function solvedByRule(process: GraphNode, staff: Staff, budget: StaffingBudget, together: Solved): Solved | null {
  const demands = new DemandsByRule(process, staff);
  const deadline = new Deadline(budget);
  for (let found = together; found.answer.status === 'unsatisfiable' && !deadline.isOver;) {
    const { origins } = found.derived;
    const rules = found.answer.reason.flatMap((index) => {
      const origin = origins[index];
      return origin?.kind === 'constraint' ? [origin.constraint] : [];
    });
    if (rules.filter((rule) => demands.tellApart(rule)).length === 0) {
      return isOfOneRun(found, process, budget) ? found : null;
    }
    const next = solved(demands.all, staff, budget);
    if (next === null) return null;
    if (next.answer.status === 'satisfiable') return { ...next, isStrict: true };
    found = next;
  }
  return null;
}

/**
 * Whether one run does all the steps that the reason is about: then that run cannot be done, whatever is told apart. Of what a rule says of many pairs of steps only those
 * count that cannot hold.
 */
function isOfOneRun({ answer, derived, demands }: Solved, process: GraphNode, budget: StaffingBudget): boolean {
  if (answer.status !== 'unsatisfiable') return false;
  const { problem, origins, nobodys } = derived;
  const against = answer.reason.flatMap((index) => problem.constraints[index] ?? []);
  const alone = solveStaffing({ ...problem, constraints: against }, budget);
  if (alone.status !== 'unsatisfiable') return false;
  const said = alone.reason.flatMap((index) => origins[answer.reason[index] ?? -1] ?? []);
  const about = new Set(said.length === 0 ? nobodys.slice(0, 1) : said.flatMap(({ steps }) => steps));
  const copies = demands.flatMap(({ way }) => way).filter(({ step }) => about.has(step));
  const needed = [...new Map(copies.map((copy) => [copy.step, copy])).values()];
  return runsOf(process, needed)?.some((way) => way.length === needed.length) ?? false;
}

function solved(demands: readonly Demand[], staff: Staff, budget: StaffingBudget): Solved | null {
  const derived = problemOf(demands, staff);
  if (derived === null) return null;
  return { answer: solveStaffing(derived.problem, budget, rulesOf(derived)), derived, demands, isStrict: false };
}

/** A rule is told whole, so of what it says of many pairs of steps nothing is told apart. */
function rulesOf({ origins }: DerivedProblem): readonly unknown[] {
  return origins.map((origin) => (origin.kind === 'constraint' ? origin.constraint : origin));
}

function refuted(
  { reason }: Extract<StaffingAnswer, { status: 'unsatisfiable' }>,
  derived: DerivedProblem,
): ProcessStaffing {
  if (!isCertain(derived, reason)) return { status: 'unknown', because: 'size' };
  const { origins, nobodys } = derived;
  const said = distinct(reason.flatMap((index) => origins[index] ?? []));
  const steps = said.length === 0 ? nobodys : distinct(said.flatMap((origin) => origin.steps));
  return { status: 'unsatisfiable', reason: said, steps };
}

/** As what each does their step: in the department and line that the plan says, where it says one. */
function doersOf(plan: StaffingPlan, { found, copies }: DerivedProblem): readonly Doer[] {
  return [...copies.values()].flatMap(({ id, step }): Doer[] => {
    const person = plan.get(id);
    const department = departmentOf(plan, id);
    const line = lineOf(plan, id);
    const own = (found.get(id) ?? []).filter((candidate) => candidate.person === person);
    const fits = own.find(
      (candidate) =>
        (department === undefined || candidate.department === department) &&
        (line === undefined || candidate.line?.join('+') === line),
    );
    return fits === undefined ? [] : [{ ...fits, step, copy: id }];
  });
}

/** Nothing stands against any step of the run, each done after those before it. */
function holds({ way, constraints }: Demand, plan: readonly Doer[], initiator: string | null, staff: Staff): boolean {
  const candidates = new Candidates(staff);
  const byCopy = new Map(plan.map((doer) => [doer.copy, doer]));
  const done: PastAct[] = [];
  return way.every(({ id, step }: Copy) => {
    const doer = byCopy.get(id);
    if (doer === undefined) return false;
    const deed = candidates.deed(step, doer);
    const isFree = constraints.isFree(deed, new Past({ acts: done, initiator }), staff.organisation);
    done.push(deed);
    return isFree;
  });
}

function distinct<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}
