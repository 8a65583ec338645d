import type { Fact, OrganisationView, ScopeKey } from '../ports/index.js';

export type Substitute = Extract<Fact, { kind: 'substituteReview' }>;

/** Kind of the scope records that keep what was done under a substitute review, by its id. */
export const SUBSTITUTE_RECORD = 'qh:substituteReview';

export function recordOf(fact: string): ScopeKey {
  return { kind: SUBSTITUTE_RECORD, id: fact };
}

/** 替代控制 that two have said and that covers the process now. */
export function substitutesIn(process: string, organisation: OrganisationView, at: number): readonly Substitute[] {
  return organisation
    .facts('substituteReview', at)
    .filter(({ data }) => data.confirmedBy !== null && data.processes.includes(process));
}

/** Key under which the review is offered. */
export function reviewerOf({ data: { reviewer } }: Substitute): string {
  return 'post' in reviewer ? `post:${reviewer.post}` : `person:${reviewer.person}`;
}

/** An act that was done under one: what a record keeps of it. */
export interface SubstituteUse {
  readonly instance: string;
  readonly activity: string;
  readonly item: string;
  readonly person: string;
  readonly at: number;
}

/**
 * Which of them are looked at again (抽查复核): the first, and of the others so many in a hundred, drawn by a digest of what was recorded. So nobody chooses,
 * and what was drawn stays drawn.
 * @param digest SHA-256, hexadecimal
 */
export function drawnForRecheck(
  fact: string,
  uses: readonly SubstituteUse[],
  percent: number,
  digest: (text: string) => string,
): readonly SubstituteUse[] {
  return uses.filter((use, index) => {
    if (index === 0) return true;
    const { instance, item, person, at } = use;
    return Number.parseInt(digest(JSON.stringify([fact, instance, item, person, at])).slice(0, 8), 16) % 100 < percent;
  });
}
