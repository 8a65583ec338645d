import { kindOf } from '../../controls/control.js';
import type { Constraint } from '../../constraints/index.js';
import type { ActReference } from '../../model/index.js';
import type { StaffingProblem } from '../problem.js';
import { Candidates, INITIATOR, type Candidate, type Staff } from './candidates.js';
import { Places } from './places.js';
import { ProblemDraft, type Origin } from './problem-draft.js';
import type { Copy, Way } from './ways.js';
import type { WorkStep } from './work-steps.js';

export interface DerivedProblem {
  readonly problem: StaffingProblem;
  /** By the index of the constraint. */
  readonly origins: readonly Origin[];
  /** Who may do each copy of a step by themselves. */
  readonly candidates: ReadonlyMap<string, readonly Candidate[]>;
  readonly copies: ReadonlyMap<string, Copy>;
  /** Steps that nobody may do at all, or nobody in a department and under a leader that are on record. */
  readonly nobodys: readonly WorkStep[];
}

/**
 * Says as a staffing problem whether the people of an organisation can do the steps of a process.
 * @param ways sets of copies that are done in one run together
 */
export function problemOf(ways: readonly Way[], staff: Staff): DerivedProblem {
  const derivation = new Derivation(new Candidates(staff));
  for (const way of ways) derivation.way(way, staff.constraints.constraints);
  return derivation.result();
}

class Derivation {
  private readonly draft = new ProblemDraft();
  private readonly places = new Places(this.draft);
  /** By step, and by copy. */
  private readonly known = new Map<string, readonly Candidate[]>();
  private readonly found = new Map<string, readonly Candidate[]>();
  private readonly copies = new Map<string, Copy>();

  constructor(private readonly candidates: Candidates) {}

  result(): DerivedProblem {
    const { draft, found, copies, places } = this;
    places.finish(found);
    const nobodys = draft.nobodys.flatMap((step) => copies.get(step)?.step ?? places.stepAt(step) ?? []);
    const { problem, origins } = draft;
    return { problem, origins, candidates: found, copies, nobodys: [...new Set(nobodys)] };
  }

  way(way: Way, constraints: readonly Constraint[]): void {
    for (const copy of way) this.addStep(copy);
    for (const copy of way) this.assignment(copy, way);
    for (const constraint of constraints) this.constraint(constraint, way);
  }

  private addStep(copy: Copy): void {
    if (this.copies.has(copy.id)) return;
    this.copies.set(copy.id, copy);
    let known = this.known.get(copy.step.id);
    if (copy.doer !== undefined) known = [copy.doer];
    else if (known === undefined) this.known.set(copy.step.id, (known = this.candidates.of(copy.step)));
    this.found.set(copy.id, known);
    this.draft.authorise(copy.id, personsOf(known));
  }

  /** Work that is given by the matter: to whoever started it, to their leader, or to one person that it names. */
  private assignment(copy: Copy, way: Way): void {
    const [assign, second] = copy.step.assigns;
    if (assign?.of === undefined || second !== undefined || copy.doer !== undefined) return;
    const origin: Origin = { kind: 'assignment', steps: [copy.step] };
    const source = assign.of.replace(/\.leader$/, '');
    const isLeader = source !== assign.of;
    if (source === INITIATOR) {
      this.initiator();
      if (isLeader) this.ledBy(copy, origin);
      else if (assign.role !== undefined) this.inDepartmentOf(copy, assign.role, origin);
      else this.draft.add({ kind: 'binding', steps: [INITIATOR, copy.id] }, origin);
      return;
    }
    if (isLeader || assign.role !== undefined) return;
    for (const other of way) {
      const [named, more] = other.step.assigns;
      if (other.id <= copy.id || named?.of !== source || more !== undefined) continue;
      const both: Origin = { kind: 'assignment', steps: [copy.step, other.step] };
      this.draft.add({ kind: 'binding', steps: [copy.id, other.id] }, both);
    }
  }

  private initiator(): void {
    if (this.draft.has(INITIATOR)) return;
    const all = this.candidates.initiators();
    this.found.set(INITIATOR, all);
    this.draft.authorise(INITIATOR, personsOf(all));
  }

