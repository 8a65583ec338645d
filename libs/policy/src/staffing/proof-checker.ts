import type { StaffingConstraint, StaffingProblem } from './problem.js';
import type { ProofStep, StaffingProof } from './proof.js';

export type ProofVerdict =
  | {
      readonly isAccepted: true;
      /** Constraints that the proof uses, ascending. */ readonly constraints: readonly number[];
    }
  | { readonly isAccepted: false; /** Of the proof, from 0. */ readonly step: number; readonly message: string };

/** Judges a proof that nobody can staff the steps. Shares no code with what found it, and believes nothing that it says. */
export function checkStaffingProof(problem: StaffingProblem, proof: StaffingProof): ProofVerdict {
  const facts = new Facts(problem);
  const used = new Set<number>();
  for (const [place, step] of proof.entries()) {
    if (!step.clause.every((literal) => facts.isLiteral(literal)))
      return refused(place, 'it has a literal that means nothing');
    const fault = faultOf(step, place, proof, facts);
    if (fault !== null) return refused(place, fault);
    if (step.rule === 'constraint') used.add(step.constraint);
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
    case 'same': {
      const denied = classes(step.clause, facts, facts.steps());
      return step.clause.some((literal) => facts.isJoined(literal, denied)) ? null : 'the pairs are no chain';
    }
    case 'nobody': {
      const denied = classes(step.clause, facts, facts.steps());
      if (!facts.areSteps(step.steps) || !isOne(step.steps, denied)) return 'the clause does not join the steps';
      return facts.people(step.steps, step.clause).size === 0 ? null : 'somebody may do all the steps';
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
  const denied = classes(clause, facts, facts.steps());
  const roots = groups.map(([first = -1]) => denied.get(first));
  if (!groups.every((group) => facts.areSteps(group) && isOne(group, denied)))
    return 'the clause does not join a group';
  const apart = new Set<string>();
  for (const literal of clause) {
    const pair = literal > 0 ? facts.pair(literal) : null;
    if (pair === null) continue;
    const [one, other] = pair.map((step) => denied.get(step));
    apart.add(`${one} ${other}`).add(`${other} ${one}`);
  }
  const areApart = roots.every((one, at) => roots.slice(at + 1).every((other) => apart.has(`${one} ${other}`)));
  if (!areApart) return 'the clause does not keep the groups apart';
  const people = new Set(groups.flatMap((group) => [...facts.people(group, clause)]));
  return people.size < groups.length ? null : 'there are enough people';
}

/** Denies the clause and follows the others: each must leave one literal open, the last none. */
function derived(
  from: readonly number[],
  clause: readonly number[],
  place: number,
  proof: StaffingProof,
): string | null {
  const isTrue = new Set(clause.map((literal) => -literal));
  for (const [at, each] of from.entries()) {
    const earlier = Number.isInteger(each) && each >= 0 && each < place ? proof[each] : undefined;
    if (earlier === undefined) return 'it rests on what does not stand before it';
    const open = earlier.clause.filter((literal) => !isTrue.has(-literal));
    const [only] = open;
    if (only === undefined) return at === from.length - 1 ? null : 'it goes on after its end';
    if (open.length > 1) return 'one of the clauses leaves more than one literal open';
    isTrue.add(only);
  }
  return 'the clauses do not contradict each other';
}

/** For each step, one that stands for all that the clause's denied pairs join with it. */
function classes(clause: readonly number[], facts: Facts, steps: Iterable<number>): Map<number, number> {
  const label = new Map([...steps].map((step) => [step, step]));
  for (const literal of clause) {
    const pair = literal < 0 ? facts.pair(literal) : null;
    if (pair === null) continue;
    const [to, from] = pair.map((step) => label.get(step));
    for (const [step, old] of label) if (old === from) label.set(step, to as number);
  }
  return label;
}

function isOne(steps: readonly number[], label: ReadonlyMap<number, number>): boolean {
  return steps.length > 0 && new Set(steps.map((step) => label.get(step))).size === 1;
}

/** What the problem says. */
class Facts {
  private readonly count: number;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly teams: { readonly constraint: StaffingConstraint; readonly members: ReadonlySet<string> }[] = [];
  private readonly firstTeam: number[] = [];
  private readonly authorised: ReadonlySet<string>[];

  constructor(private readonly problem: StaffingProblem) {
    this.count = problem.steps.length;
    this.numbers = new Map(problem.steps.map((step, number) => [step, number]));
    for (const constraint of problem.constraints) {
      this.firstTeam.push(this.teams.length);
      const teams = constraint.kind === 'oneTeam' ? constraint.teams : [];
      this.teams.push(...teams.map((members) => ({ constraint, members: new Set(members) })));
    }
    const authorised = problem.steps.map(() => new Set<string>());
    for (const user of problem.users) {
      const row = problem.authorisations.get(user) ?? problem.steps;
      for (const step of row) authorised[this.numbers.get(step) ?? -1]?.add(user);
    }
    this.authorised = authorised;
  }

  steps(): Iterable<number> {
    return this.problem.steps.keys();
  }

  areSteps(steps: readonly number[]): boolean {
    return steps.every((step) => Number.isInteger(step) && step >= 0 && step < this.count);
  }

  isLiteral(literal: number): boolean {
    return Number.isInteger(literal) && (this.pair(literal) !== null || this.team(literal) !== undefined);
  }

  pair(literal: number): readonly [number, number] | null {
    const one = Math.floor(Math.abs(literal) / this.count);
    const other = Math.abs(literal) % this.count;
    return one < other && one < this.count ? [one, other] : null;
  }

  isJoined(literal: number, label: ReadonlyMap<number, number>): boolean {
    const pair = literal > 0 ? this.pair(literal) : null;
    return pair !== null && label.get(pair[0]) === label.get(pair[1]);
  }

  /** Who may do all the steps, within the teams that the clause denies and whose constraint names one of them. */
  people(steps: readonly number[], clause: readonly number[]): Set<string> {
    const names = steps.map((step) => this.problem.steps[step]);
    const sets = steps.map((step) => this.authorised[step] as ReadonlySet<string>);
    for (const literal of clause) {
      const team = literal < 0 ? this.team(literal) : undefined;
      if (team?.constraint.steps.some((step) => names.includes(step))) sets.push(team.members);
    }
    const [smallest, ...others] = sets.sort((one, other) => one.size - other.size);
    return new Set([...(smallest ?? [])].filter((user) => others.every((set) => set.has(user))));
  }

  follows(number: number, clause: readonly number[]): boolean {
    const constraint = this.problem.constraints[number];
    if (constraint === undefined) return false;
    const steps = constraint.steps.map((step) => this.numbers.get(step) ?? -1);
    const literals = new Set(clause);
    const has = (sign: number, one: number, other: number): boolean =>
      literals.has(sign * (Math.min(one, other) * this.count + Math.max(one, other)));
    switch (constraint.kind) {
      case 'separation':
        return has(-1, steps[0] as number, steps[1] as number);
      case 'binding':
        return has(1, steps[0] as number, steps[1] as number);
      case 'oneTeam':
        return constraint.teams.every((_, team) =>
          literals.has(this.count ** 2 + (this.firstTeam[number] as number) + team),
        );
      case 'atLeast': {
        const label = classes(clause, this, this.steps());
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
    return this.teams[Math.abs(literal) - this.count ** 2];
  }
}
