import { resting, stepRule } from '../constraints/index.js';
import { allPapersOf, type EvidenceSpec, type PolicyModel } from '../model/index.js';
import type { Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Item, Work } from '../work/state.js';
import type { Paper } from './state.js';

type Doing = Partial<Pick<Item, 'element' | 'act'>> & Pick<Item, 'activity'>;

/** A paper that is asked for, as it stands. */
export interface WantedPaper extends EvidenceSpec {
  /** Of the act, and of nothing else in the activity. */
  readonly isOfAct: boolean;
  readonly isThere: boolean;
}

/** What an activity, and one act of it, asks for. What an act asks for is of this time: the ballots of an earlier meeting are not those of this one. */
export function wantedPapers({ activity, element, act }: Doing, model: PolicyModel, work: Work): WantedPaper[] {
  const drawn = model.activities.get(activity);
  if (drawn === undefined) return [];
  const attached = (name: string): readonly Paper[] => work.counted?.papers[name] ?? [];
  const own = drawn.control?.acts.find(({ name }) => name === act)?.evidence ?? [];
  const [first] = Object.values(work.controls?.[element ?? -1]?.acts ?? {});
  const isOfNow = ({ at }: Paper): boolean => first === undefined || at >= first.at;
  return [
    ...drawn.evidence.map((each) => ({ ...each, isOfAct: false, isThere: attached(each.name).length > 0 })),
    ...own.map((each) => ({ ...each, isOfAct: true, isThere: attached(each.name).some(isOfNow) })),
  ];
}

/** Required papers (`qh:evidence`) that nobody has attached. */
export function againstMissingPapers(doing: Doing, model: PolicyModel, work: Work): Reason[] {
  const missing = wantedPapers(doing, model, work).filter(({ required, isThere }) => required && !isThere);
  if (missing.length === 0) return [];
  const list = missing.map(({ name }) => name).join('、');
  return [resting(reason('EVIDENCE_MISSING', { list }), stepRule(model, doing.activity, doing.act))];
}

/** Every paper that any activity asks for. */
export function paperNames({ activities }: PolicyModel): ReadonlySet<string> {
  return new Set([...activities.values()].flatMap((each) => allPapersOf(each).map(({ name }) => name)));
}
