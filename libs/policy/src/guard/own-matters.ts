import { policyOf } from '../model/index.js';
import type { Reason, Request } from '../ports/index.js';
import { profilesOver } from '../profiles/index.js';
import { countedBudget } from '../staffing/index.js';
import { nobodyFor, ruleOf, staffOf } from '../staffing/process/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import type { Known } from './known.js';

/** Looks at the clock for one question; what takes longer is not told. */
const LOOKS = 50;

/**
 * Power is not set in motion in a matter of one's own that nobody could finish: separation leaves a step that every such matter comes to without anybody, while the matter
 * of somebody else could be finished. Who holds a vacant post is not asked here, as it may be filled before it comes to that.
 */
export function againstStarting(
  { command, target, principal, organisation, at }: Request<Work>,
  { profiles }: Pick<Known, 'profiles'>,
): readonly Reason[] {
  if (command.kind !== 'startInstance' || target === undefined || principal.kind !== 'person') return [];
  const { process } = target;
  const over = profilesOver(process, process, { organisation, at, profiles });
  const node = target.graph.processes.get(process);
  if (over.length === 0 || node === undefined) return [];
  const staff = staffOf(process, policyOf(target), over, { view: organisation, at });
  const found = nobodyFor(node, staff, principal.person, countedBudget(LOOKS));
  if (found === null) return [];
  const list = [...new Set(found.steps.map(({ name }) => `“${name}”`))].join('、');
  return [reason('NOBODY_FOR_OWN', { list, name: [...new Set(found.reason.flatMap(ruleOf))].join('、') })];
}
