import { wordsOf } from '../controls/control.js';
import type { ActSpec, AssignSpec, EvidenceSpec } from '../model/index.js';
import type { KeptProcess } from '../profiles/index.js';
import type { DrawnActivity } from './context.js';
import { articlesOf } from './kept-articles.js';

export type KeptActivity = KeptProcess['activities'][number];
type Lists = Pick<KeptActivity, 'duties' | 'papers' | 'ticks'>;
type Holder = NonNullable<KeptActivity['holders']>[number];

/** What the activity and each act of it have that a profile may keep. It rests on what the act rests on, else on what the activity and its control do. */
export function keptActivities(activity: DrawnActivity): KeptActivity[] {
  const { key, name, basis, control } = activity;
  const ofActivity = [...basis, ...(control?.basis ?? [])];
  const acts = (control?.acts ?? []).map((act) => ({
    ...{ activity: key, act: act.name, name, ...heldIn(activity, act.name), ...listsOf(act) },
    basis: articlesOf(act.basis.length > 0 ? act.basis : ofActivity),
  }));
  const lists = listsOf({ ...activity, properties: [] });
  const whole = { activity: key, name, ...heldIn(activity, undefined), ...lists, basis: articlesOf(ofActivity) };
  return [whole, ...acts].filter(
    ({ holders = [], duties, papers, ticks }) => holders.length + duties.length + papers.length + ticks.length > 0,
  );
}

/** To whom people's work is given; absent where its acts say so, or nobody does. */
function heldIn(activity: DrawnActivity, act: string | undefined): Pick<KeptActivity, 'holders'> {
  const isSaidByActs = act === undefined && (activity.control?.acts ?? []).length > 0;
  const holders = isSaidByActs ? [] : (holdersIn(activity, act) ?? []);
  return holders.length === 0 ? {} : { holders: holders.map((each) => ({ ...each })) };
}

/** To whom it is given: an act that says nothing to those of its activity, an activity with acts to those of all of them. Empty: to everybody; null: it is not drawn. */
export function holdersIn(activity: DrawnActivity | undefined, act: string | undefined): readonly AssignSpec[] | null {
  if (activity === undefined) return null;
  const { assigns, control } = activity;
  const acts = (control?.acts ?? []).filter(({ name }) => act === undefined || name === act);
  if (acts.length === 0) return act === undefined ? assigns : null;
  return acts.flatMap((each) => (each.assigns.length > 0 ? each.assigns : assigns));
}

/** The same words for the same people, in whatever order they are written. */
export function holderWords({ post, department, role, body, of, startedBy }: Holder | AssignSpec): string {
  const said = Object.entries({
    post,
    department,
    role,
    body,
    of,
    startedBy: startedBy?.split(/\s+/).sort().join(' '),
  });
  return said.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join(' ');
}

/** Those of the activity, or of one act of it; empty where it is not drawn. */
export function listsIn(activity: DrawnActivity | undefined, act: string | undefined): Lists {
  const place =
    act === undefined
      ? activity && { ...activity, properties: [] }
      : activity?.control?.acts.find(({ name }) => name === act);
  return place === undefined ? { duties: [], papers: [], ticks: [] } : listsOf(place);
}

function listsOf({ duties, evidence, properties }: Pick<ActSpec, 'duties' | 'evidence' | 'properties'>): Lists {
  return { duties: [...duties], papers: requiredOf(evidence), ticks: wordsOf(properties, 'verify') };
}

/** Names of those without which it is not done. */
function requiredOf(evidence: readonly EvidenceSpec[]): string[] {
  return evidence.flatMap(({ name, required }) => (required ? [name] : []));
}
