import { capacitiesUnder, Whereabouts } from '../../constraints/index.js';
import type { Capacity, OrganisationView } from '../../ports/index.js';
import type { Candidate, CandidateList } from './candidates.js';
import { DRAFT_LIMITS } from './problem-draft.js';

/** Capacities looked at for one list, people taken into it from one department and line, and in all. */
export interface RosterLimits {
  readonly looked: number;
  readonly perPlace: number;
  readonly kept: number;
}
export const ROSTER_LIMITS: RosterLimits = { looked: 20_000, perPlace: DRAFT_LIMITS.steps + 1, kept: 600 };
/** Enough to find out that a process can be done where there are many for each step; that it cannot, they do not tell. */
export const A_FEW: RosterLimits = { looked: 200, perPlace: 3, kept: 16 };

/** To whom work is offered, each list made once. In a unit of very many people a list holds some of each place, and says so. */
export class Rosters {
  private readonly whereabouts: Whereabouts;
  private readonly known = new Map<string, CandidateList>();
  private readonly lineOf = new Map<string, readonly string[] | null>();

  constructor(
    private readonly organisation: OrganisationView,
    private readonly at: number,
    private readonly limits: RosterLimits = ROSTER_LIMITS,
  ) {
    this.whereabouts = new Whereabouts(organisation);
  }

  /**
   * Each person once for each department and line.
   * @param others are in the list, too, where they are offered the work and the list is not whole
   */
  of(offers: readonly string[], others: Iterable<string> = []): CandidateList {
    const key = JSON.stringify(offers);
    let found = this.known.get(key);
    if (found === undefined) this.known.set(key, (found = this.made(offers)));
    if (found.isWhole) return found;
    const listed = new Set(found.all.map(({ person }) => person));
    const more = [...new Set(others)].filter((person) => !listed.has(person));
    return { all: [...found.all, ...more.flatMap((person) => this.as(person, offers))], isWhole: false };
  }

  /** As what a person is offered it. */
  as(person: string, offers: readonly string[]): readonly Candidate[] {
    const offered = this.organisation
      .capacities(person, this.at)
      .filter(({ keys }) => keys.some((key) => offers.includes(key)));
    const placed = offered.map((capacity) => this.placed(capacity));
    return [...new Map(placed.map((candidate) => [keyOf(candidate), candidate])).values()];
  }

  private made(offers: readonly string[]): CandidateList {
    const found = new Map<string, Candidate>();
    const inPlace = new Map<string, number>();
    const { limits } = this;
    let isWhole = true;
    let looked = 0;
    for (const capacity of capacitiesUnder(offers, this.organisation, this.at)) {
      if (++looked > limits.looked || found.size >= limits.kept) return { all: [...found.values()], isWhole: false };
      const candidate = this.placed(capacity);
      const key = keyOf(candidate);
      if (found.has(key)) continue;
      const place = placeOf(candidate);
      const count = inPlace.get(place) ?? 0;
      if (count >= limits.perPlace) {
        isWhole = false;
        continue;
      }
      inPlace.set(place, count + 1);
      found.set(key, candidate);
    }
    return { all: [...found.values()], isWhole };
  }

  private placed({ person, post, department }: Capacity): Candidate {
    const key = `${post} ${department}`;
    let line = this.lineOf.get(key);
    // A leader who acts as one is a line of their own, so what was found for one post holds for all who hold it but for its leader.
    if (line === undefined) {
      const { leaders, unled } = this.whereabouts.linesOf({
        person,
        onBehalfOf: [],
        at: this.at,
        post: post ?? undefined,
        department: department ?? undefined,
      });
      line = unled !== null || leaders.length === 0 ? null : [...leaders].sort();
      if (!leaders.includes(person)) this.lineOf.set(key, line);
    }
    return { person, post, department, line };
  }
}

function placeOf({ department, line }: Candidate): string {
  return `${department} ${line?.join('+')}`;
}

function keyOf(candidate: Candidate): string {
  return `${candidate.person} ${placeOf(candidate)}`;
}
