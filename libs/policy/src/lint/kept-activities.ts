import { wordsOf } from '../controls/control.js';
import type { ActSpec, EvidenceSpec } from '../model/index.js';
import type { KeptProcess } from '../profiles/index.js';
import type { DrawnActivity } from './context.js';
import { articlesOf } from './kept-articles.js';

export type KeptActivity = KeptProcess['activities'][number];
type Lists = Pick<KeptActivity, 'duties' | 'papers' | 'ticks'>;

/** What the activity and each act of it have that a profile may keep. It rests on what the act rests on, else on what the activity and its control do. */
export function keptActivities(activity: DrawnActivity): KeptActivity[] {
  const { key, name, basis, control } = activity;
  const ofActivity = [...basis, ...(control?.basis ?? [])];
  const acts = (control?.acts ?? []).map((act) => ({
    ...{ activity: key, act: act.name, name, ...listsOf(act) },
    basis: articlesOf(act.basis.length > 0 ? act.basis : ofActivity),
  }));
  const whole = { activity: key, name, ...listsOf({ ...activity, properties: [] }), basis: articlesOf(ofActivity) };
  return [whole, ...acts].filter(({ duties, papers, ticks }) => duties.length + papers.length + ticks.length > 0);
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
