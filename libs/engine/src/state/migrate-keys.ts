import type { Draft } from './draft.js';
import type { InstanceMigrated } from './events.js';
import type { CompensationRecord } from './state.js';
import { Table } from './table.js';

/** Renames every element and flow that the state mentions, as the migration says. */
export function migrateKeys(draft: Draft, event: InstanceMigrated): void {
  const renamed = (key: string): string => event.keys.get(key) ?? key;
  const record = (old: CompensationRecord): CompensationRecord => ({
    ...old,
    element: renamed(old.element),
    inner: old.inner.map(record),
  });

  draft.definition = event.definition;
  draft.process = event.process;
  for (const id of draft.elements.keys()) {
    const element = draft.edit(id);
    element.element = renamed(element.element);
    element.compensable.forEach((old, id) => {
      element.compensable = draft.put(element.compensable, id, record(old));
    });
    if (element.tokens !== null) {
      element.tokens = new Map([...element.tokens].map(([flow, count]) => [renamed(flow), count]));
    }
    if (element.completed.size > 0) {
      let completed = Table.empty<string>();
      element.completed.forEach((key, slot) => {
        const moved = event.slots.get(slot);
        if (moved !== undefined) completed = draft.put(completed, moved, renamed(key));
      });
      element.completed = completed;
    }
  }
  for (const id of draft.subscriptions.keys()) {
    draft.updateSubscription(id, (old) => ({ ...old, element: renamed(old.element) }));
  }
}
