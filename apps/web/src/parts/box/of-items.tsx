import { itemOperations } from '@quanheng/contracts';
import { useState, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { useTold } from '../told/use-told.js';
import { BoxPage, type Box } from './box-page.js';
import type { Line } from './line.js';

type Pages = ReturnType<typeof usePages<typeof itemOperations.listItems>>;

/** What every list of the server is to a box. */
export function boxOf<T>(
  pages: Pick<Pages, 'more' | 'readMore' | 'query'> & { readonly items: readonly T[] },
  lineOf: (item: T) => Line,
): Box {
  const { items, more, readMore, query } = pages;
  return {
    lines: items.map(lineOf),
    isLoading: query.isLoading,
    problem: query.error,
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
  const box = boxOf(pages, (item) => ({
    id: `${item.instance}/${item.item}`,
    instance: item.instance,
    to: `/${name}/${item.instance}/${encodeURIComponent(item.item)}${suffix}`,
    step: tell(item.process, item.name),
    words: [item.number, item.businessKey].join(' '),
    at: isOpen ? item.openedAt : (item.closedAt ?? item.openedAt),
    ...(isOpen ? { due: item.due } : {}),
    urges: isOpen ? item.urges : 0,
  }));
  return (
    <BoxPage
      {...{ name, title, box, empty, act, process }}
      onProcess={setProcess}
      hasDue={isOpen}
      chosen={useChosen()}
    />
  );
}
