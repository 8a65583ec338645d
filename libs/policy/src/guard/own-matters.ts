import { policyOf } from '../model/index.js';
import type { ProcessDefinition, Reason, Request } from '../ports/index.js';
import { profilesOver } from '../profiles/index.js';
import { STAFFING_KINDS } from '../publication/staffed.js';
import { countedBudget } from '../staffing/index.js';
import { nobodyFor, ruleOf, staffOf, type NobodyFor } from '../staffing/process/index.js';
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
  const basis = [organisation.unit, over, ...STAFFING_KINDS.map((kind) => organisation.facts(kind, at))];
  const found = answersOf(target, basis).for(principal.person, () => {
    const staff = staffOf(process, policyOf(target), over, { view: organisation, at });
    return nobodyFor(node, staff, principal.person, countedBudget(LOOKS));
  });
  if (found === null) return [];
  const list = [...new Set(found.steps.map(({ name }) => `“${name}”`))].join('、');
  return [reason('NOBODY_FOR_OWN', { list, name: [...new Set(found.reason.flatMap(ruleOf))].join('、') })];
}

/** What was found of a definition, by who would start it, as long as all it rests on is the same: a view hands out the same list until something in it begins or ends. */
class Answers {
  private readonly found = new Map<string, NobodyFor | null>();

  constructor(private readonly basis: readonly unknown[]) {}

  isOf(basis: readonly unknown[]): boolean {
    return basis.length === this.basis.length && basis.every((each, index) => each === this.basis[index]);
  }

  for(person: string, find: () => NobodyFor | null): NobodyFor | null {
    let found = this.found.get(person);
    if (found === undefined) this.found.set(person, (found = find()));
    return found;
  }
}

const ANSWERS = new WeakMap<ProcessDefinition, Answers>();

function answersOf(target: ProcessDefinition, basis: readonly unknown[]): Answers {
  let answers = ANSWERS.get(target);
  if (answers?.isOf(basis) !== true) ANSWERS.set(target, (answers = new Answers(basis)));
  return answers;
}
