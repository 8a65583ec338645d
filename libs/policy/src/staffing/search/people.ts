import { countOf, intersect, isDisjoint } from '../bits.js';
import type { Candidates } from '../candidates.js';
import type { NumberedConstraint } from '../compiled.js';
import type { Trail } from './trail.js';
import type { Variables } from './variables.js';

/** What cannot be, and why: the literals of a clause and the steps that nobody may do together. */
export interface Lemma {
  readonly clause: readonly number[];
  readonly steps: readonly number[];
}

/**
 * Classes of steps that one person does, each with those who may do all of them: the steps' rows, and the rows of the teams chosen for one of the
 * steps, joined by "and". Follows the trail, and is taken back with it.
 */
export class People {
  readonly width: number;
  /** Rows of steps, of teams, and then of what was joined. */
  rows: Uint32Array;
  /** The step that stands for the class of a step. */
  readonly root: Int32Array;
  /** Rings: the step after a step of one class. */
  readonly next: Int32Array;
  private readonly size: Int32Array;
  /** Of a root: where its row begins. */
  private readonly row: Int32Array;
  private top: number;
  private readonly undo: { position: number; root: number; joined: number; row: number }[] = [];
  private dirty: number[] = [];
  /** Constraints over teams, by step. */
  private readonly drawn: readonly NumberedConstraint[][];
  /** The same, with the question that is being asked. */
  private readonly teamConstraints: (readonly NumberedConstraint[])[];
  private readonly stepsOfTeam: (readonly number[])[] = [];

  constructor(
    private readonly trail: Trail,
    private readonly variables: Variables,
    { rows, width }: Candidates,
    constraints: readonly NumberedConstraint[],
  ) {
    const { stepCount, teamCount, questionCount } = variables;
    this.width = width;
    this.top = (stepCount + teamCount + questionCount) * width;
    this.rows = new Uint32Array(this.top * 2);
    this.rows.set(rows);
    this.root = Int32Array.from({ length: stepCount }, (_, step) => step);
    this.next = this.root.slice();
    this.size = new Int32Array(stepCount).fill(1);
    this.row = this.root.map((step) => step * width);
    this.drawn = Array.from({ length: stepCount }, () => []);
    this.teamConstraints = [...this.drawn];
    this.stepsOfTeam = Array.from({ length: teamCount }, () => []);
    for (const constraint of constraints) {
      if (constraint.kind !== 'oneTeam') continue;
      for (const step of constraint.steps) this.drawn[step]?.push(constraint);
      for (const team of constraint.teams) this.stepsOfTeam[team] = constraint.steps;
    }
    for (let step = 0; step < stepCount; step++) this.dirty.push(step);
  }

  rowOf(root: number): number {
    return this.row[root] as number;
  }

  /** How many may do the class. */
  headcount(root: number): number {
    return countOf(this.rows, this.rowOf(root), this.width);
  }

  /** How many may do one of these steps, whoever else does the others. */
  headcountOfAll(steps: readonly number[]): number {
    const { width, rows } = this;
    const all = new Uint32Array(width);
    for (const step of steps) {
      for (let word = 0; word < width; word++)
        all[word] = (all[word] as number) | (rows[step * width + word] as number);
    }
    return countOf(all, 0, width);
  }

  members(root: number): number[] {
    const found = [root];
    for (let step = this.next[root] as number; step !== root; step = this.next[step] as number) found.push(step);
    return found;
  }

  /** Takes in the literal at that place of the trail, which is true. */
  follow(position: number): void {
    const literal = this.trail.literals[position] as number;
    if ((literal & 1) === 1) return;
    const variable = literal >> 1;
    const { pairCount, low, high } = this.variables;
    if (variable < pairCount) {
      const one = this.root[low[variable] as number] as number;
      const other = this.root[high[variable] as number] as number;
      if (one === other) return;
      if ((this.size[one] as number) < (this.size[other] as number)) this.join(other, one, position);
      else this.join(one, other, position);
      return;
    }
    const team = variable - pairCount;
    const roots = new Set((this.stepsOfTeam[team] ?? []).map((step) => this.root[step] as number));
    for (const root of roots) {
      this.narrow(root, this.rowOf(root), this.teamRow(team), position, -1);
    }
  }

