import type { OperationShape, ResultOf } from '@quanheng/contracts';
import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { call, newKey, request, type Input, type Sending } from './client.js';
import type { Page } from './page-ranges.js';
import { ApiProblem } from './problem.js';
import { refresh, type ListMeta } from './refresh.js';

const MOST_TRIES = 3;
const again = (count: number, error: Error): boolean =>
  error instanceof ApiProblem && error.isPassing && count < MOST_TRIES;
const pause = (count: number, error: Error): number =>
  ((error instanceof ApiProblem ? error.retryAfter : null) ?? 2 ** count) * 1000;

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: again, retryDelay: pause },
      mutations: { retry: again, retryDelay: pause },
    },
  });
}

/** The key under which an answer is kept: everything of one operation begins with its id. */
export const keyOf = <O extends OperationShape>(operation: O, input?: Input<O>) =>
  input === undefined ? [operation.id] : [operation.id, input];

export interface Reading {
  /** False: not asked yet. */
  readonly enabled?: boolean;
  /** Milliseconds after which it is asked anew by itself. */
  readonly every?: number;
  /** Milliseconds for which what was answered is good for whoever asks again; absent: half a minute. */
  readonly fresh?: number;
}

/** What an operation that changes nothing answers, kept and read anew when something changed. */
export function useRead<O extends OperationShape>(
  operation: O,
  input: Input<O>,
  { enabled, every, fresh }: Reading = {},
): UseQueryResult<ResultOf<O>, ApiProblem> {
  return useQuery<ResultOf<O>, ApiProblem>({
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }) => call(operation, input, { signal }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(every === undefined ? {} : { refetchInterval: every }),
    ...(fresh === undefined ? {} : { staleTime: fresh }),
  });
}

type ItemOf<O> = ResultOf<O> extends { items: (infer T)[] } ? T : never;
export interface Pages<T> {
  readonly items: readonly T[];
  readonly more: boolean;
  readonly readMore: () => void;
  readonly query: UseInfiniteQueryResult<unknown, ApiProblem>;
}

export interface Paging {
  readonly limit?: number;
  /** What was asked for before is shown until there is an answer. */
  readonly isKept?: boolean;
}

/** A list that the server gives page by page. */
export function usePages<O extends OperationShape>(
  operation: O,
  input: Input<O>,
  { limit = 100, every, isKept = false }: Pick<Reading, 'every'> & Paging = {},
): Pages<ItemOf<O>> {
  const read = async (after: string | undefined, signal?: AbortSignal): Promise<Page<ItemOf<O>>> => {
    const { query: asked } = input as { query?: object };
    const paged = { ...asked, limit: String(limit), ...(after === undefined ? {} : { after }) };
    const sending = signal === undefined ? {} : { signal };
    return (await request(operation, { ...input, query: paged }, sending)) as Page<ItemOf<O>>;
  };
  const query = useInfiniteQuery({
    queryKey: keyOf(operation, input),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    meta: { readPage: (after) => read(after) } satisfies ListMeta,
    // What changes is told (`live.ts`): a long list is not read again because somebody looks at it again.
    refetchOnWindowFocus: isShort,
    refetchOnReconnect: isShort,
    getNextPageParam: ({ next }) => next ?? undefined,
    ...(every === undefined ? {} : { refetchInterval: every }),
    ...(isKept ? { placeholderData: keepPreviousData } : {}),
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    items,
    more: query.hasNextPage,
    readMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    query: query as UseInfiniteQueryResult<unknown, ApiProblem>,
  };
}

interface Looked {
  readonly state: { readonly data: { readonly pages: readonly unknown[] } | undefined };
}
const isShort = ({ state: { data } }: Looked): boolean => (data?.pages.length ?? 0) < 2;

export type Sent<O> = Input<O> & Pick<Sending, 'file'>;

/**
 * Something that changes the server. A command that failed in passing is sent again under the same key, so that it is carried out once; afterwards
 * everything on the page is read anew.
 */
export function useSend<O extends OperationShape>(operation: O): UseMutationResult<ResultOf<O>, ApiProblem, Sent<O>> {
  const queries = useQueryClient();
  const key = useRef('');
  return useMutation<ResultOf<O>, ApiProblem, Sent<O>>({
    mutationKey: [operation.id],
    onMutate: () => {
      key.current = newKey();
    },
    mutationFn: ({ file, ...input }) =>
      call(operation, input as unknown as Input<O>, { key: key.current, ...(file === undefined ? {} : { file }) }),
    // Not waited for: what is read anew may take away the part of the page that wants to say that it was done.
    onSuccess: (_result, sent) => {
      const { instance } = (sent as { readonly params?: { readonly instance?: string } }).params ?? {};
      void refresh(queries, () => true, instance === undefined ? null : new Set([instance]));
    },
  });
}
