import type { Phase } from '../model/index.js';
import type { TrailPlace } from '../ports/index.js';

/** Something done, or about to be done, as constraints see it. */
export interface Deed {
  /** Id of the process; keys of activities say nothing across processes. */
  readonly process: string;
  /** Node key. */
  readonly activity: string;
  /** `complete`, `firstPen` ...; of a claim: what will be done once it is taken. */
  readonly act: string;
  /** As the drawing names the activity. */
  readonly name: string;
  readonly duties: readonly string[];
  readonly phase: Phase | null;
  /** Voting in a body or chairing it: no act of a phase (domain reference §0.4, T17). */
  readonly isVoteInBody: boolean;
  /** Deciding alone: no vote, no pen and no countersignature. */
  readonly soleApproval: boolean;
  /** One of the two pens. */
  readonly isPen: boolean;
  /** The natural person, never the account. */
  readonly person: string;
  /** For whom the person acts, the nearest first; the last one is whose post it is. */
  readonly onBehalfOf: readonly string[];
  /** Who passed the work on or asked for the opinion: the act counts for them too, though it is done in nobody's place. */
  readonly alsoFor?: readonly string[] | undefined;
  /** The post and department acted in. */
  readonly post?: string | undefined;
  readonly department?: string | undefined;
  readonly at: number;
  /** Where it was done, as it was known then; absent: the organisation is asked, as it is known now. */
  readonly place?: TrailPlace | undefined;
}

/** Counts against its doer even if it was returned or voided later; towards a required number or a binding only as long as it stands. */
export interface PastAct extends Deed {
  readonly voided?: boolean | undefined;
}

export interface ActInQuestion extends Deed {
  /** Keys under which the work is offered: where to look for somebody else. */
  readonly offers: readonly string[];
  /** An opinion is asked, and the step done by somebody else (加签): who is bound to it, or needed for it, is not asked. */
  readonly isAdvice?: boolean;
  /** Codes of the restricted lines that the matter belongs to, as its profile says. */
  readonly lines?: readonly string[];
}

/** Everybody the act counts for: whoever acts for another counts as both. */
export function partiesOf({ person, onBehalfOf, alsoFor = NOBODY }: Deed): readonly string[] {
  if (onBehalfOf.length === 0 && alsoFor.length === 0) return [person];
  return [...new Set([person, ...onBehalfOf, ...alsoFor])];
}
const NOBODY: readonly string[] = [];

export function countsFor({ person, onBehalfOf, alsoFor }: Deed, party: string): boolean {
  return person === party || onBehalfOf.includes(party) || alsoFor?.includes(party) === true;
}

export function sharePerson(one: Deed, other: Deed): boolean {
  if (isAlone(one) && isAlone(other)) return one.person === other.person;
  return meet(partiesOf(one), partiesOf(other)) !== undefined;
}

function isAlone({ onBehalfOf, alsoFor }: Deed): boolean {
  return onBehalfOf.length === 0 && alsoFor === undefined;
}

/** The first that both have. Both are short. */
export function meet(some: readonly string[], others: readonly string[]): string | undefined {
  return some.find((each) => others.includes(each));
}
