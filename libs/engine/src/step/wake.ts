import type { Run } from './run.js';

/**
 * Looks again at all that moves without a command: tokens before joins, conditions, messages that were kept. Whoever changed the ground
 * under a standing instance calls this once it may move again.
 */
export function wake(run: Run): void {
  run.conditionsDirty = true;
  run.draft.elements.forEach((instance, id) => {
    for (const key of instance.tokens?.keys() ?? []) {
      const flow = run.definition.flowsByKey.get(key);
      if (flow !== undefined) run.schedule({ kind: 'arrive', flow, scope: id, outcome: null });
    }
    run.touchedScopes.add(id);
    run.schedule({ kind: 'collect', owner: id });
  });
}
