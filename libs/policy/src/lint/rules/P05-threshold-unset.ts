import { threshold } from '../../catalogue/index.js';
import { limitsOf } from '../../limits/index.js';
import type { ThresholdName } from '../../model/index.js';
import type { Lint } from '../lint.js';

/** A limit that nobody has set would stop the first matter that comes to it; nobody begins what cannot be done. */
export const thresholdUnset: Lint = {
  rule: 'P05',
  code: 'P05-threshold-unset',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check({ model, policy, organisation }) {
    const [process] = model.processes;
    if (organisation === null || process === undefined) return;
    const { view, at } = organisation;
    const named = new Map<string, ThresholdName>();
    const name = (asked: ThresholdName): void => void named.set(JSON.stringify(asked), asked);
    for (const each of policy.thresholds) name(each.threshold);
    for (const { sum } of limitsOf(policy).limits) if (sum?.most.kind === 'threshold') name(sum.most.name);
    for (const asked of named.values()) {
      const found = threshold(view, asked, at, at);
      if (found.status === 'set') continue;
      yield { elementId: process.id, message: `${found.reason.message}设置前不能发布，请先在限额目录中设置。` };
    }
  },
};
