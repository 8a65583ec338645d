import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import type { Page } from './page-ranges.js';
import { refresh } from './refresh.js';

interface Line {
  readonly instance: string;
}
const SIZE = 2;
const KEY = ['listItems', {}];
const line = (number: number): Line => ({ instance: `i${number}` });

/** A list on a server, and somebody before it. */
class Before {
  lines: Line[] = Array.from({ length: 12 }, (_, index) => line(index));
  /** Behind what pages were asked for. */
  readonly asked: (string | undefined)[] = [];
  readonly queries = new QueryClient();
  /** What happens on the server and on the page while it answers. */
  meanwhile: () => unknown = () => undefined;
  private readonly read = async (after: string | undefined): Promise<Page<unknown>> => {
    this.asked.push(after);
    const from = after === undefined ? 0 : this.lines.findIndex(({ instance }) => instance === after) + 1;
    const items = this.lines.slice(from, from + SIZE);
    const next = from + SIZE < this.lines.length ? (items.at(-1)?.instance ?? null) : null;
    const { meanwhile } = this;
    this.meanwhile = () => undefined;
    await Promise.resolve(meanwhile());
    return { items, next };
  };
  readonly observer = new InfiniteQueryObserver(this.queries, {
    queryKey: KEY,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => this.read(pageParam),
    getNextPageParam: ({ next }: Page<unknown>) => next ?? undefined,
    meta: { readPage: this.read },
    staleTime: Infinity,
  });

  async scroll(pages: number): Promise<() => void> {
    const leave = this.observer.subscribe(() => undefined);
    await this.observer.refetch();
    for (let count = 1; count < pages; count += 1) await this.observer.fetchNextPage();
    this.asked.length = 0;
    return leave;
  }

  shown(): string[] {
    const data = this.queries.getQueryData<{ pages: readonly Page<Line>[] }>(KEY);
    return (data?.pages ?? []).flatMap(({ items }) => items.map(({ instance }) => instance));
  }

  told(...instances: string[]): Promise<void> {
    return refresh(this.queries, () => true, new Set(instances));
  }
}

test('of a list that somebody has scrolled, only what may have changed is read anew', async () => {
  const before = new Before();
  const leave = await before.scroll(5);
  before.lines = before.lines.filter(({ instance }) => instance !== 'i6');
  await before.told('i6');
  expect(before.asked).toEqual([undefined, 'i5']);
  expect(before.shown()).toEqual(before.lines.slice(0, 9).map(({ instance }) => instance));
  leave();
});

test('who scrolls on while it is read misses nothing and sees nothing twice, nor does who is told of more', async () => {
  const before = new Before();
  const leave = await before.scroll(3);
  before.meanwhile = () => {
    before.lines.unshift(line(100), line(101));
    void before.told('i100', 'i101');
    return before.observer.fetchNextPage();
  };
  before.lines = before.lines.filter(({ instance }) => instance !== 'i0');
  await before.told('i0');
  expect(before.shown()).toEqual(before.lines.slice(0, before.shown().length).map(({ instance }) => instance));
  expect(before.shown().slice(0, 2)).toEqual(['i100', 'i101']);
  expect(before.shown()).toContain('i7');
  leave();
});

test('a list that nobody looks at is cut to its top, and one is read whole when anything may have changed', async () => {
  const before = new Before();
  const leave = await before.scroll(3);
  await refresh(before.queries, () => true, null);
  expect(before.asked).toEqual([undefined, 'i1', 'i3']);
  leave();
  await before.told('i5');
  expect(before.shown()).toEqual(['i0', 'i1']);
});

test('where the server does not answer, the list is asked for in the usual way, which says so', async () => {
  const before = new Before();
  const leave = await before.scroll(3);
  before.meanwhile = () => Promise.reject(new Error('away'));
  await before.told('i3');
  expect(before.asked).toEqual([undefined, undefined, 'i1', 'i3']);
  expect(before.shown()).toHaveLength(6);
  leave();
});
