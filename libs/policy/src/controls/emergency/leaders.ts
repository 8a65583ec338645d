import { isChief } from '../../constraints/chief.js';
import { namesIn } from '../../constraints/names.js';
import type { OrganisationView, Reason } from '../../ports/index.js';
import { reason } from '../../texts/index.js';
import type { DoneAct } from '../../work/state.js';
import type { Acting } from '../../guard/acting.js';
import type { Around } from '../around.js';

/** Whoever signs leads departments, others than the other one leads, and is not the chief. */
export function againstLeader(by: Acting, signed: readonly DoneAct[], { organisation, at }: Around): Reason[] {
  if (isChief(by.person, organisation, at)) return [reason('EMERGENCY_CHIEF')];
  const own = ledBy(by.post, organisation, at);
  if (own.length === 0) return [reason('EMERGENCY_NOT_LEADER')];
  // As it was known when they signed, and as it is known of then now: who changes the lines for the past frees nobody.
  const both = signed
    .flatMap(({ post, at: then, led = [] }) => [...led, ...ledBy(post, organisation, then)])
    .filter((each) => own.includes(each));
  if (both.length === 0) return [];
  return [reason('EMERGENCY_SAME_LINE', { dept: namesIn(organisation, 'department', new Set(both), at) })];
}

/** Departments that the post leads (分管). */
export function ledBy(post: string | null, organisation: OrganisationView, at: number): readonly string[] {
  const lines = organisation.facts('leaderLine', at).filter(({ data }) => data.leader === post);
  return lines.flatMap(({ data }) => data.departments);
}
