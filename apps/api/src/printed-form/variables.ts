import type { StateJson } from '@quanheng/engine';
import { readLastVariables, visibleVariables } from '@quanheng/runtime';
import type { InstanceRow, ProcessDefinition } from '@quanheng/runtime/ports';
import type { Parts } from '../parts.js';

/** What was filled in in a matter; of one that has ended, as its entries have it, with those whose content was erased. */
export async function variablesOf(
  row: InstanceRow,
  { graph }: Pick<ProcessDefinition, 'graph'>,
  queries: Parts['queries'],
): ReturnType<typeof readLastVariables> {
  if (row.endedAt !== null) return readLastVariables(queries, row.unit, row.id);
  return { variables: visibleVariables(JSON.parse(row.state.flow) as StateJson, graph) ?? {}, erased: [] };
}
