import type { Page, PageRequest } from '@quanheng/runtime/ports';

type SortKey = readonly (string | number)[];

/** One page of rows in the order of `sortKey`, which is unique. The cursor is the key of the last row given. */
export function page<Row>(
  rows: readonly Row[],
  sortKey: (row: Row) => SortKey,
  direction: 'up' | 'down',
  request: PageRequest,
): Page<Row> {
  const sign = direction === 'up' ? 1 : -1;
  const compare = (a: SortKey, b: SortKey): number => sign * compareKeys(a, b);
  const after = request.after === undefined ? null : (JSON.parse(request.after) as SortKey);
  const sorted = rows
    .map((row) => ({ row, key: sortKey(row) }))
    .filter(({ key }) => after === null || compare(key, after) > 0)
    .sort((a, b) => compare(a.key, b.key));
  const shown = sorted.slice(0, request.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ row }) => row),
    next: sorted.length > shown.length && last !== undefined ? JSON.stringify(last.key) : null,
  };
}

export function compareKeys(a: SortKey, b: SortKey): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}
