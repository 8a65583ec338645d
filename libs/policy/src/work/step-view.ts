import type { InstanceState, WireValue } from '@quanheng/engine';
import { aroundOf } from '../controls/around.js';
import { actOf, type ActPlan, type PlannedControl } from '../controls/control.js';
import { controlsOf } from '../controls/plan.js';
import { wantedPapers, type WantedPaper } from '../limits/index.js';
import { policyOf, type Basis, type Phase, type ProtectedDatum } from '../model/index.js';
import type { InstanceView, OrganisationView } from '../ports/index.js';
import { protectedText, valueOf, type Digest } from './protected-data.js';
import { attachedOf, papersBefore, papersText } from './signed-papers.js';
import type { Answer, DoneAct, Work } from './state.js';

/** What is to be done in a work item, for whoever has it before them. */
export interface StepView {
  readonly control: string | null;
  readonly act: string | null;
  readonly plan: Pick<ActPlan, 'title' | 'isPen' | 'answers' | 'verify' | 'isVote' | 'isAttendance' | 'isTally'> | null;
  /** Outcomes of an activity that is no control. */
  readonly outcomes: readonly string[];
  readonly writes: readonly string[];
  readonly phase: Phase | null;
  readonly basis: readonly Basis[];
  readonly evidence: readonly WantedPaper[];
  readonly signs: SignedContent | null;
  /** The answer that it counts as when nobody has given one until the item is due; null: none. */
  readonly silence: Answer | null;
  readonly acts: readonly { readonly act: string; readonly title: string; readonly done: DoneAct | null }[];
}
/** What a signature given now would cover. */
export interface SignedContent {
  readonly digest: string;
  readonly data: readonly (ProtectedDatum & { readonly value: WireValue })[];
  readonly papers: readonly { readonly name: string; readonly file: string; readonly digest: string }[];
}

type Viewed = Pick<InstanceView<Work>, 'definition' | 'flow' | 'work'>;
interface Where {
  readonly activity: string;
  readonly item: string;
}
interface Around {
  readonly organisation: OrganisationView;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly digest: Digest;
}

/** Undefined: the definition has no such activity any more. */
export function stepView(instance: Viewed, { activity, item }: Where, around: Around): StepView | undefined {
  const { definition, work } = instance;
  const model = policyOf(definition);
  const drawn = model.activities.get(activity);
  if (drawn === undefined) return undefined;
  const planned = controlsOf(model).get(activity) ?? null;
  const { act = null, addition } = work.items[item] ?? {};
  const isAdvice = addition !== undefined;
  const plan = planned === null || act === null || isAdvice ? null : planOfAct(instance, planned, act, around);
  const ofAct = drawn.control?.acts.find(({ name }) => name === act);
  return {
    ...{ control: drawn.control?.kind ?? null, act, plan },
    outcomes: isAdvice ? ['approve', 'disapprove'] : (definition.graph.nodesByKey.get(activity)?.outcomes ?? []),
    ...{ writes: drawn.writes, phase: drawn.phase },
    basis: [...drawn.basis, ...(drawn.control?.basis ?? []), ...(ofAct?.basis ?? []), ...model.basis],
    evidence: wantedPapers(work.items[item] ?? { activity }, model, work),
    signs: planned === null ? null : contentOf(instance, planned, around.digest),
    silence: planned === null || plan === null ? null : (planned.control.silence?.(planned) ?? null),
    acts: planned === null ? [] : actsOf(instance, planned, around),
  };
}

function planOfAct(
  { definition, flow, work }: Viewed,
  planned: PlannedControl,
  act: string,
  { organisation, at }: Around,
) {
  return actOf(planned, act, () => aroundOf({ definition, flow }, work, organisation, at)) ?? null;
}

/** The same digest that a signature carries: see `WorkDraft.digestFor`. */
function contentOf({ definition, flow, work }: Viewed, planned: PlannedControl, digest: Digest): SignedContent {
  const model = policyOf(definition);
  const { key } = planned.activity;
  const names = attachedOf(papersBefore(definition.graph, model, key), work);
  const data = digest(protectedText(model, planned.signs, flow));
  return {
    digest: names.length === 0 ? data : digest(`${data} ${papersText(names, work)}`),
    data: signedData(planned, flow, [...model.protectedData.values()]),
    papers: names.flatMap((name) => {
      const paper = work.counted?.papers[name]?.at(-1);
      return paper === undefined ? [] : [{ name, file: paper.file, digest: paper.digest }];
    }),
  };
}

function signedData({ signs }: PlannedControl, flow: InstanceState, data: readonly ProtectedDatum[]) {
  return data
    .filter(({ name }) => signs?.includes(name) ?? true)
    .map((datum) => ({ ...datum, value: valueOf(flow, datum.name) }));
}

/** The control under way, else as it ended last. */
function actsOf(instance: Viewed, planned: PlannedControl, around: Around): StepView['acts'] {
  const { work } = instance;
  const { key } = planned.activity;
  const open = Object.values(work.controls ?? {}).find(({ activity }) => activity === key);
  const done = open?.acts ?? work.ended?.[key]?.acts ?? {};
  const names = [...new Set([...planned.acts.keys(), ...Object.keys(done)])];
  return names.map((act) => {
    const title = planOfAct(instance, planned, act, around)?.title;
    return { act, title: title === undefined || title === '' ? planned.activity.name : title, done: done[act] ?? null };
  });
}
