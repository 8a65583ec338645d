import type { Page, PageRequest } from '@quanheng/runtime/ports';

const DEFAULT_LIMIT = 50;

export function pageRequest({ after, limit }: { readonly after?: string; readonly limit?: number }): PageRequest {
  return after === undefined ? { limit: limit ?? DEFAULT_LIMIT } : { after, limit: limit ?? DEFAULT_LIMIT };
}

/** A list as the API answers it. */
export function pageOf<Row, View>(
  { rows, next }: Page<Row>,
  view: (row: Row) => View,
): { items: View[]; next: string | null } {
  return { items: rows.map(view), next };
}
