import type { StaffingProblem, TeamConstraint } from './problem.js';
import type { ProofStep, StaffingProof } from './proof.js';

/** With the constraints that the proof uses, ascending; or the step of the proof (from 0) that is wrong. */
export type ProofVerdict =
  | { readonly isAccepted: true; readonly constraints: readonly number[] }
  | { readonly isAccepted: false; readonly step: number; readonly message: string };

/** Judges a proof that nobody can staff the steps. Shares no code with what found it, and believes nothing that it says. */
export function checkStaffingProof(problem: StaffingProblem, proof: StaffingProof): ProofVerdict {
  const facts = new Facts(problem);
  const used = new Set<number>();
  for (const [place, step] of proof.entries()) {
    const isKnown = step.clause.every((literal) => facts.isLiteral(literal));
    const fault = isKnown ? faultOf(step, place, proof, facts) : 'it has a literal that means nothing';
    if (fault !== null) return refused(place, fault);
    if (step.rule === 'constraint') used.add(step.constraint);
    if (step.rule === 'count') for (const constraint of [step.atLeast, ...step.atMost]) used.add(constraint);
  }
  if (proof.at(-1)?.clause.length !== 0) return refused(proof.length, 'it does not end with the empty clause');
  return { isAccepted: true, constraints: [...used].sort((one, other) => one - other) };
}

function refused(step: number, message: string): ProofVerdict {
  return { isAccepted: false, step, message };
}

function faultOf(step: ProofStep, place: number, proof: StaffingProof, facts: Facts): string | null {
  switch (step.rule) {
    case 'constraint':
      return facts.follows(step.constraint, step.clause) ? null : 'the clause does not follow from the constraint';
    case 'count':
      return facts.canCount(step.atLeast, step.atMost, step.clause) ? null : 'there can be as many people';
    case 'same': {
      const denied = facts.classes(step.clause);
      const joined = step.clause.some((literal) => literal > 0 && isOne(facts.pair(literal) ?? [], denied));
      return joined ? null : 'the pairs are no chain';
    }
    case 'nobody': {
      const denied = facts.classes(step.clause);
      if (!isOne(step.steps, denied)) return 'the clause does not join the steps';
      return facts.headcount([step.steps], step.clause) === 0 ? null : 'somebody may do all the steps';
    }
    case 'tooFew':
      return tooFew(step.groups, step.clause, facts);
    case 'derived':
      return derived(step.from, step.clause, place, proof);
    default:
      return 'it has no rule';
  }
}

function tooFew(groups: readonly (readonly number[])[], clause: readonly number[], facts: Facts): string | null {
  const denied = facts.classes(clause);
  const roots = groups.map(([first = -1]) => denied.get(first));
  if (!groups.every((group) => isOne(group, denied))) return 'the clause does not join a group';
  const apart = new Set<string>();
  for (const literal of clause) {
    const pair = literal > 0 ? facts.pair(literal) : null;
    if (pair === null) continue;
    const [one, other] = pair.map((step) => denied.get(step));
    apart.add(`${one} ${other}`).add(`${other} ${one}`);
  }
  const areApart = roots.every((one, at) => roots.slice(at + 1).every((other) => apart.has(`${one} ${other}`)));
  if (!areApart) return 'the clause does not keep the groups apart';
  return facts.headcount(groups, clause) < groups.length ? null : 'there are enough people';
}

/** Denies the clause and follows the others: each must leave one literal open, the last none. */
function derived(from: readonly number[], clause: readonly number[], at: number, proof: StaffingProof): string | null {
  const isTrue = new Set(clause.map((literal) => -literal));
  for (const [turn, each] of from.entries()) {
    const earlier = Number.isInteger(each) && each >= 0 && each < at ? proof[each] : undefined;
    if (earlier === undefined) return 'it rests on what does not stand before it';
    const open = earlier.clause.filter((literal) => !isTrue.has(-literal));
    const [only] = open;
    if (only === undefined) return turn === from.length - 1 ? null : 'it goes on after its end';
    if (open.length > 1) return 'one of the clauses leaves more than one literal open';
    isTrue.add(only);
  }
  return 'the clauses do not contradict each other';
}

/** Whether these are steps, and the pairs join them all. */
function isOne(steps: readonly number[], label: ReadonlyMap<number, number>): boolean {
  const labels = new Set(steps.map((step) => label.get(step)));
  return labels.size === 1 && !labels.has(undefined);
}

/** What the problem says. */
class Facts {
  private readonly stepCount: number;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly users: ReadonlyMap<string, number>;
  private readonly teams: { readonly constraint: TeamConstraint; readonly members: Uint32Array }[] = [];
  private readonly firstTeam: number[] = [];
  /** By step, the numbers of those who may do it, as bits. */
  private readonly authorised: Uint32Array[];

  constructor(private readonly problem: StaffingProblem) {
    this.stepCount = problem.steps.length;
    this.numbers = new Map(problem.steps.map((step, number) => [step, number]));
    this.users = new Map(problem.users.map((user, number) => [user, number]));
    for (const constraint of problem.constraints) {
      this.firstTeam.push(this.teams.length);
      if (constraint.kind !== 'oneTeam') continue;
      this.teams.push(...constraint.teams.map((members) => ({ constraint, members: this.bits(members) })));
    }
    const authorised = problem.steps.map(() => this.bits([]));
    for (const [user, name] of problem.users.entries()) {
      const row = problem.authorisations.get(name) ?? problem.steps;
      for (const step of row) mark(authorised[this.numbers.get(step) ?? -1], user);
    }
    this.authorised = authorised;
  }

