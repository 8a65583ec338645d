import { kindOf } from '../../controls/control.js';
import { Whereabouts, type Constraint } from '../../constraints/index.js';
import type { ActReference } from '../../model/index.js';
import { listUnder } from '../../organisation/derived.js';
import type { StaffingProblem } from '../problem.js';
import { beginningOf, Candidates, INITIATOR, type Candidate, type CandidateList, type Staff } from './candidates.js';
import { leadersAround, rolesAround, type Chair } from './chairs.js';
import type { Demand } from './demands.js';
import { Places } from './places.js';
import { ProblemDraft, type Origin } from './problem-draft.js';
import type { Copy, Way } from './ways.js';
import type { WorkStep } from './work-steps.js';

export interface DerivedProblem {
  readonly problem: StaffingProblem;
  /** By the index of the constraint. */
  readonly origins: readonly Origin[];
  readonly candidates: Candidates;
  /** By copy of a step, who may do it by themselves; of steps that stand in nobody's way the first two. */
  readonly found: ReadonlyMap<string, readonly Candidate[]>;
  readonly copies: ReadonlyMap<string, Copy>;
  /** Steps that nobody may do at all, or nobody in a department and under a leader that are on record. */
  readonly nobodys: readonly WorkStep[];
  /** Steps that more people may do than were looked at, that they cannot be done is not certain: with the copy that they are about. */
  readonly sampled: ReadonlyMap<string, string>;
}

/**
 * Says as a staffing problem whether the people of an organisation can do the steps of a process.
 * @param asked people who are looked at in any case
 * @returns null where constraints name too many steps
 */
export function problemOf(
  demands: readonly Demand[],
  staff: Staff,
  asked: readonly string[] = [],
): DerivedProblem | null {
  const derivation = new Derivation(staff);
  for (const { way, constraints } of demands) derivation.way(new Run(way), constraints.constraints);
  return derivation.result(asked);
}

/**
 * Whether it is certain that these constraints of the problem cannot all hold, by index; none: that a step is left to nobody.
 * @param asked the copy of which it is asked whether somebody can do it
 */
export function isCertain(
  { problem, sampled, found }: DerivedProblem,
  reason: readonly number[],
  asked: string | null = null,
): boolean {
  const isOpen = (step: string): boolean => (sampled.get(step) ?? asked) !== asked;
  if (reason.length > 0) return !reason.some((index) => problem.constraints[index]?.steps.some(isOpen));
  // Of a step for which there are two it is neither the first nor the second who lacks.
  return [...sampled.keys()].every((step) => !isOpen(step) || new Set(personsOf(found.get(step) ?? [])).size > 1);
}

class Derivation {
  private readonly draft = new ProblemDraft();
  private readonly places = new Places(this.draft);
  private readonly candidates: Candidates;
  private readonly found = new Map<string, readonly Candidate[]>();
  private readonly copies = new Map<string, Copy>();
  /** Copies that are given to whoever leads the one who started the matter, or has a role where they work. */
  private readonly around = new Map<Copy, { readonly role: string | null; readonly origin: Origin }>();
  /** Copies that no relative of whoever started the matter may do. */
  private readonly recused = new Map<Copy, Origin>();
  private isStarted = false;

  constructor(private readonly staff: Staff) {
    this.candidates = new Candidates(staff);
  }

  way(run: Run, constraints: readonly Constraint[]): void {
    if (this.draft.isTooLarge()) return;
    for (const copy of run.way) if (!this.copies.has(copy.id)) this.copies.set(copy.id, copy);
    this.assignments(run);
    for (const constraint of constraints) this.constraint(constraint, run);
  }

  result(asked: readonly string[]): DerivedProblem | null {
    const { draft, found, copies, places, candidates } = this;
    if (draft.isTooLarge()) return null;
    const sampled = this.people(asked);
    for (const [copy, { role, origin }] of this.around) this.chairs(copy, role, origin, sampled);
    for (const [copy, origin] of this.recused) this.unrelated(copy, origin, sampled);
    places.finish(found);
    if (draft.isTooLarge()) return null;
    for (const [place, { id }] of places.all) if (sampled.has(id)) sampled.set(place, id);
    const nobodys = draft.nobodys.flatMap((step) => (copies.get(step) ?? places.all.get(step))?.step ?? []);
    const { problem, origins } = draft;
    return { problem, origins, candidates, found, copies, nobodys: [...new Set(nobodys)], sampled };
  }

