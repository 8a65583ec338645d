import { toWire, type EngineEvent, type FeelValue } from '@quanheng/engine';
import { thresholdValues } from '../catalogue/index.js';
import { policyOf } from '../model/index.js';
import type { InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';

/** A matter whose process reads a threshold that nobody has set is not begun: what it leads to would be decided by a guess. */
export function againstUnsetThresholds({ command, target, organisation, at }: Request<Work>): readonly Reason[] {
  if (target === undefined || (command.kind !== 'startInstance' && command.kind !== 'migrateInstance')) return [];
  return thresholdValues(policyOf(target).thresholds, organisation, at, at).missing;
}

/** Nobody writes a threshold: whoever starts the matter neither, nor an operator, nor a mapping that hides it inside. */
export function againstThresholdWrites(
  flow: readonly EngineEvent[],
  { organisation, at, target }: Request<Work>,
  { definition, startedAt }: InstanceView<Work>,
): Reason[] {
  const { thresholds } = policyOf(target ?? definition);
  if (thresholds.length === 0) return [];
  const declared = new Set(thresholds.map(({ variable }) => variable));
  const written = flow.flatMap((event) => [...variablesOf(event)].filter(([name]) => declared.has(name)));
  if (written.length === 0) return [];
  const { values, names } = thresholdValues(thresholds, organisation, startedAt, at);
  const changed = new Set(written.filter(isOther).map(([name]) => name));
  return [...changed].map((field) => reason('THRESHOLD_FIXED', { field: names.get(field) ?? field }));

  function isOther([name, value]: readonly [string, FeelValue]): boolean {
    const threshold = values.get(name);
    return threshold !== undefined && JSON.stringify(toWire(value)) !== JSON.stringify(toWire(threshold));
  }
}

function variablesOf(event: EngineEvent): ReadonlyMap<string, FeelValue> {
  if (event.type === 'variablesSet') return event.values;
  return event.type === 'elementActivated' ? (event.variables ?? NONE) : NONE;
}
const NONE: ReadonlyMap<string, FeelValue> = new Map();
