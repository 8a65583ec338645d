import {
  capacitiesUnder,
  ConstraintSet,
  describeAct,
  keysOf,
  Past,
  type ActDescription,
  type ActInQuestion,
} from '../../constraints/index.js';
import { kindOf } from '../../controls/control.js';
import type { ActReference, AssignSpec, PolicyModel } from '../../model/index.js';
import type { OrganisationView } from '../../ports/index.js';
import { drawnOffer, offersAtStart } from '../../work/offers.js';
import { Rosters, type RosterLimits } from './rosters.js';
import type { WorkStep } from './work-steps.js';

/** Somebody who may do a step, and as what. */
export interface Candidate {
  readonly person: string;
  readonly post: string | null;
  readonly department: string | null;
  /** Who leads it (分管), in order; null: nobody is on record. */
  readonly line: readonly string[] | null;
}
/** Those who may do a step. */
export interface CandidateList {
  readonly all: readonly Candidate[];
  /** Nobody was left out because there are very many. */
  readonly isWhole: boolean;
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
  /**
   * While nobody has started it, work that is given only where certain people did (`startedBy`) counts as theirs to whom it is given, too. Absent: only where the process
   * could not be done otherwise.
   */
  readonly isHopeful?: boolean;
  /** How many are looked at for each step; absent: `ROSTER_LIMITS`. */
  readonly looks?: RosterLimits;
}

/** Who starts a matter is a step of its own: others are given to that person, or to whoever leads them. */
export const INITIATOR = 'initiator';
const EVERYBODY = 'unit';
const NONE: readonly string[] = [];
const NOBODY: Candidate = { person: '', post: null, department: null, line: null };

/** Finds who may do a step by themselves: nothing stands against them whatever others do. */
export class Candidates {
  private readonly rosters: Rosters;
  private readonly descriptions = new Map<WorkStep, ActDescription>();
  private readonly known = new Map<WorkStep, ConstraintSet>();
  private readonly nothingDone = new Past({ acts: [], initiator: null });

  constructor(private readonly staff: Staff) {
    this.rosters = new Rosters(staff.organisation, staff.at, staff.looks);
  }

  /**
   * Each person once for each department and line as which they may do it.
   * @param others to be looked at even where there are too many to look at everybody
   */
  of(step: WorkStep, others: Iterable<string> = []): CandidateList {
    const { all, isWhole } = this.rosters.of(this.offersTo(step.assigns), others);
    return { all: all.filter((candidate) => this.mayDo(step, candidate)), isWhole };
  }

  /** As `of`, but only the first two persons: the second tells that nobody is needed for it. */
  someOf(step: WorkStep): CandidateList {
    const { all, isWhole } = this.rosters.of(this.offersTo(step.assigns));
    const found: Candidate[] = [];
    for (const candidate of all) {
      if (candidate.person === found[0]?.person || !this.mayDo(step, candidate)) continue;
      if (found.push(candidate) === 2) return { all: found, isWhole: true };
    }
    return { all: found, isWhole };
  }

  mayBeDoneBy(step: WorkStep, person: string): boolean {
    return this.rosters.as(person, this.offersTo(step.assigns)).some((candidate) => this.mayDo(step, candidate));
  }

  /** By which constraints find the step. */
  keysOf(step: WorkStep): readonly string[] {
    return keysOf(this.deed(step, NOBODY));
  }

  isVote(step: WorkStep): boolean {
    return this.described(step).isVoteInBody;
  }

  /** What the step is, done by that one: as the guard judges it. */
  deed(step: WorkStep, { person, post, department }: Candidate): ActInQuestion {
    const { process, at, lines } = this.staff;
    const { activity, act } = step;
    const { name, duties, phase, isVoteInBody, soleApproval, isPen } = this.described(step);
    // Field by field: made for each candidate of each step.
    return {
      process,
      activity,
      act,
      name,
      duties,
      phase,
      isVoteInBody,
      soleApproval,
      isPen,
      person,
      onBehalfOf: NONE,
      alsoFor: undefined,
      post: post ?? undefined,
      department: department ?? undefined,
      at,
      place: undefined,
      offers: NONE,
      isAdvice: false,
      lines,
    };
  }

  private described(step: WorkStep): ActDescription {
    let found = this.descriptions.get(step);
    if (found === undefined) {
      this.descriptions.set(step, (found = describeAct(this.staff.model, step.activity, step.act)));
    }
    return found;
  }

  private offersTo(assigns: readonly AssignSpec[]): readonly string[] {
    return assigns.length === 0 ? [EVERYBODY] : assigns.flatMap((assign) => this.offersOf(assign));
  }

  /** To whom it can be given, whatever the matter turns out to be. */
  private offersOf(assign: AssignSpec): readonly string[] {
    const { initiator, organisation, at, isHopeful } = this.staff;
    if (initiator !== undefined) {
      const { offers, isOpen } = offersAtStart([assign], initiator, organisation, at);
      return isOpen ? [EVERYBODY] : offers;
    }
    if (assign.startedBy !== undefined && (isHopeful !== true || !this.isAnybody(assign.startedBy))) return [];
    const drawn = drawnOffer(assign);
    if (drawn !== null) return [drawn];
    if (assign.role !== undefined && assign.of === INITIATOR) return [`role:${assign.role}`];
    if (assign.of !== `${INITIATOR}.leader`) return [EVERYBODY];
    const leaders = organisation.facts('leaderLine', at).flatMap(({ data }) => organisation.holdersOf(data.leader, at));
    return [...new Set(leaders)].map((leader) => `person:${leader}`);
  }

  /** Whether anybody could start the matter as this demands. */
  private isAnybody(startedBy: string): boolean {
    const [first] = capacitiesUnder(startedBy.split(/\s+/), this.staff.organisation, this.staff.at);
    return first !== undefined;
  }

  private mayDo(step: WorkStep, candidate: Candidate): boolean {
    if (step.id === INITIATOR) return true;
    return this.about(step).isFree(this.deed(step, candidate), this.nothingDone, this.staff.organisation);
  }

  /** What can stand against a step before anything was done: not what it is only bound to, or kept apart from. */
  private about(step: WorkStep): ConstraintSet {
    let known = this.known.get(step);
    if (known === undefined) {
      const alone = this.staff.constraints.constraints.filter(
        ({ kind, pairs }) =>
          kind !== 'binding' &&
          ((kind !== 'separation' && kind !== 'phase') ||
            pairs.some(([one, other]) => names(one, step) && names(other, step))),
      );
      this.known.set(step, (known = new ConstraintSet(alone)));
    }
    return known;
  }
}

function names({ activity, act }: ActReference, step: WorkStep): boolean {
  return activity === step.activity && (act === null || act === kindOf(step.act));
}

/** Starting the matter: everybody who does business in the unit can, or whoever has. */
export function beginningOf({ initiator }: Staff): WorkStep {
  const assigns = initiator === undefined ? [] : [{ of: INITIATOR }];
  return { id: INITIATOR, activity: INITIATOR, act: 'start', name: '发起', assigns };
}
