import type { Finding, Model } from '@quanheng/engine';
import { readConstraints } from '../constraints/index.js';
import { planOf } from '../controls/plan.js';
import { limitsOf } from '../limits/index.js';
import { readPolicy, type PolicyModel } from '../model/index.js';

export interface DrawnPolicy {
  readonly policy: PolicyModel;
  readonly findings: readonly Finding[];
}

/** What a document says about power, and what of it makes no sense, whatever power it is about. */
export function readDrawn(model: Model): DrawnPolicy {
  const { policy, findings } = readPolicy(model);
  const controls = [...policy.activities.values()].flatMap((activity): Finding[] => {
    const plan = planOf(activity);
    return plan === null || 'control' in plan ? [] : [finding(model, activity.key, plan.wrong)];
  });
  const [process] = model.processes;
  const problems =
    process === undefined ? [] : [...readConstraints(policy, process.id).problems, ...limitsOf(policy).problems];
  const constraints = problems.map(({ message }) =>
    finding(model, process?.id ?? '', { code: 'constraint-meaningless', message }),
  );
  return { policy, findings: [...findings, ...controls, ...constraints] };
}

/** Refuses publication; with its line where the document has one. */
export function finding(
  { locations }: Model,
  elementId: string,
  { code, message }: Pick<Finding, 'code' | 'message'>,
): Finding {
  const line = locations.get(elementId)?.line;
  return { code, message, severity: 'error', elementId, ...(line === undefined ? {} : { line }) };
}
