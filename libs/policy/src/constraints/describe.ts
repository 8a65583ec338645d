import type { ActivityPolicy, PolicyModel } from '../model/index.js';
import type { TrailRecord } from '../ports/index.js';
import type { Deed, PastAct } from './deed.js';

/** What the drawing says about an act: the part of a deed that does not depend on who does it. */
export type Description = Pick<Deed, 'name' | 'duties' | 'phase' | 'isVoteInBody' | 'soleApproval' | 'isPen'>;

/** Passing work on is not doing it. Returning it counts against whoever did: to say no is to use the power of the step. */
const HANDLING: ReadonlySet<string> = new Set([
  ...['claim', 'release', 'transfer', 'delegate', 'addSign', 'removeSign', 'urge', 'withdraw', 'read'],
]);

/** What several decide together nobody decides alone. */
const TOGETHER: ReadonlySet<string> = new Set(['collectiveDecision', 'dualSignature', 'countersign']);

export function describe({ activities }: PolicyModel, activity: string, act: string): Description {
  const policy = activities.get(activity);
  if (policy === undefined) return { name: activity, ...NOTHING };
  const { control, phase, name } = policy;
  return {
    name,
    duties: dutiesOf(policy, act),
    phase,
    isVoteInBody: control?.kind === 'collectiveDecision',
    soleApproval: phase === 'decide' && !TOGETHER.has(control?.kind ?? ''),
    isPen: control?.kind === 'dualSignature',
  };
}
const NOTHING = { duties: [], phase: null, isVoteInBody: false, soleApproval: false, isPen: false } as const;

/** Those of the activity are those of each of its acts. */
export function dutiesOf({ duties, control }: ActivityPolicy, act: string): readonly string[] {
  const own = control?.acts.find(({ name }) => name === act)?.duties ?? [];
  return own.length === 0 ? duties : [...new Set([...duties, ...own])];
}

/** What of a trail counts as done, in its order. */
export function pastActsOf(trail: readonly TrailRecord[], process: string, model: PolicyModel): PastAct[] {
  return trail
    .filter(({ act }) => !HANDLING.has(act))
    .map(({ activity, act, person, onBehalfOf, post, department, at }) => ({
      ...describe(model, activity, act),
      ...{ process, activity, act, person, at },
      onBehalfOf: onBehalfOf === undefined ? [] : [onBehalfOf],
      ...(post === undefined ? {} : { post }),
      ...(department === undefined ? {} : { department }),
      // What was returned is not done.
      ...(act === 'return' ? { voided: true } : {}),
    }));
}
