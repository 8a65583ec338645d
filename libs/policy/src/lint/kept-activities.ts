import type { ActSpec, EvidenceSpec } from '../model/index.js';
import type { KeptProcess } from '../profiles/index.js';
import type { DrawnActivity } from './context.js';
import { articlesOf } from './kept-articles.js';

export type KeptActivity = KeptProcess['activities'][number];
type Lists = Pick<KeptActivity, 'duties' | 'papers'>;

/** What the activity and each act of it have that a profile may keep. It rests on what the act rests on, else on what the activity and its control do. */
export function keptActivities(activity: DrawnActivity): KeptActivity[] {
  const { key, name, basis, control } = activity;
  const ofActivity = [...basis, ...(control?.basis ?? [])];
  const acts = (control?.acts ?? []).map((act) => ({
    ...{ activity: key, act: act.name, name, ...listsOf(act) },
    basis: articlesOf(act.basis.length > 0 ? act.basis : ofActivity),
  }));
  const whole = { activity: key, name, ...listsOf(activity), basis: articlesOf(ofActivity) };
  return [whole, ...acts].filter(({ duties, papers }) => duties.length + papers.length > 0);
}

/** Those of the activity, or of one act of it; empty where it is not drawn. */
export function listsIn(activity: DrawnActivity | undefined, act: string | undefined): Lists {
  const place = act === undefined ? activity : activity?.control?.acts.find(({ name }) => name === act);
  return place === undefined ? { duties: [], papers: [] } : listsOf(place);
}

function listsOf({ duties, evidence }: Pick<ActSpec, 'duties' | 'evidence'>): Lists {
  return { duties: [...duties], papers: requiredOf(evidence) };
}

/** Names of those without which it is not done. */
function requiredOf(evidence: readonly EvidenceSpec[]): string[] {
  return evidence.flatMap(({ name, required }) => (required ? [name] : []));
}
