import { itemOperations, type ResultOf } from '@quanheng/contracts';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { useTold } from '../told/use-told.js';
import { BoxPage, type Box } from './box-page.js';
import type { Line } from './line.js';

type Pages = ReturnType<typeof usePages<typeof itemOperations.listItems>>;
type Item = ResultOf<typeof itemOperations.listItems>['items'][number];

/**
 * What every list of the server is to a box. A line is made once for each item, so that only new ones are drawn when more of a long list was read.
 * @param lineOf from `useCallback`
 */
export function useBox<T extends object>(
  pages: Pick<Pages, 'more' | 'readMore' | 'query'> & { readonly items: readonly T[] },
  lineOf: (item: T) => Line,
): Box {
  const { items, more, readMore, query } = pages;
  const made = useMemo(() => ({ lineOf, lines: new WeakMap<T, Line>() }), [lineOf]);
  const lines = useMemo(
    () =>
      items.map((item) => {
        const line = made.lines.get(item) ?? made.lineOf(item);
        made.lines.set(item, line);
        return line;
      }),
    [items, made],
  );
  return {
    ...{ lines, isLoading: query.isLoading, problem: query.error },
    ...{ more, readMore, again: () => void query.refetch() },
  };
}

/** The process that a box is narrowed to: in its address, and as it was when the box was last open. */
export function useProcessFilter(name: string): readonly [string, (process: string) => void] {
  const [search, setSearch] = useSearchParams();
  const [kept] = useState(() => localStorage.getItem(`quanheng-filter-${name}`) ?? '');
  const process = search.get('process') ?? kept;
  const change = (chosen: string): void => {
    localStorage.setItem(`quanheng-filter-${name}`, chosen);
    const next = new URLSearchParams(search);
    next.set('process', chosen);
    setSearch(next, { replace: true });
  };
  return [process, change];
}

/** Which line is open beside the list. */
export function useChosen(): { readonly instance: string; readonly item?: string } | null {
  const { instance, item } = useParams();
  if (instance === undefined) return null;
  return item === undefined ? { instance } : { instance, item };
}

interface ItemBoxProps {
  readonly name: 'todo' | 'done';
  readonly title: string;
  readonly empty: { readonly title: string; readonly hint: string; readonly act?: ReactNode };
  readonly act?: ReactNode;
}

/** 待办 and 已办. */
export function ItemBox({ name, title, empty, act }: ItemBoxProps) {
  const tell = useTold();
  const [process, setProcess] = useProcessFilter(name);
  const [search] = useSearchParams();
  const isOpen = name === 'todo';
  const pages = usePages(itemOperations.listItems, {
    query: { box: isOpen ? 'open' : 'done', ...(process === '' ? {} : { process }) },
  });
  const suffix = search.size === 0 ? '' : `?${search.toString()}`;
  const lineOf = useCallback(
    (item: Item): Line => ({
      id: `${item.instance}/${item.item}`,
      instance: item.instance,
      to: `/${name}/${item.instance}/${encodeURIComponent(item.item)}${suffix}`,
      step: tell(item.process, item.name),
      words: [item.number, item.businessKey].join(' '),
      at: isOpen ? item.openedAt : (item.closedAt ?? item.openedAt),
      ...(isOpen ? { due: item.due } : { isFollowed: true }),
      urges: isOpen ? item.urges : 0,
    }),
    [tell, name, suffix, isOpen],
  );
  const box = useBox(pages, lineOf);
  return (
    <BoxPage
      {...{ name, title, box, empty, act, process }}
      onProcess={setProcess}
      hasDue={isOpen}
      chosen={useChosen()}
    />
  );
}
