import { unitRule } from '../../catalogue/index.js';
import type { Tally } from '../../work/state.js';
import type { Around, DoneActs } from '../control.js';
import type { Properties } from './properties.js';

/** Acts of the office: the agenda is set, the meeting opened. */
export const AGENDA = 'agenda';
export const OPEN = 'open';
/** Acts of one member each: `present:P1`. */
export const PRESENT = 'present';
export const SPEAK = 'speak';
export const VOTE = 'vote';
/** An outcome, 报上级决定: too many have recused themselves for the body to decide. */
export const REFERRED = 'referred';
/** Of a paper ballot: 计票, 监票. */
export const COUNT = 'count';
export const WITNESS = 'witness';

/** A meeting under way, read off what was done. Who belongs to the body is asked as of the moment the agenda was set. */
export class Meeting {
  readonly members: readonly string[];
  /** As the body has it, whether there or not. */
  readonly chairman: string | undefined;
  /** Named by document to chair while the chairman is away (代理主持), and signed in; null: nobody, or not needed. */
  readonly acting: { readonly person: string; readonly document: string } | null;
  /** Signed in, and not recused. */
  readonly present: readonly string[];
  readonly recused: readonly string[];

  constructor(
    private readonly properties: Properties,
    private readonly done: DoneActs,
    private readonly around: Around,
  ) {
    const body = around.organisation.fact('body', properties.body, done[AGENDA]?.at ?? around.at);
    // A secretary writes, and has no vote.
    const members = (body?.data.members ?? []).filter(({ role }) => role !== 'secretary');
    this.members = members.map(({ person }) => person);
    this.chairman = members.find(({ role }) => role === 'chair')?.person;
    this.present = this.members.filter((member) => done[`${PRESENT}:${member}`]?.answer === 'approve');
    this.recused = this.members.filter((member) => done[`${PRESENT}:${member}`]?.answer === 'recuse');
    this.acting = this.findActing();
  }

  /** Who chairs; undefined: nobody has come who may. */
  get chair(): string | undefined {
    return this.isPresent(this.chairman) ? this.chairman : this.acting?.person;
  }

  /** Somebody has to chair, where the body has a chair at all. */
  get lacksChair(): boolean {
    return this.chairman !== undefined && this.chair === undefined;
  }

  private findActing(): Meeting['acting'] {
    if (this.chairman === undefined || this.isPresent(this.chairman)) return null;
    const { organisation, at } = this.around;
    const named = organisation.fact('actingChair', this.properties.body, this.done[OPEN]?.at ?? at)?.data;
    return named !== undefined && this.isPresent(named.person) ? named : null;
  }

  private isPresent(member: string | undefined): boolean {
    return member !== undefined && this.present.includes(member);
  }

  /** How many must be present: 以上 includes the number. */
  get quorum(): number {
    return Math.ceil(this.properties.quorum === '1/2' ? this.members.length / 2 : (this.members.length * 2) / 3);
  }

  /** The base of the vote: all members; those recused leave it only where the unit's rule says so (domain README §0.4, T5). */
  get entitled(): number {
    const { value } = unitRule(this.around.organisation, 'recusalDenominator', this.done[AGENDA]?.at ?? this.around.at);
    return value === 'leave' ? this.members.length - this.recused.length : this.members.length;
  }

  /** So many have recused themselves that no decision can come about, whoever else comes and whatever they say. */
  get isBeyondReach(): boolean {
    const left = this.members.length - this.recused.length;
    return this.recused.length > 0 && (left < this.quorum || !this.isEnough(left));
  }

  get silent(): readonly string[] {
    return this.present.filter((member) => this.done[`${SPEAK}:${member}`] === undefined);
  }

  get chairSpeaksLast(): boolean {
    return unitRule(this.around.organisation, 'chairSpeaksLast', this.done[AGENDA]?.at ?? this.around.at).value;
  }

  /** Members who have not voted; of a paper ballot, what has not been counted. */
  get unvoted(): readonly string[] {
    const ballots =
      this.properties.ballot === 'secret' ? [COUNT, WITNESS] : this.present.map((member) => `${VOTE}:${member}`);
    return ballots.filter((ballot) => this.done[ballot] === undefined);
  }

  get votes(): Tally {
    const counted = this.done[COUNT]?.tally;
    if (counted !== undefined) return counted;
    const votes = this.present.map((member) => this.done[`${VOTE}:${member}`]?.answer);
    const of = (answer: string): number => votes.filter((vote) => vote === answer).length;
    return { approve: of('approve'), disapprove: of('disapprove'), defer: of('defer') };
  }

  /** A tie is no majority, and who defers or stays away has not agreed. */
  get isPassed(): boolean {
    return this.isEnough(this.votes.approve);
  }

  private isEnough(approve: number): boolean {
    const { entitled } = this;
    return this.properties.majority === 'half' ? approve * 2 > entitled : approve * 3 >= entitled * 2;
  }
}
