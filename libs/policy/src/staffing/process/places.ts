import type { StaffingPlan } from '../problem.js';
import type { Candidate } from './candidates.js';
import type { Origin, ProblemDraft } from './problem-draft.js';
import type { Copy } from './ways.js';

const DEPARTMENT = 'department@';
const LINE = 'line@';
const lineWith = (leader: string, { id }: Copy): string => `line of ${leader}@${id}`;

/**
 * Where steps are done. Departments and lines of leaders are users of their own: `department@Pens#works` is done by the department in which whoever does
 * `Pens#works` acts, and one team, that department with everybody who acts in it, does both. So what keeps departments or lines apart keeps users apart.
 */
export class Places {
  private readonly demanded = new Map<string, Demanded>();
  private readonly apart: { readonly pair: Pair; readonly origin: Origin }[] = [];
  private readonly copyOf = new Map<string, Copy>();

  constructor(private readonly draft: ProblemDraft) {}

  inDepartments(kind: 'separation' | 'binding', pair: Pair, origin: Origin): void {
    for (const copy of pair) this.demand(copy).department = true;
    this.draft.add({ kind, steps: [DEPARTMENT + pair[0].id, DEPARTMENT + pair[1].id] }, origin);
  }

  underLeaders(pair: Pair, origin: Origin): void {
    for (const copy of pair) this.demand(copy).line = true;
    this.draft.add({ kind: 'separation', steps: [LINE + pair[0].id, LINE + pair[1].id] }, origin);
    this.apart.push({ pair, origin });
  }

  /** Steps of which it matters where they are done. */
  get copies(): Iterable<string> {
    return this.demanded.keys();
  }

  /** Once everything was demanded. */
  finish(candidates: ReadonlyMap<string, readonly Candidate[]>): void {
    const shared = this.sharedLeaders(candidates);
    for (const demanded of this.demanded.values()) {
      this.place(demanded, candidates.get(demanded.copy.id) ?? [], shared);
    }
    for (const { pair, origin } of this.apart) {
      const [a, b] = pair;
      for (const leader of shared) {
        this.draft.add({ kind: 'separation', steps: [lineWith(leader, a), lineWith(leader, b)] }, origin);
      }
    }
  }

  /** By place, the step that is done there. */
  get all(): ReadonlyMap<string, Copy> {
    return this.copyOf;
  }

  private demand(copy: Copy): Demanded {
    let found = this.demanded.get(copy.id);
    if (found === undefined) this.demanded.set(copy.id, (found = { copy, department: false, line: false }));
    return found;
  }

  private place(demanded: Demanded, candidates: readonly Candidate[], shared: ReadonlySet<string>): void {
    const { copy } = demanded;
    const places = placesOf(demanded, shared);
    for (const place of places) {
      this.draft.authorise(place, []);
      this.copyOf.set(place, copy);
    }
    const teams = new Map<string, Set<string>>();
    for (const candidate of candidates) {
      const users = usersAt(demanded, candidate, shared);
      if (users === null) continue;
      const key = users.join(' ');
      let team = teams.get(key);
      if (team === undefined) {
        teams.set(key, (team = new Set(users)));
        for (const [at, place] of places.entries()) this.draft.authorise(place, users.slice(at, at + 1));
      }
      team.add(candidate.person);
    }
    // Nobody may do it there, and so nobody does all of it.
    if (teams.size === 0) return;
    const origin: Origin = { kind: 'assignment', steps: [copy.step] };
    const members = [...teams.values()].map((team) => [...team]);
    this.draft.add({ kind: 'oneTeam', steps: [copy.id, ...places], teams: members }, origin);
  }

  /**
   * Leaders who belong to several of the lines. Lines with a leader in common are not kept apart by being different, so each such leader is asked about: the
   * step is done `in` their line or `out` of it.
   */
  private sharedLeaders(candidates: ReadonlyMap<string, readonly Candidate[]>): ReadonlySet<string> {
    const linesOf = new Map<string, Set<string>>();
    for (const { copy, line } of this.demanded.values()) {
      if (!line) continue;
      for (const { line: leaders } of candidates.get(copy.id) ?? []) {
        for (const leader of leaders ?? []) {
          const known = linesOf.get(leader) ?? new Set<string>();
          linesOf.set(leader, known.add(leaders?.join('+') ?? ''));
        }
      }
    }
    return new Set([...linesOf].filter(([, lines]) => lines.size > 1).map(([leader]) => leader));
  }
}

type Pair = readonly [Copy, Copy];

/** What of the place matters in which a step is done. */
interface Demanded {
  readonly copy: Copy;
  department: boolean;
  line: boolean;
}

function placesOf({ copy, department, line }: Demanded, shared: ReadonlySet<string>): readonly string[] {
  return [
    ...(department ? [DEPARTMENT + copy.id] : []),
    ...(line ? [LINE + copy.id, ...[...shared].map((leader) => lineWith(leader, copy))] : []),
  ];
}

/** In the order of the places; null where the candidate acts in no department, or under nobody, that is on record. */
function usersAt(
  { copy, department, line }: Demanded,
  candidate: Candidate,
  shared: ReadonlySet<string>,
): readonly string[] | null {
  const users: string[] = [];
  if (department) {
    if (candidate.department === null) return null;
    users.push(DEPARTMENT + candidate.department);
  }
  if (line) {
    const leaders = candidate.line;
    if (leaders === null) return null;
    users.push(LINE + leaders.join('+'));
    for (const leader of shared) users.push(leaders.includes(leader) ? `in@${leader}` : `out@${leader}@${copy.id}`);
  }
  return users;
}

/** The department in which a plan has a step done; undefined: it does not matter. */
export function departmentOf(plan: StaffingPlan, copy: string): string | undefined {
  return plan.get(DEPARTMENT + copy)?.slice(DEPARTMENT.length);
}

/** The line of leaders under which a plan has a step done, joined by `+`; undefined: it does not matter. */
export function lineOf(plan: StaffingPlan, copy: string): string | undefined {
  return plan.get(LINE + copy)?.slice(LINE.length);
}