  /** For each step, one that stands for all that the clause's denied pairs join with it. */
  classes(clause: readonly number[]): Map<number, number> {
    const label = new Map(this.problem.steps.map((_, step) => [step, step]));
    for (const literal of clause) {
      const pair = literal < 0 ? this.pair(literal) : null;
      if (pair === null) continue;
      const [to, from] = pair.map((step) => label.get(step));
      for (const [step, old] of label) if (old === from) label.set(step, to as number);
    }
    return label;
  }

  isLiteral(literal: number): boolean {
    return Number.isInteger(literal) && (this.pair(literal) !== null || this.team(literal) !== undefined);
  }

  pair(literal: number): readonly [number, number] | null {
    const one = Math.floor(Math.abs(literal) / this.stepCount);
    const other = Math.abs(literal) % this.stepCount;
    return one < other && one < this.stepCount ? [one, other] : null;
  }

  /** How many may do all steps of a group, within the teams that the clause denies and whose constraint names one of them. */
  headcount(groups: readonly (readonly number[])[], clause: readonly number[]): number {
    const sets = groups.map((steps) => {
      const teams = clause.flatMap((literal) => (literal < 0 ? (this.team(literal) ?? []) : []));
      const named = teams.filter(({ constraint }) =>
        constraint.steps.some((step) => steps.includes(this.numbers.get(step) ?? -1)),
      );
      return [...steps.map((step) => this.authorised[step] ?? this.bits([])), ...named.map(({ members }) => members)];
    });
    let count = 0;
    for (let word = 0; word * 32 < this.problem.users.length; word++) {
      const ofGroups = sets.map((rows) => rows.reduce((bits, row) => bits & (row[word] ?? 0), -1));
      for (let bits = ofGroups.reduce((all, one) => all | one, 0); bits !== 0; bits &= bits - 1) count++;
    }
    return count;
  }

  /** Whether fewer people than that `atLeast` demands can do its steps: because of these `atMost`s, or because so few may do any of them. */
  canCount(atLeast: number, atMost: readonly number[], clause: readonly number[]): boolean {
    const demand = this.problem.constraints[atLeast];
    if (demand?.kind !== 'atLeast') return false;
    if (atMost.length === 0) {
      const groups = demand.steps.map((step) => [this.numbers.get(step) ?? -1]);
      return this.headcount(groups, []) < demand.users;
    }
    const label = this.classes(clause);
    const labelsOf = (steps: readonly string[]): Set<number> =>
      new Set(steps.map((step) => label.get(this.numbers.get(step) ?? -1) ?? -1));
    // People who are known to be among those of several limits make one group of them.
    let groups: { readonly labels: ReadonlySet<number>; readonly users: number }[] = [];
    for (const number of new Set(atMost)) {
      const limit = this.problem.constraints[number];
      if (limit?.kind !== 'atMost') return false;
      const own = labelsOf(limit.steps);
      const touched = groups.filter(({ labels }) => [...own].some((each) => labels.has(each)));
      const users = touched.reduce((sum, group) => sum + group.users, limit.users) - touched.length;
      const labels = new Set([...own, ...touched.flatMap((group) => [...group.labels])]);
      groups = [...groups.filter((group) => !touched.includes(group)), { labels, users }];
    }
    const beside = [...labelsOf(demand.steps)].filter((each) => !groups.some(({ labels }) => labels.has(each)));
    return groups.reduce((sum, { users }) => sum + users, beside.length) < demand.users;
  }

  private bits(users: readonly string[]): Uint32Array {
    const row = new Uint32Array(Math.ceil(this.problem.users.length / 32));
    for (const user of users) mark(row, this.users.get(user) ?? -1);
    return row;
  }

  follows(number: number, clause: readonly number[]): boolean {
    const constraint = this.problem.constraints[number];
    if (constraint === undefined) return false;
    const steps = constraint.steps.map((step) => this.numbers.get(step) ?? -1);
    const literals = new Set(clause);
    const has = (sign: number, one: number, other: number): boolean =>
      literals.has(sign * (Math.min(one, other) * this.stepCount + Math.max(one, other)));
    switch (constraint.kind) {
      case 'separation':
      case 'binding':
        return has(constraint.kind === 'binding' ? 1 : -1, steps[0] ?? 0, steps[1] ?? 0);
      case 'oneTeam':
        return constraint.teams.every((_, team) =>
          literals.has(this.stepCount ** 2 + (this.firstTeam[number] ?? 0) + team),
        );
      case 'atLeast': {
        const label = this.classes(clause);
        return new Set(steps.map((step) => label.get(step))).size < constraint.users;
      }
      case 'atMost': {
        // Steps of the constraint any two of which the clause names: one more than there may be people.
        const named = steps.filter((step) =>
          clause.some((literal) => literal > 0 && this.pair(literal)?.includes(step)),
        );
        const clique: number[] = [];
        for (const step of named) if (clique.every((other) => has(1, step, other))) clique.push(step);
        return clique.length > constraint.users;
      }
    }
  }

  private team(literal: number): (typeof this.teams)[number] | undefined {
    return this.teams[Math.abs(literal) - this.stepCount ** 2];
  }
}

function mark(row: Uint32Array | undefined, user: number): void {
  if (row !== undefined && user >= 0) row[user >>> 5] = (row[user >>> 5] ?? 0) | (1 << (user & 31));
}
