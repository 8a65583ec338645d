import {
  capacitiesUnder,
  describeAct,
  Past,
  Whereabouts,
  type ActInQuestion,
  type ConstraintSet,
} from '../../constraints/index.js';
import { postsWithin } from '../../organisation/posts.js';
import type { AssignSpec, PolicyModel } from '../../model/index.js';
import type { Capacity, OrganisationView } from '../../ports/index.js';
import { drawnOffer } from '../../work/offers.js';
import type { WorkStep } from './work-steps.js';

/** Somebody who may do a step, and as what. */
export interface Candidate {
  readonly person: string;
  readonly post: string | null;
  readonly department: string | null;
  /** Who leads it (分管), in order; null: nobody is on record. */
  readonly line: readonly string[] | null;
}

/** What the people of a process are asked about. */
export interface Staff {
  readonly process: string;
  readonly model: PolicyModel;
  readonly constraints: ConstraintSet;
  readonly organisation: OrganisationView;
  readonly at: number;
  /** Restricted lines that the matter belongs to. */
  readonly lines: readonly string[];
  /** The process is bound to a power. */
  readonly isBound: boolean;
  /** Who started the matter; absent: nobody has yet. */
  readonly initiator?: string;
}

/** Who starts a matter is a step of its own: others are given to that person, or to whoever leads them. */
export const INITIATOR = 'initiator';
const EVERYBODY = 'unit';

/** Finds who may do a step by themselves: nothing stands against them whatever others do. */
export class Candidates {
  private readonly whereabouts: Whereabouts;
  private readonly nothingDone = new Past({ acts: [], initiator: null });
  private readonly lineOf = new Map<string, readonly string[] | null>();

  constructor(private readonly staff: Staff) {
    this.whereabouts = new Whereabouts(staff.organisation);
  }

  /** @returns each person once for each department and line as which they may do it */
  of(step: WorkStep): readonly Candidate[] {
    const found = new Map<string, Candidate>();
    for (const capacity of this.capacities(step.assigns)) {
      const candidate = { ...this.placed(capacity), person: capacity.person };
      const key = `${candidate.person} ${candidate.department} ${candidate.line?.join('+')}`;
      if (!found.has(key) && this.mayDo(step, candidate)) found.set(key, candidate);
    }
    return [...found.values()];
  }

  /** Everybody who does business in the unit, or who has started the matter. */
  initiators(): readonly Candidate[] {
    const assigns = this.staff.initiator === undefined ? [] : [{ of: INITIATOR }];
    return this.of({ id: INITIATOR, activity: INITIATOR, act: 'start', name: '发起', assigns });
  }

  /** Who works in what each person leads (分管), as work for the leader of somebody is given. */
  led(): ReadonlyMap<string, readonly string[]> {
    const { organisation, at } = this.staff;
    const found = new Map<string, Set<string>>();
    for (const { data } of organisation.facts('leaderLine', at)) {
      const people = data.departments.flatMap((id) => [...peopleIn(id, organisation, at)]);
      for (const leader of organisation.holdersOf(data.leader, at)) {
        const known = found.get(leader) ?? new Set<string>();
        found.set(leader, known);
        for (const person of people) if (person !== leader) known.add(person);
      }
    }
    return new Map([...found].map(([leader, people]) => [leader, [...people]]));
  }

  /** Of each department in which somebody has the role, who works there and who has it. */
  departmentsWith(role: string): readonly (readonly string[])[] {
    const { organisation, at } = this.staff;
    return organisation.facts('department', at).flatMap(({ id }) => {
      const holders = postsWithin(id, organisation, at)
        .filter(({ data }) => data.roles.includes(role))
        .flatMap((post) => organisation.holdersOf(post.id, at));
      return holders.length === 0 ? [] : [[...new Set([...holders, ...peopleIn(id, organisation, at)])]];
    });
  }

  isVote({ activity, act }: WorkStep): boolean {
    return describeAct(this.staff.model, activity, act).isVoteInBody;
  }

  /** What the step is, done by that one: as the guard judges it. */
  deed(step: WorkStep, { person, post, department }: Candidate): ActInQuestion {
    const { model, process, at, lines } = this.staff;
    const { activity, act } = step;
    return {
      ...describeAct(model, activity, act),
      ...{ process, activity, act, person, onBehalfOf: [], at, lines, offers: [] },
      ...{ post: post ?? undefined, department: department ?? undefined },
    };
  }

  private *capacities(assigns: readonly AssignSpec[]): Generator<Capacity> {
    const { organisation, at } = this.staff;
    const offers = assigns.length === 0 ? [EVERYBODY] : assigns.flatMap((assign) => this.offersOf(assign));
    for (const capacity of capacitiesUnder(offers, organisation, at)) {
      if (capacity.keys.some((key) => offers.includes(key))) yield capacity;
    }
  }

  /** To whom it can be given, whatever the matter turns out to be. */
  private offersOf(assign: AssignSpec): readonly string[] {
    const drawn = drawnOffer(assign);
    if (drawn !== null) return [drawn];
    const { initiator } = this.staff;
    if (assign.role !== undefined && assign.of === INITIATOR) return [`role:${assign.role}`];
    if (assign.of === INITIATOR && initiator !== undefined) return [`person:${initiator}`];
    if (assign.of === `${INITIATOR}.leader`) return [...this.led().keys()].map((leader) => `person:${leader}`);
    return [EVERYBODY];
  }

  private placed({ person, post, department }: Capacity): Omit<Candidate, 'person'> {
    const { at } = this.staff;
    const key = `${post} ${department}`;
    let line = this.lineOf.get(key);
    // A leader who acts as one is a line of their own, so what was found for one post holds for all who hold it but for its leader.
    if (line === undefined) {
      const lines = this.whereabouts.linesOf({
        ...{ person, onBehalfOf: [], at },
        ...{ post: post ?? undefined, department: department ?? undefined },
      });
      line = lines.unled !== null || lines.leaders.length === 0 ? null : [...lines.leaders].sort();
      if (!lines.leaders.includes(person)) this.lineOf.set(key, line);
    }
    return { post, department, line };
  }

  private mayDo(step: WorkStep, candidate: Candidate): boolean {
    if (step.id === INITIATOR) return true;
    const deed = this.deed(step, candidate);
    return this.staff.constraints.isFree(deed, this.nothingDone, this.staff.organisation);
  }
}

/** Those who hold a post of the department itself. */
function* peopleIn(department: string, organisation: OrganisationView, at: number): Generator<string> {
  for (const { id, data } of postsWithin(department, organisation, at)) {
    if (data.department === department) yield* organisation.holdersOf(id, at);
  }
}
