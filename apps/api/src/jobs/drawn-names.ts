import { startOwner } from '@quanheng/runtime';
import type { Page } from '@quanheng/runtime/ports';
import type { Parts } from '../parts.js';

/** What waits under it is a start event: it hangs on a definition, not on an instance. */
const START_OWNER = startOwner('');

export interface DrawnName {
  readonly process: string;
  /** The key itself where the element has no name. */
  readonly name: string;
}

/** What the elements of rows are called in the drawings that their instances follow. */
export async function drawnNames<Row extends { readonly instance: string }>(
  { rows }: Page<Row>,
  keyOf: (row: Row) => string,
  parts: Pick<Parts, 'queries' | 'definitions'>,
): Promise<(row: Row) => DrawnName> {
  const owners = [...new Set(rows.map(({ instance }) => instance))];
  const found = await Promise.all(owners.map(async (owner) => [owner, await definitionOf(owner, parts)] as const));
  const definitions = new Map(found);
  return (row) => {
    const definition = definitions.get(row.instance);
    const key = keyOf(row);
    return { process: definition?.process ?? '', name: definition?.graph.nodesByKey.get(key)?.name ?? key };
  };
}

async function definitionOf(owner: string, { queries, definitions }: Pick<Parts, 'queries' | 'definitions'>) {
  if (owner.startsWith(START_OWNER)) return definitions.get(owner.slice(START_OWNER.length));
  const row = await queries.instance(owner);
  return row === null ? undefined : definitions.get(row.definition);
}
