import type { ActReference, Phase, PolicyModel } from '../model/index.js';
import { dutiesOf } from './describe.js';
import type { Deed } from './deed.js';

/** One of the acts that a constraint speaks about: told by where it is drawn, by its duty, or by its phase. */
export interface Side {
  /** Equal for sides that select the same. */
  readonly key: string;
  /** The key of a deed under which everything it selects is found. */
  readonly indexedUnder: string;
  readonly label: string;
  /** The acts of the drawing that it selects. */
  readonly references: readonly ActReference[];
  selects(deed: Deed): boolean;
}

/** Every key under which a side can look for the deed. */
export function keysOf(deed: Deed): readonly string[] {
  const { process, activity, act, duties, phase, isVoteInBody, soleApproval, isPen } = deed;
  const keys = [`act:${process}/${activity}`, `act:${process}/${activity}#${act}`];
  for (const duty of duties) keys.push(`duty:${duty}`);
  if (phase !== null && !isVoteInBody) keys.push(`phase:${phase}`);
  if (soleApproval) keys.push(SOLE);
  if (isPen) keys.push(PEN);
  return keys;
}
const SOLE = 'soleApproval';
const PEN = 'pen';

export function sideOfAct(reference: ActReference, process: string, { activities }: PolicyModel): Side {
  const { activity, act } = reference;
  const key = `act:${process}/${activity}${act === null ? '' : `#${act}`}`;
  return {
    ...{ key, indexedUnder: key, references: [reference] },
    label: activities.get(activity)?.name ?? activity,
    selects: (deed) => deed.activity === activity && deed.process === process && (act === null || deed.act === act),
  };
}

export function sideOfDuty(duty: string, model?: PolicyModel): Side {
  return {
    ...{ key: `duty:${duty}`, indexedUnder: `duty:${duty}`, label: duty },
    references: referencesWith(duty, model),
    selects: (deed) => deed.duties.includes(duty),
  };
}

/** A vote in a body is no act of a phase. */
export function sideOfPhase(phase: Phase, model?: PolicyModel): Side {
  return {
    ...{ key: `phase:${phase}`, indexedUnder: `phase:${phase}`, label: PHASES[phase] },
    references: activitiesWith(model, (each) => each.phase === phase && each.control?.kind !== 'collectiveDecision'),
    selects: (deed) => deed.phase === phase && !deed.isVoteInBody,
  };
}
export const PHASES: Readonly<Record<Phase, string>> = { decide: '决策', execute: '执行', supervise: '监督' };

export function sideOfSoleApproval(references: readonly ActReference[] = []): Side {
  return {
    ...{ key: SOLE, indexedUnder: SOLE, label: '单独审批', references },
    selects: (deed) => deed.soleApproval,
  };
}

export function sideOfPen(): Side {
  return { key: PEN, indexedUnder: PEN, label: '两支笔', references: [], selects: (deed) => deed.isPen };
}

/** What one side and any of the others select. */
export function within(side: Side, others: readonly Side[]): Side {
  return {
    ...side,
    key: `${side.key} within ${others.map(({ key }) => key).join(' ')}`,
    references: side.references.filter(({ activity }) =>
      others.some(({ references }) => references.some((each) => each.activity === activity)),
    ),
    selects: (deed) => side.selects(deed) && others.some((other) => other.selects(deed)),
  };
}

function referencesWith(duty: string, model?: PolicyModel): ActReference[] {
  if (model === undefined) return [];
  return [...model.activities.values()].flatMap((activity): ActReference[] => {
    const { key, control } = activity;
    if (activity.duties.includes(duty)) return [{ activity: key, act: null }];
    const acts = control?.acts.filter(({ name }) => dutiesOf(activity, name).includes(duty)) ?? [];
    return acts.map(({ name }) => ({ activity: key, act: name }));
  });
}

type Activity = PolicyModel['activities'] extends ReadonlyMap<string, infer Value> ? Value : never;
function activitiesWith(model: PolicyModel | undefined, fits: (activity: Activity) => boolean): ActReference[] {
  if (model === undefined) return [];
  return [...model.activities.values()].filter(fits).map(({ key }) => ({ activity: key, act: null }));
}