  /** What no question changes any more: that person alone does the step. Only at level 0. */
  pin(step: number, person: number): void {
    this.only(step, person);
    const root = this.root[step] as number;
    this.narrow(root, this.rowOf(root), step * this.width, -1, -1);
  }

  /** Says what a question means: that person does the step. */
  ask(question: number, step: number, person: number): void {
    const team = this.variables.teamCount + question;
    this.only(this.variables.stepCount + team, person);
    this.stepsOfTeam[team] = [step];
    for (const [each, drawn] of this.drawn.entries()) this.teamConstraints[each] = drawn;
    this.teamConstraints[step] = [
      ...(this.drawn[step] ?? []),
      { kind: 'oneTeam', steps: [step], users: 0, teams: [team] },
    ];
  }

  /** Lets somebody take part who was left out. Only at level 0. @param bits of their row: steps and teams */
  admit(person: number, bits: readonly number[]): void {
    const { width, rows } = this;
    const word = person >>> 5;
    const bit = 1 << (person & 31);
    for (const row of bits) rows[row * width + word] = (rows[row * width + word] as number) | bit;
    const mayDo = (row: number): boolean => ((rows[row * width + word] as number) & bit) !== 0;
    for (const [step, root] of this.root.entries()) {
      if (step !== root) continue;
      const members = this.members(root);
      const teams = this.chosen(members).map((team) => this.variables.stepCount + team);
      const place = this.rowOf(root) + word;
      if ([...members, ...teams].every(mayDo)) rows[place] = (rows[place] as number) | bit;
    }
  }

  cancel(length: number): void {
    for (let last = this.undo.at(-1); last !== undefined && last.position >= length; last = this.undo.at(-1)) {
      this.undo.pop();
      this.top -= this.width;
      this.row[last.root] = last.row;
      if (last.joined >= 0) this.part(last.root, last.joined);
    }
    this.dirty = [];
  }

  /** The next thing that cannot be: a class that nobody may do, two that no one person may do, or a team of which nobody may do a class. */
  *lemmas(): Iterable<Lemma> {
    const { trail, variables, rows, width } = this;
    const { stepCount } = variables;
    while (this.dirty.length > 0) {
      const root = this.dirty.pop() as number;
      if (this.root[root] !== root) continue;
      const row = this.rowOf(root);
      if (isDisjoint(rows, row, row, width)) {
        this.dirty.push(root);
        yield this.nobody(root, -1, -1);
        return;
      }
      for (let other = 0; other < stepCount; other++) {
        if (this.root[other] !== other || trail.same[root * stepCount + other] !== 0) continue;
        if (isDisjoint(this.rows, row, this.rowOf(other), width)) yield this.nobody(root, other, -1);
      }
      yield* this.teamLemmas(root);
    }
  }

  private only(row: number, person: number): void {
    const { rows, width } = this;
    rows.fill(0, row * width, (row + 1) * width);
    rows[row * width + (person >>> 5)] = 1 << (person & 31);
  }

  /** Whether somebody of whom the row speaks may do all the steps. */
  mayDo(steps: readonly number[], teams: readonly number[], allowed: Uint32Array | null): boolean {
    for (let word = 0; word < this.width; word++) {
      let bits = allowed === null ? -1 : ~(allowed[word] as number);
      for (const step of steps) bits &= this.rows[step * this.width + word] as number;
      for (const team of teams) bits &= this.rows[this.teamRow(team) + word] as number;
      if (bits !== 0) return true;
    }
    return false;
  }

  /** Teams that are chosen for one of the steps. */
  chosen(steps: readonly number[]): number[] {
    if (this.areWithoutTeams(steps)) return [];
    const teams = new Set(steps.flatMap((step) => this.teamConstraints[step] ?? []).flatMap(({ teams }) => teams));
    return [...teams].filter((team) => this.trail.value[this.variables.isTeam(team)] === 1);
  }

