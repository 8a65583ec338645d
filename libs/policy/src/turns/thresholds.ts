import { ROOT, type Command as EngineCommand, type FeelValue } from '@quanheng/engine';
import { thresholdValues } from '../catalogue/index.js';
import { policyOf } from '../model/index.js';
import type { ProcessDefinition, Request } from '../ports/index.js';
import type { InstanceBefore } from './instance-before.js';

/**
 * The variables that a process declares by `qh:threshold` are given to the engine with the start, so that an entry holds them and replays with them: as they were when the
 * matter began. One that goes over to a version that declares more is given the others before.
 */
export function withThresholds(
  given: readonly EngineCommand[],
  { organisation, at, target }: Omit<Request, 'instance'>,
  { definition, startedAt, flow }: InstanceBefore,
): readonly EngineCommand[] {
  const valuesOf = (process: ProcessDefinition): ReadonlyMap<string, FeelValue> =>
    thresholdValues(policyOf(process).thresholds, organisation, startedAt, at).values;
  return given.flatMap((command): readonly EngineCommand[] => {
    if (command.type === 'start') {
      const values = valuesOf(definition);
      return [values.size === 0 ? command : { ...command, constants: Object.fromEntries(values) }];
    }
    if (command.type !== 'migrate' || target === undefined) return [command];
    const known = flow.elements.get(ROOT)?.variables;
    const added = [...valuesOf(target)].filter(([name]) => known?.has(name) !== true);
    return added.length === 0 ? [command] : [{ type: 'setVariables', variables: Object.fromEntries(added) }, command];
  });
}
