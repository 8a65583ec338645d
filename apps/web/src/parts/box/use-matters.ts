import { deskOperations, type ResultOf } from '@quanheng/contracts';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../api/client.js';
import { keyOf } from '../../api/hooks.js';

export type Matter = ResultOf<typeof deskOperations.readMatters>['items'][number];

/** The server tells of no more at once. */
const CHUNK = 50;

/** What these lines are about, asked for in pieces that stay the same while somebody scrolls. */
export function useMatters(
  lines: readonly { readonly instance: string | null }[],
  first: number,
  last: number,
): ReadonlyMap<string, Matter> {
  const from = Math.floor(first / CHUNK);
  const to = Math.floor(Math.max(first, last) / CHUNK);
  const queries = useMemo(() => chunksOf(lines, from, to).map(asking), [lines, from, to]);
  return useQueries({ queries, combine: byInstance });
}

function chunksOf(lines: readonly { readonly instance: string | null }[], from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const start = (from + index) * CHUNK;
    const ids = lines.slice(start, start + CHUNK).flatMap(({ instance }) => instance ?? []);
    return [...new Set(ids)].join(',');
  }).filter((instances) => instances !== '');
}

function asking(instances: string) {
  const input = { query: { instances } };
  return {
    queryKey: keyOf(deskOperations.readMatters, input),
    queryFn: ({ signal }: { signal: AbortSignal }) => call(deskOperations.readMatters, input, { signal }),
  };
}

function byInstance(results: readonly { readonly data: ResultOf<typeof deskOperations.readMatters> | undefined }[]) {
  return new Map(results.flatMap(({ data }) => data?.items ?? []).map((matter) => [matter.instance, matter]));
}
