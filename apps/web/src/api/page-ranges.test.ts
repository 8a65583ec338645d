import fc from 'fast-check';
import { reread, type Page, type Ranges } from './page-ranges.js';

interface Line {
  readonly instance: string;
  /** By which the list is in order, the latest first. */
  readonly at: number;
}
const SIZE = 3;
const idOf = ({ instance }: Line): string => instance;

class List {
  reads = 0;
  constructor(readonly lines: readonly Line[]) {}

  read(after: string | undefined): Promise<Page<Line>> {
    this.reads += 1;
    const rest = this.lines.filter(({ at }) => after === undefined || at < Number(after));
    const items = rest.slice(0, SIZE);
    const next = rest.length > SIZE ? String(items.at(-1)?.at) : null;
    return Promise.resolve({ items, next });
  }

  /** So many pages of it, as somebody scrolls. */
  async scrolled(count: number): Promise<Ranges<Line>> {
    const pages: Page<Line>[] = [];
    const pageParams: (string | undefined)[] = [];
    for (let after: string | null | undefined = undefined; after !== null && pages.length < count;) {
      pageParams.push(after);
      const page: Page<Line> = await this.read(after);
      pages.push(page);
      after = page.next;
    }
    this.reads = 0;
    return { pages, pageParams };
  }
}

const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, index) => ({ instance: `i${index}`, at: 1000 - index }));
const shown = ({ pages }: Ranges<Line>): string[] => pages.flatMap(({ items }) => items.map(idOf));
const after = (before: Ranges<Line>, list: List, touched: readonly string[]): Promise<Ranges<Line>> =>
  reread(before, {
    idOf,
    isTouched: ({ instance }) => touched.includes(instance),
    read: (cursor) => list.read(cursor),
  });

test('of a long list the first range and the touched one are read, and no other', async () => {
  const before = await new List(lines(30)).scrolled(10);
  const list = new List([{ instance: 'new', at: 2000 }, ...lines(30).filter(({ instance }) => instance !== 'i20')]);
  const now = await after(before, list, ['new', 'i20']);
  expect(shown(now)).toEqual(list.lines.map(idOf));
  // One line more in the first range, and one less in another, take a second look at each.
  expect(list.reads).toBeLessThanOrEqual(4);
  expect(now.pages[4]).toBe(before.pages[4]);
});

test('what comes in beyond what a few pages hold is read when somebody scrolls there', async () => {
  const before = await new List(lines(9)).scrolled(3);
  const many = Array.from({ length: 40 }, (_, index) => ({ instance: `n${index}`, at: 3000 - index }));
  const list = new List([...many, ...lines(9)]);
  const now = await after(before, list, many.map(idOf));
  expect(shown(now)).toEqual(list.lines.map(idOf).slice(0, shown(now).length));
  expect(await list.read(now.pages.at(-1)?.next ?? undefined)).toMatchObject({ items: [{ instance: 'n12' }, {}, {}] });
});

test('whatever comes, goes and moves: nothing is missed, nothing twice, and the rest is read on from the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 24 }),
      fc.integer({ min: 1, max: 6 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 6 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 7 }),
      async (count, scrolled, gone, moved, come) => {
        const start = lines(count);
        const before = await new List(start).scrolled(scrolled);
        const isOf = (some: readonly number[]) => (line: Line) => some.some((each) => line.instance === `i${each}`);
        const top = [
          ...Array.from({ length: come }, (_, index) => ({ instance: `n${index}`, at: 3000 - index })),
          ...start.filter(isOf(moved)).map((line, index) => ({ ...line, at: 2000 - index })),
        ];
        const rest = start.filter((line) => !isOf(moved)(line) && !isOf(gone)(line));
        const list = new List([...top.filter((line) => !isOf(gone)(line)), ...rest]);
        const touched = [...gone, ...moved].map((each) => `i${each}`);
        const now = await after(before, list, [...touched, ...top.map(idOf)]);
        const all = list.lines.map(idOf);
        expect(shown(now)).toEqual(all.slice(0, shown(now).length));
        const next = now.pages.at(-1)?.next ?? null;
        if (next === null) expect(shown(now)).toEqual(all);
        else expect((await list.read(next)).items.map(idOf)).toEqual(all.slice(shown(now).length).slice(0, SIZE));
      },
    ),
  );
});
