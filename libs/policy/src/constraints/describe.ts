import type { ActivityPolicy, PolicyModel } from '../model/index.js';
import type { TrailRecord } from '../ports/index.js';
import type { Deed, PastAct } from './deed.js';

/** What the drawing says about an act: the part of a deed that does not depend on who does it. */
export type Description = Pick<Deed, 'name' | 'duties' | 'phase' | 'isVoteInBody' | 'soleApproval' | 'isPen'>;

/** Passing work on is not doing it. Returning it counts against whoever did: to say no is to use the power of the step. */
const HANDLING: ReadonlySet<string> = new Set([
  ...[
    'claim',
    'release',
    'transfer',
    'delegate',
    'addSign',
    'removeSign',
    'recuse',
    'retrieve',
    'urge',
    'deemed',
    'withdraw',
    'read',
  ],
  ...['handOver', 'copy', 'comment', 'askReview', 'setVariables'],
]);

export function isHandling(act: string): boolean {
  return HANDLING.has(act);
}

/** Counts against whoever did it, and towards nothing. */
const NOT_DONE: ReadonlySet<string> = new Set([
  ...['review', 'return', 'advise', 'proposeCorrection', 'confirmCorrection', 'rejectCorrection'],
]);

/** What several decide together nobody decides alone. */
const TOGETHER: ReadonlySet<string> = new Set(['collectiveDecision', 'dualSignature', 'countersign', 'emergency']);

/** Read once for each act of a drawing. */
export function describe(model: PolicyModel, activity: string, act: string): Description {
  const policy = model.activities.get(activity);
  if (policy === undefined) return { name: activity, ...NOTHING };
  let acts = KNOWN.get(policy);
  if (acts === undefined) KNOWN.set(policy, (acts = new Map<string, Description>()));
  let found = acts.get(act);
  if (found === undefined) acts.set(act, (found = describeDrawn(policy, act)));
  return found;
}
const KNOWN = new WeakMap<ActivityPolicy, Map<string, Description>>();

function describeDrawn(policy: ActivityPolicy, act: string): Description {
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
  const found: PastAct[] = [];
  for (const record of trail) if (!isHandling(record.act)) found.push(pastAct(record, process, model));
  return found;
}

/** Field by field: made anew for every record at every command. */
function pastAct(record: TrailRecord, process: string, model: PolicyModel): PastAct {
  const { activity, act: done, onBehalfOf } = record;
  const act = record.adviceOn ?? done;
  const { name, duties, phase, isVoteInBody, soleApproval, isPen } = describe(model, activity, act);
  return {
    process,
    activity,
    act,
    name,
    duties,
    phase,
    isVoteInBody,
    soleApproval,
    isPen,
    person: record.person,
    onBehalfOf: onBehalfOf === undefined ? NOBODY : [onBehalfOf],
    alsoFor: record.alsoFor,
    post: record.post,
    department: record.department,
    at: record.at,
    place: record.place,
    // What was returned is not done, and whoever gave an opinion on it has not done it.
    voided: NOT_DONE.has(done) ? true : undefined,
  };
}
const NOBODY: readonly string[] = [];