  /** Between whoever started the matter and their leader stands the chair of the one who leads: a user of its own. */
  private ledBy({ id }: Copy, origin: Origin): void {
    const led = [...this.candidates.led()];
    const between = `leader@${id}`;
    const chair = (leader: string): string => `leader@${leader}`;
    this.draft.authorise(
      between,
      led.map(([leader]) => chair(leader)),
    );
    const offices = led.map(([leader, people]) => [chair(leader), ...this.draft.known(people)]);
    const holders = led.map(([leader]) => [chair(leader), ...this.draft.known([leader])]);
    this.draft.add({ kind: 'oneTeam', steps: [INITIATOR, between], teams: offices }, origin);
    this.draft.add({ kind: 'oneTeam', steps: [id, between], teams: holders }, origin);
    this.draft.add({ kind: 'separation', steps: [INITIATOR, id] }, origin);
  }

  /** Whoever has the role where the one who started the matter works. */
  private inDepartmentOf({ id }: Copy, role: string, origin: Origin): void {
    const teams = this.candidates.departmentsWith(role).map((people) => this.draft.known(people));
    this.draft.add({ kind: 'oneTeam', steps: [INITIATOR, id], teams }, origin);
  }

  private constraint(constraint: Constraint, way: Way): void {
    const { kind } = constraint;
    if (kind === 'separation' || kind === 'phase') this.separation(constraint, way);
    else if (kind === 'binding') this.binding(constraint, way);
    else if (kind === 'atMost') this.atMost(constraint, way);
    else if (kind === 'atLeast') this.atLeast(constraint, way);
    else if (kind === 'recusal') this.recusal(constraint, way);
  }

  private separation(constraint: Constraint, way: Way): void {
    const { levels } = constraint;
    for (const pair of pairsIn(constraint, way)) {
      const origin = originOf(constraint, pair);
      if (levels.has('person')) this.draft.add({ kind: 'separation', steps: [pair[0].id, pair[1].id] }, origin);
      if (levels.has('department')) this.places.inDepartments('separation', pair, origin);
      if (levels.has('leader')) this.places.underLeaders(pair, origin);
    }
  }

  private binding(constraint: Constraint, way: Way): void {
    const { levels } = constraint;
    const standing = way.filter(({ isSuperseded }) => isSuperseded !== true);
    for (const pair of pairsIn(constraint, standing)) {
      const origin = originOf(constraint, pair);
      if (levels.has('person')) this.draft.add({ kind: 'binding', steps: [pair[0].id, pair[1].id] }, origin);
      if (levels.has('department')) this.places.inDepartments('binding', pair, origin);
    }
  }

  /** One person does at most so many: any one more of them are done by two. */
  private atMost(constraint: Constraint, way: Way): void {
    const groups = constraint.acts.map((act) => selected(act, way)).filter((group) => group.length > 0);
    for (const chosen of choicesOf(groups, (constraint.count ?? 1) + 1)) {
      const steps = chosen.map(({ id }) => id);
      this.draft.add({ kind: 'atLeast', users: 2, steps }, originOf(constraint, chosen));
    }
  }

  private atLeast(constraint: Constraint, way: Way): void {
    const groups = constraint.acts.map((act) => selected(act, way));
    // It is asked when the last of them is being done; a run that leaves one out is not asked.
    if (groups.some((group) => group.length === 0)) return;
    const all = [...new Set(groups.flat())];
    const steps = all.map(({ id }) => id);
    this.draft.add({ kind: 'atLeast', users: constraint.count ?? 1, steps }, originOf(constraint, all));
  }

  private recusal(constraint: Constraint, way: Way): void {
    if (constraint.concernsInitiator !== true) return;
    for (const copy of constraint.acts.flatMap((act) => selected(act, way))) {
      if (this.candidates.isVote(copy.step)) continue;
      this.initiator();
      this.draft.add({ kind: 'separation', steps: [INITIATOR, copy.id] }, originOf(constraint, [copy]));
    }
  }
}

function personsOf(candidates: readonly Candidate[]): readonly string[] {
  return candidates.map(({ person }) => person);
}

function originOf(constraint: Constraint, copies: readonly Copy[]): Origin {
  return { kind: 'constraint', constraint, steps: copies.map(({ step }) => step) };
}

/** Pairs of different steps that the constraint speaks about. */
function pairsIn(constraint: Constraint, way: Way): (readonly [Copy, Copy])[] {
  return constraint.pairs.flatMap(([one, other]) =>
    selected(one, way).flatMap((a) =>
      selected(other, way)
        .filter((b) => a !== b)
        .map((b) => [a, b] as const),
    ),
  );
}

function selected({ activity, act }: ActReference, way: Way): Copy[] {
  return way.filter(({ step }) => step.activity === activity && (act === null || kindOf(step.act) === act));
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
