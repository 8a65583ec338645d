import type { Finding } from '@quanheng/engine';
import { policyOf, type ThresholdSpec } from '../model/index.js';
import type { ProcessDefinition } from '../ports/index.js';
import { finding } from './drawn.js';

/** A variable is one thing in all documents that run together. */
export function differingThresholds(definition: ProcessDefinition): Finding[] {
  const model = definition.models.get('');
  if (model === undefined) return [];
  const first = new Map<string, ThresholdSpec>();
  return policyOf(definition).thresholds.flatMap((spec): Finding[] => {
    const other = first.get(spec.variable) ?? spec;
    first.set(spec.variable, other);
    if (nameOf(other) === nameOf(spec)) return [];
    const message = `限额变量“${spec.variable}”在本流程与所调用的流程中分别指限额“${nameOf(other)}”和“${nameOf(spec)}”；请在其中一个流程中改用其他变量名。`;
    return [finding(model, definition.process, { code: 'threshold-differs', message })];
  });
}

function nameOf({ threshold: { key, jurisdiction, objectType } }: ThresholdSpec): string {
  return [key, jurisdiction, ...(objectType === undefined ? [] : [objectType])].join(':');
}
