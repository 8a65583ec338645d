import { bitsOf } from './bits.js';
import { pinned, withRoom, type Candidates, type Pins } from './candidates.js';
import { Derivation } from './derivation.js';
import { prefer, type PreparedProblem } from './prepared.js';
import { Search, type Effort } from './search/search.js';
import { Variables } from './search/variables.js';

export type KeptFinding =
  /** Numbers of users, by step. */
  | { readonly kind: 'plan'; readonly users: Int32Array }
  /** Numbers of constraints that cannot all hold; fewer may suffice. */
  | { readonly kind: 'refuted'; readonly core: readonly number[] }
  | { readonly kind: 'unknown' };

/** So many questions, and people who were left out, one search is asked about; then it is begun anew, without what it has gathered. */
const QUESTIONS = 64;
const MORE_PEOPLE = 32;
/** Numbers of a derivation, as many. */
const MAX_DERIVATION = 2_000_000;

/** One search for all questions about a matter under way: what it learns from one it knows for the next, and what was done it never doubts. */
export class KeptSearch {
  private readonly variables: Variables;
  private readonly phases: Uint8Array;
  private begun: Begun | null = null;

  constructor(
    private readonly prepared: PreparedProblem,
    private readonly candidates: Candidates,
    private done: Pins,
  ) {
    const { stepCount, teamCount } = prepared.compiled;
    this.variables = new Variables(stepCount, teamCount, QUESTIONS);
    this.phases = new Uint8Array(this.variables.count);
  }

  /**
   * Whether everything can be done when that user does that step, which nobody has done.
   * @param near a plan that the answer should resemble
   */
  ask(step: number, user: number, near: Int32Array | null, effort: Effort): KeptFinding {
    if (this.begun === null || this.begun.isUsedUp) this.begun = this.begin();
    const { begun, phases, variables } = this;
    prefer(near, variables, phases);
    const outcome = begun.search.ask(step, begun.placeOf(user, this.done), effort);
    begun.questions++;
    if (outcome.kind === 'unknown') return outcome;
    if (outcome.kind === 'refuted') {
      return { kind: 'refuted', core: begun.derivation.constraintsBehind(outcome.derivation) };
    }
    return { kind: 'plan', users: outcome.people.map((place) => begun.users[place] as number) };
  }

  /** @param done by step, everything that was done, this last */
  did(step: number, user: number, done: Pins): void {
    const { begun } = this;
    const wasDone = this.done.has(step);
    this.done = new Map(done);
    if (begun === null) return;
    // What was learnt holds as long as less becomes possible.
    if (wasDone || begun.isUsedUp || !this.prepared.repair.mayDo(user, step)) this.begun = null;
    else begun.search.pin(step, begun.placeOf(user, this.done));
  }

  private begin(): Begun {
    const { prepared, variables, phases, done } = this;
    const { compiled, stated } = prepared;
    const { constraints } = compiled;
    const candidates = withRoom(pinned(compiled, this.candidates, done), MORE_PEOPLE, QUESTIONS);
    const derivation = new Derivation();
    const search = new Search({ variables, candidates, constraints, stated, derivation, phases });
    return new Begun(prepared, candidates, search, derivation);
  }
}

class Begun {
  readonly users: number[];
  questions = 0;
  private readonly added = new Map<number, number>();
  private readonly known: number;

  constructor(
    private readonly prepared: PreparedProblem,
    private readonly candidates: Candidates,
    readonly search: Search,
    readonly derivation: Derivation,
  ) {
    this.users = [...candidates.users];
    this.known = this.users.length;
  }

  get isUsedUp(): boolean {
    const isFull = this.questions === QUESTIONS || this.users.length === this.known + MORE_PEOPLE;
    return isFull || this.derivation.size > MAX_DERIVATION;
  }

  /** Of somebody who was left out: lets them in. */
  placeOf(user: number, done: Pins): number {
    const known = this.candidates.places.get(user) ?? this.added.get(user) ?? this.pinnedPlace(user);
    if (known !== undefined) return known;
    const place = this.users.push(user) - 1;
    this.added.set(user, place);
    const { vectors, width } = this.prepared.compiled;
    const bits = bitsOf(vectors, user * width, width).filter((bit) => !done.has(bit));
    this.search.admit(place, bits);
    return place;
  }

  /** Those who have done something stand behind the others. */
  private pinnedPlace(user: number): number | undefined {
    const place = this.users.indexOf(user, this.candidates.places.size);
    return place < 0 ? undefined : place;
  }
}