  /** Finds who may do each step; returns those of which not everybody was looked at. */
  private people(asked: readonly string[]): Map<string, string> {
    const { draft, candidates, found } = this;
    const named = new Set([...draft.named, ...this.places.copies, INITIATOR]);
    for (const { id } of this.around.keys()) named.add(id);
    const open = [...this.copies.values()].filter(({ doer }) => doer === undefined);
    const asSteps = new Map(open.map(({ id, step }) => [id, step]));
    if (this.isStarted) asSteps.set(INITIATOR, beginningOf(this.staff));
    const lists = new Map<WorkStep, CandidateList>();
    for (const [id, step] of asSteps) {
      if (named.has(id) && !lists.has(step)) lists.set(step, candidates.of(step));
    }
    const others = new Set(asked);
    for (const { all, isWhole } of lists.values()) if (isWhole) for (const { person } of all) others.add(person);
    for (const [step, { isWhole }] of lists) if (!isWhole) lists.set(step, candidates.of(step, others));
    const sampled = new Map<string, string>();
    for (const { id, doer } of this.copies.values()) if (doer !== undefined) found.set(id, [doer]);
    for (const [id, step] of asSteps) {
      let list = lists.get(step);
      if (list === undefined) lists.set(step, (list = candidates.someOf(step)));
      if (!list.isWhole) sampled.set(id, id);
      found.set(id, list.all);
    }
    for (const [id, all] of found) draft.authorise(id, personsOf(all));
    return sampled;
  }

  /** Work that is given by the matter: to whoever started it, to their leader, or to one person that it names. */
  private assignments({ way }: Run): void {
    /** The copy before this one that is given to the same person. */
    const named = new Map<string, Copy>();
    const isForAnybody = this.staff.initiator !== undefined || this.staff.isHopeful === true;
    for (const copy of way) {
      const [assign, second] = copy.step.assigns.filter((each) => isForAnybody || each.startedBy === undefined);
      if (assign?.of === undefined || second !== undefined || copy.doer !== undefined) continue;
      const origin: Origin = { kind: 'assignment', steps: [copy.step] };
      const source = assign.of.replace(/\.leader$/, '');
      const isLeader = source !== assign.of;
      const role = assign.role ?? null;
      if (source === INITIATOR) {
        this.isStarted = true;
        if (isLeader || role !== null) this.around.set(copy, { role: isLeader ? null : role, origin });
        else this.draft.add({ kind: 'binding', steps: [INITIATOR, copy.id] }, origin);
        continue;
      }
      if (isLeader || role !== null) continue;
      const before = named.get(source);
      named.set(source, copy);
      if (before === undefined) continue;
      const both: Origin = { kind: 'assignment', steps: [before.step, copy.step] };
      this.draft.add({ kind: 'binding', steps: [before.id, copy.id] }, both);
    }
  }

  private chairs({ id }: Copy, role: string | null, origin: Origin, sampled: Map<string, string>): void {
    const { organisation, at } = this.staff;
    const initiators = new Set(personsOf(this.found.get(INITIATOR) ?? []));
    const mayDo = new Set(personsOf(this.found.get(id) ?? []));
    const chairs =
      role === null ? leadersAround(initiators, organisation, at) : rolesAround(role, initiators, organisation, at);
    const held = chairs.flatMap((chair) => {
      const holders = chair.holders.filter((person) => mayDo.has(person));
      return holders.length === 0 ? [] : [{ ...chair, holders }];
    });
    this.between(`chair@${id}`, id, held, origin, sampled);
  }

  /** Of those who may start the matter each who has relatives among those who may do the step leads to all others, everybody else to all. */
  private unrelated({ id }: Copy, origin: Origin, sampled: Map<string, string>): void {
    const { organisation, at } = this.staff;
    const initiators = new Set(personsOf(this.found.get(INITIATOR) ?? []));
    const mayDo = [...new Set(personsOf(this.found.get(id) ?? []))];
    const whereabouts = new Whereabouts(organisation);
    const relatives = new Map(mayDo.map((person) => [person, new Set(whereabouts.relativesOf(person, at))]));
    const related = [...initiators].flatMap((person): Chair[] => {
      const holders = mayDo.filter((other) => relatives.get(other)?.has(person) !== true);
      return holders.length === mayDo.length ? [] : [{ name: person, initiators: [person], holders }];
    });
    if (related.length === 0) return;
    for (const { name } of related) initiators.delete(name);
    if (initiators.size > 0) related.push({ name: '', initiators: [...initiators], holders: mayDo });
    this.between(`kin@${id}`, id, related, origin, sampled);
  }

  /** Between whoever started the matter and whoever does the step stands a chair: a user of its own, with those who lead to it, and those who sit on it. */
  private between(
    between: string,
    id: string,
    chairs: readonly Chair[],
    origin: Origin,
    sampled: Map<string, string>,
  ): void {
    if (sampled.has(INITIATOR) || sampled.has(id)) sampled.set(between, sampled.has(INITIATOR) ? INITIATOR : id);
    const userOf = ({ name }: Chair): string => `${between}@${name}`;
    this.draft.authorise(between, chairs.map(userOf));
    const before = chairs.map((chair) => [userOf(chair), ...chair.initiators]);
    const behind = chairs.map((chair) => [userOf(chair), ...chair.holders]);
    this.draft.add({ kind: 'oneTeam', steps: [INITIATOR, between], teams: before }, origin);
    this.draft.add({ kind: 'oneTeam', steps: [id, between], teams: behind }, origin);
  }

