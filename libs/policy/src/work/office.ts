import type { WireValue } from '@quanheng/engine';
import type { CorrectedPage, CorrectedValue, HandOverMatter } from '../ports/index.js';

/** 交接单 within one matter. */
export interface HandOver extends Omit<HandOverMatter, 'kind' | 'instance'> {
  readonly signed: readonly Consent[];
  /** When the last of the three had signed; absent: somebody is missing, and nothing has changed. */
  readonly since?: number;
}
export interface Consent {
  readonly person: string;
  readonly as: 'from' | 'to' | 'witness' | 'personnel';
  readonly at: number;
}

/** 勘误. The old text is kept. */
export interface Correction {
  /** From 1. */
  readonly number: number;
  readonly activity: string;
  readonly change: CorrectedValue | CorrectedPage;
  /** What the variable was; absent of a page. */
  readonly before?: WireValue;
  readonly reason: string;
  readonly proposed: Hand;
  readonly decided?: Hand & { readonly agreed: boolean; readonly reason?: string };
}
export interface Hand {
  readonly person: string;
  readonly onBehalfOf?: string;
  readonly at: number;
}

/** What an office did with a matter besides doing its work; absent: nothing. */
export interface OfficeWork {
  readonly handOvers?: readonly HandOver[];
  readonly corrections?: readonly Correction[];
}

type Content = Omit<HandOver, 'signed' | 'since'>;

/** Whoever signs signs all of it: what says anything else is another hand-over. */
export function isSameHandOver(one: Content, other: Content): boolean {
  return contentOf(one) === contentOf(other);
}
function contentOf({ from, to, witness, document, substitute, absence }: Content): string {
  return JSON.stringify([from, to, witness, document, substitute?.post, substitute?.until, absence]);
}

/** Those that count, in the order in which they began to. */
export function handedOver({ handOvers = [] }: OfficeWork): readonly HandOver[] {
  return handOvers
    .filter(({ since }) => since !== undefined)
    .toSorted((one, other) => (one.since ?? 0) - (other.since ?? 0));
}

/** Whose matter it was before it came to the person, the last first: what the person does counts for them, too. */
export function predecessorsOf(work: OfficeWork, person: string): readonly string[] {
  const found = new Set([person]);
  for (const each of found) for (const { from, to } of handedOver(work)) if (to === each) found.add(from);
  found.delete(person);
  return [...found];
}

/** Who has it now of what was that person's. */
export function successorOf(work: OfficeWork, person: string): string {
  let now = person;
  // Handed back: the last hand-over counts.
  for (const { from, to } of handedOver(work)) if (from === now) now = to;
  return now;
}
