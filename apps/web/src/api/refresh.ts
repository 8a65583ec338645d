import type { InfiniteData, Query, QueryClient, QueryKey } from '@tanstack/react-query';
import { reread, type Page } from './page-ranges.js';

type Read = (after: string | undefined) => Promise<Page<unknown>>;
type Pages = InfiniteData<Page<unknown>, string | undefined>;
/** Kept with each list that is read page by page. */
export interface ListMeta extends Record<string, unknown> {
  readonly readPage: Read;
}

/** Changes that come while those before are being read are read after them; beyond so many turns the whole list is. */
const MOST_TURNS = 5;
/** What was told of a list while it is being read anew. */
const waiting = new WeakMap<Query, Set<string>>();

/**
 * Reads anew what is kept under the keys concerned, as far as somebody looks at it. Of a list of which many pages were read, only the ranges that these
 * instances may have changed.
 * @param told null: anything may have changed
 */
export async function refresh(
  queries: QueryClient,
  isConcerned: (key: QueryKey) => boolean,
  told: ReadonlySet<string> | null,
): Promise<void> {
  const apart = new Set<Query>();
  for (const query of queries.getQueryCache().findAll({ predicate: ({ queryKey }) => isConcerned(queryKey) })) {
    const pages = pagesOf(query);
    if (pages === null || pages.pages.length < 2) continue;
    // Whoever comes back to it begins at its top.
    if (!query.isActive()) queries.setQueryData(query.queryKey, cut(pages));
    else if (told !== null) apart.add(query);
  }
  await Promise.all([
    ...[...apart].map((query) => readAnew(queries, query, told ?? new Set())),
    queries.invalidateQueries({ predicate: (query) => !apart.has(query) && isConcerned(query.queryKey) }),
  ]);
}

function pagesOf(query: Query): Pages | null {
  return query.meta?.['readPage'] === undefined ? null : ((query.state.data as Pages | undefined) ?? null);
}

const cut = ({ pages, pageParams }: Pages): Pages => ({ pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) });

async function readAnew(queries: QueryClient, query: Query, told: ReadonlySet<string>): Promise<void> {
  const others = waiting.get(query);
  if (others !== undefined) {
    for (const each of told) others.add(each);
    return;
  }
  const now = new Set(told);
  const later = new Set<string>();
  waiting.set(query, later);
  try {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const isKept = await readOnce(queries, query, now);
      if (isKept && later.size === 0) return;
      if (isKept) now.clear();
      for (const each of later) now.add(each);
      later.clear();
    }
    await whole(queries, query);
  } catch {
    // Reading the whole of it says on the page what is wrong, and tries again.
    await whole(queries, query);
  } finally {
    waiting.delete(query);
  }
}

const whole = (queries: QueryClient, { queryKey }: Query): Promise<void> =>
  queries.invalidateQueries({ queryKey, exact: true });

/** False: somebody scrolled meanwhile, and what was read is about an older list. */
async function readOnce(queries: QueryClient, query: Query, told: ReadonlySet<string>): Promise<boolean> {
  const before = pagesOf(query);
  if (before === null || !isIdle(query)) {
    await query.promise;
    return false;
  }
  const { readPage } = query.meta as ListMeta;
  const after = await reread(before, { read: readPage, idOf, isTouched: (line) => told.has(instanceOf(line)) });
  if (query.state.data !== before || !isIdle(query)) return false;
  queries.setQueryData(query.queryKey, after);
  return true;
}

const isIdle = ({ state }: Query): boolean => state.fetchStatus === 'idle';

interface LineLike {
  readonly instance?: string | null;
  readonly item?: string;
}
const instanceOf = (line: unknown): string => (line as LineLike).instance ?? '';
const idOf = (line: unknown): string => `${instanceOf(line)}/${(line as LineLike).item ?? ''}`;