  private constraint(constraint: Constraint, run: Run): void {
    const { kind } = constraint;
    if (kind === 'separation' || kind === 'phase') this.separation(constraint, run);
    else if (kind === 'binding') this.binding(constraint, run);
    else if (kind === 'atMost') this.atMost(constraint, run);
    else if (kind === 'atLeast') this.atLeast(constraint, run);
    else if (kind === 'recusal') this.recusal(constraint, run);
  }

  private separation(constraint: Constraint, run: Run): void {
    const { levels } = constraint;
    for (const pair of this.pairs(constraint, run)) {
      const origin = originOf(constraint, pair);
      if (levels.has('person')) this.draft.add({ kind: 'separation', steps: [pair[0].id, pair[1].id] }, origin);
      if (levels.has('department')) this.places.inDepartments('separation', pair, origin);
      if (levels.has('leader')) this.places.underLeaders(pair, origin);
    }
  }

  private binding(constraint: Constraint, run: Run): void {
    const { levels } = constraint;
    for (const pair of this.pairs(constraint, run)) {
      if (pair.some(({ isSuperseded }) => isSuperseded === true)) continue;
      const origin = originOf(constraint, pair);
      if (levels.has('person')) this.draft.add({ kind: 'binding', steps: [pair[0].id, pair[1].id] }, origin);
      if (levels.has('department')) this.places.inDepartments('binding', pair, origin);
    }
  }

  /** One person does at most so many: any one more of them are done by two. */
  private atMost(constraint: Constraint, run: Run): void {
    const groups = constraint.acts.map((act) => run.selected(act)).filter((group) => group.length > 0);
    for (const chosen of choicesOf(groups, (constraint.count ?? 1) + 1)) {
      if (this.draft.isTooLarge()) return;
      const steps = chosen.map(({ id }) => id);
      this.draft.add({ kind: 'atLeast', users: 2, steps }, originOf(constraint, chosen));
    }
  }

  private atLeast(constraint: Constraint, run: Run): void {
    const groups = constraint.acts.map((act) => run.selected(act));
    // It is asked when the last of them is being done; a run that leaves one out is not asked.
    if (groups.some((group) => group.length === 0)) return;
    const all = [...new Set(groups.flat())];
    const steps = all.map(({ id }) => id);
    this.draft.add({ kind: 'atLeast', users: constraint.count ?? 1, steps }, originOf(constraint, all));
  }

  private recusal(constraint: Constraint, run: Run): void {
    if (constraint.concernsInitiator !== true) return;
    for (const copy of constraint.acts.flatMap((act) => run.selected(act))) {
      if (this.candidates.isVote(copy.step)) continue;
      this.isStarted = true;
      const origin = originOf(constraint, [copy]);
      this.draft.add({ kind: 'separation', steps: [INITIATOR, copy.id] }, origin);
      if (copy.doer === undefined) this.recused.set(copy, origin);
    }
  }

  /** Pairs of different steps that the constraint speaks about. */
  private *pairs({ pairs }: Constraint, run: Run): Generator<readonly [Copy, Copy]> {
    for (const [one, other] of pairs) {
      for (const a of run.selected(one)) {
        for (const b of run.selected(other)) {
          if (this.draft.isTooLarge()) return;
          if (a !== b) yield [a, b];
        }
      }
    }
  }
}

/** What is done in one run, by what constraints call it. */
class Run {
  private readonly byActivity = new Map<string, Copy[]>();

  constructor(readonly way: Way) {
    for (const copy of way) listUnder(this.byActivity, copy.step.activity, copy);
  }

  selected({ activity, act }: ActReference): readonly Copy[] {
    const copies = this.byActivity.get(activity) ?? [];
    return act === null ? copies : copies.filter(({ step }) => kindOf(step.act) === act);
  }
}

function personsOf(candidates: readonly Candidate[]): readonly string[] {
  return candidates.map(({ person }) => person);
}

function originOf(constraint: Constraint, copies: readonly Copy[]): Origin {
  return { kind: 'constraint', constraint, steps: copies.map(({ step }) => step) };
}

/** One of each of so many groups, in every way. */
function* choicesOf<T>(groups: readonly (readonly T[])[], count: number, from = 0): Generator<readonly T[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let at = from; at <= groups.length - count; at++) {
    for (const rest of choicesOf(groups, count - 1, at + 1)) {
      for (const one of groups[at] ?? []) yield [one, ...rest];
    }
  }
}
