import { ROOT, type FeelScope, type FeelValue } from '@quanheng/engine';
import type { InstanceView, Request } from '../ports/index.js';
import { payloadOf } from '../variables.js';

/** Variables of the process as they will be when the command has written what it carries; of a step that is done, as they are. */
export function dataAfter({ command }: Pick<Request, 'command'>, { flow }: Pick<InstanceView, 'flow'>): FeelScope {
  const now = flow.elements.get(ROOT)?.variables;
  const carried = 'variables' in command ? payloadOf(command.variables) : {};
  return {
    get: (name): FeelValue | undefined => (Object.hasOwn(carried, name) ? carried[name] : now?.get(name)),
  };
}

/** As they are, or, where the step ended the matter, as they were last. */
export function dataOf({ flow, lastVariables }: Pick<InstanceView, 'flow' | 'lastVariables'>): FeelScope {
  const now = flow.elements.get(ROOT)?.variables ?? lastVariables;
  return { get: (name) => now?.get(name) };
}
