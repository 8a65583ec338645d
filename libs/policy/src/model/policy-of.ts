import type { Model } from '@quanheng/engine';
import { readPolicy } from './read.js';
import type { PolicyModel } from './types.js';

const KNOWN = new WeakMap<ReadonlyMap<string, Model>, PolicyModel>();

/** Of everything that a definition runs: its own document and every called one, by the prefix of their keys. Read once. */
export function policyOf({ models }: { readonly models: ReadonlyMap<string, Model> }): PolicyModel {
  const known = KNOWN.get(models);
  if (known !== undefined) return known;
  const parts = [...models].map(([prefix, model]) => readPolicy(model, prefix).policy);
  const made: PolicyModel = {
    activities: new Map(parts.flatMap(({ activities }) => [...activities])),
    protectedData: new Map(parts.flatMap(({ protectedData }) => [...protectedData])),
    constraints: parts.flatMap(({ constraints }) => constraints),
    records: parts.flatMap(({ records }) => records),
    thresholds: parts.flatMap(({ thresholds }) => thresholds),
    basis: parts.flatMap(({ basis }) => basis),
  };
  KNOWN.set(models, made);
  return made;
}
