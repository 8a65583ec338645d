import { recordName, type Queries, type ScopeKey } from '@quanheng/runtime/ports';
import type { ReadEntry } from './chain.js';
import { Notes, type Defect } from './defect.js';
import { allPages } from './implied-rows.js';

interface Change extends ScopeKey {
  readonly value: unknown;
  readonly revision: number;
  readonly write: number;
}

/** Says what is wrong with the values that one scope record had, in order. */
export type RecordRule = (key: ScopeKey, values: readonly unknown[]) => readonly string[];

/**
 * The changes of each scope record, wherever they were entered, follow on one another without a gap and without a double, and end with what is stored.
 */
export async function checkRecords(
  unit: string,
  queries: Queries,
  chains: ReadonlyMap<string, readonly ReadEntry[]>,
  rule: RecordRule,
): Promise<readonly Defect[]> {
  const notes = new Notes('records', unit);
  const changes = changesOf(chains);
  const kinds = new Set([...changes.values()].flatMap((of) => of.map(({ kind }) => kind)));
  for (const [name, of] of changes) {
    of.sort((a, b) => a.revision - b.revision || a.write - b.write);
    of.forEach(({ revision, write }, index) => {
      const before = of[index - 1] ?? { revision: 0, write: 0 };
      const follows =
        revision === before.revision ? write === before.write + 1 : revision === before.revision + 1 && write === 1;
      if (!follows) notes.add(`${name}: change ${revision}.${write} comes after ${before.revision}.${before.write}`);
    });
    const [first] = of;
    if (first === undefined) continue;
    for (const fault of rule(
      first,
      of.map(({ value }) => value),
    ))
      notes.add(`${name}: ${fault}`);
  }
  for (const kind of kinds) {
    for (const row of await allPages((page) => queries.records(unit, kind, page))) {
      const name = recordName(row);
      const last = changes.get(name)?.at(-1);
      notes.same(name, [last?.revision, JSON.stringify(last?.value)].join(), [row.revision, row.value].join());
      changes.delete(name);
    }
  }
  for (const name of changes.keys()) notes.add(`${name} was changed and is not stored`);
  return notes.defects;
}

function changesOf(chains: ReadonlyMap<string, readonly ReadEntry[]>): Map<string, Change[]> {
  const changes = new Map<string, Change[]>();
  for (const entries of chains.values()) {
    for (const entry of entries) {
      for (const change of (entry.pieces.get('records') ?? []) as readonly Change[]) {
        const name = recordName(change);
        changes.set(name, [...(changes.get(name) ?? []), change]);
      }
    }
  }
  return changes;
}
