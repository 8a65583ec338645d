import type { Finding, Model } from '@quanheng/engine';
import { limitsOf, type Limit } from '../limits/index.js';
import { policyOf, type PolicyModel } from '../model/index.js';
import type { ProcessDefinition } from '../ports/index.js';
import { finding } from './drawn.js';

/**
 * Sums that reach over matters are kept by the name of their limit: under another name they would begin at nothing, and everything used until then would be
 * forgotten. Told where the version in force sums the same datum over the same extent under a name that the new one has no more.
 */
export function renamedLimits(model: Model, policy: PolicyModel, superseded: ProcessDefinition | undefined): Finding[] {
  const now = summed(policy);
  const before = superseded === undefined ? [] : summed(policyOf(superseded));
  const gone = before.filter((limit) => !has(now, limit));
  return now.flatMap((limit): Finding[] => {
    if (has(before, limit)) return [];
    const old = gone.find(({ extent, sum }) => extent === limit.extent && sum?.of === limit.sum?.of);
    if (old === undefined) return [];
    const message = `限额“${limit.name}”在现行版本中名为“${old.name}”；改名后累计金额将从零起算，以前的使用不再计入。请沿用原名称“${old.name}”；确需另设限额的，请同时保留原限额。`;
    return [finding(model, limit.acts[0]?.activity ?? '', { code: 'limit-renamed', message })];
  });
}

function summed(policy: PolicyModel): readonly Limit[] {
  return limitsOf(policy).limits.filter(({ sum, extent }) => sum !== null && extent !== 'instance');
}

function has(limits: readonly Limit[], { name, extent }: Limit): boolean {
  return limits.some((limit) => limit.name === name && limit.extent === extent);
}
