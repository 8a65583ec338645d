import { add, numberText, parseNumber, type FeelNumber } from '@quanheng/engine';
import type { RecordMemory } from '../records/index.js';
import type { ScopeRecordRow } from '../ports/index.js';

/** What matters have used of each limit over a contract or a budget line: reserved by those under way (占用), spent by those that are over (核销). */
export function usedOfRecord(
  row: Pick<ScopeRecordRow, 'value'> | null,
): readonly { readonly limit: string; readonly reserved: string; readonly spent: string }[] {
  const { used = {} } = row === null ? {} : (JSON.parse(row.value) as RecordMemory);
  return Object.entries(used).map(([limit, { closed, open }]) => {
    let reserved: FeelNumber = 0;
    for (const amount of Object.values(open)) reserved = add(reserved, parseNumber(amount) ?? 0) ?? reserved;
    return { limit, reserved: numberText(reserved), spent: closed };
  });
}