  private areWithoutTeams(steps: readonly number[]): boolean {
    return steps.every((step) => this.teamConstraints[step]?.length === 0);
  }

  isOf(team: number, steps: readonly number[]): boolean {
    return (this.stepsOfTeam[team] ?? []).some((step) => steps.includes(step));
  }

  private *teamLemmas(root: number): Iterable<Lemma> {
    const members = this.members(root);
    if (this.areWithoutTeams(members)) return;
    const teams = new Set(members.flatMap((step) => this.teamConstraints[step] ?? []).flatMap((each) => each.teams));
    for (const team of teams) {
      if (this.trail.value[this.variables.isTeam(team)] !== 0) continue;
      if (isDisjoint(this.rows, this.rowOf(root), this.teamRow(team), this.width)) yield this.nobody(root, -1, team);
    }
  }

  /** Why nobody may do the class of `root` (with that of `other`, or within `team`), in as few steps as one pass finds. */
  private nobody(root: number, other: number, team: number): Lemma {
    const isPair = team < 0 && other >= 0 && this.size[root] === 1 && this.size[other] === 1;
    if (isPair && this.areWithoutTeams([root, other])) {
      return { clause: [this.variables.different(root, other)], steps: [root, other] };
    }
    const left = this.members(root);
    const right = other < 0 ? [] : this.members(other);
    let steps = [...left, ...right];
    let teams = this.chosen(steps);
    if (team >= 0) teams.push(team);
    for (const each of [...teams]) {
      const fewer = teams.filter((one) => one !== each);
      if (each !== team && !this.mayDo(steps, fewer, null)) teams = fewer;
    }
    for (const step of [...steps]) {
      const fewer = steps.filter((one) => one !== step);
      const isNeeded = teams.some((one) => !this.isOf(one, fewer));
      if (fewer.length > 0 && !isNeeded && !this.mayDo(fewer, teams, null)) steps = fewer;
    }
    const { variables } = this;
    const ofLeft = steps.filter((step) => left.includes(step));
    const ofRight = steps.filter((step) => right.includes(step));
    const star = (group: readonly number[]): number[] =>
      group.slice(1).map((step) => variables.different(group[0] as number, step));
    const clause = [...star(ofLeft), ...star(ofRight), ...teams.map((each) => variables.isTeam(each) + 1)];
    if (ofLeft[0] !== undefined && ofRight[0] !== undefined) clause.unshift(variables.different(ofLeft[0], ofRight[0]));
    return { clause, steps };
  }

  private teamRow(team: number): number {
    return (this.variables.stepCount + team) * this.width;
  }

  private join(root: number, joined: number, position: number): void {
    for (const step of this.members(joined)) this.root[step] = root;
    this.splice(root, joined);
    this.size[root] = (this.size[root] as number) + (this.size[joined] as number);
    this.narrow(root, this.rowOf(root), this.rowOf(joined), position, joined);
  }

  private part(root: number, joined: number): void {
    this.splice(root, joined);
    this.size[root] = (this.size[root] as number) - (this.size[joined] as number);
    for (const step of this.members(joined)) this.root[step] = joined;
  }

  /** Makes one ring of two, or two of one. */
  private splice(one: number, other: number): void {
    const after = this.next[one] as number;
    this.next[one] = this.next[other] as number;
    this.next[other] = after;
  }

  private narrow(root: number, row: number, by: number, position: number, joined: number): void {
    if (this.top + this.width > this.rows.length) {
      const larger = new Uint32Array(this.rows.length * 2);
      larger.set(this.rows);
      this.rows = larger;
    }
    intersect(this.rows, row, by, this.width, this.top);
    this.undo.push({ position, root, joined, row });
    this.row[root] = this.top;
    this.top += this.width;
    this.dirty.push(root);
  }
}
