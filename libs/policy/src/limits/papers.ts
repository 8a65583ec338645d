import { resting, stepRule } from '../constraints/index.js';
import type { PolicyModel } from '../model/index.js';
import type { Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';

/** Required papers (`qh:evidence`) of an activity that nobody has attached. */
export function againstMissingPapers(activity: string, model: PolicyModel, work: Work): Reason[] {
  const missing = (model.activities.get(activity)?.evidence ?? [])
    .filter(({ name, required }) => required && (work.counted?.papers[name] ?? []).length === 0)
    .map(({ name }) => name);
  if (missing.length === 0) return [];
  return [resting(reason('EVIDENCE_MISSING', { list: missing.join('、') }), stepRule(model, activity))];
}

/** Every paper that any activity asks for. */
export function paperNames({ activities }: PolicyModel): ReadonlySet<string> {
  return new Set([...activities.values()].flatMap(({ evidence }) => evidence.map(({ name }) => name)));
}
