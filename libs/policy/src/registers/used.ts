import { numberText } from '@quanheng/engine';
import { total } from '../limits/amounts.js';
import type { RecordMemory } from '../records/index.js';
import type { ScopeRecordRow } from '../ports/index.js';

/** What matters have used of each limit over a contract or a budget line: reserved by those under way (占用), spent by those that are over (核销). */
export function usedOfRecord(
  row: Pick<ScopeRecordRow, 'value'> | null,
): readonly { readonly limit: string; readonly reserved: string; readonly spent: string }[] {
  const { used = {} } = row === null ? {} : (JSON.parse(row.value) as RecordMemory);
  return Object.entries(used).map(([limit, { closed, open }]) => ({
    limit,
    reserved: numberText(total(Object.values(open))),
    spent: closed,
  }));
}
