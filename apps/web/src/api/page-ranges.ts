/** A part of a list, as the server gives it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Behind which the list goes on; null: it ends here. */
  readonly next: string | null;
}

/** What has been read of a list, in order: each page with what it is behind. */
export interface Ranges<T> {
  readonly pages: readonly Page<T>[];
  readonly pageParams: readonly (string | undefined)[];
}

/** Pages for one range: what came in or went meanwhile has moved its end by no more, or what comes behind is read anew when somebody scrolls there. */
const MOST_READ = 4;

interface Changed<T> {
  /** True of what may have changed, come, gone or moved. Everything else stands where it stood. */
  readonly isTouched: (item: T) => boolean;
  readonly idOf: (item: T) => string;
  readonly read: (after: string | undefined) => Promise<Page<T>>;
}

/**
 * A list of which only the ranges that may have changed are read anew: the first, where what is new comes in, and those that hold something touched. A
 * range ends where it ended before, known by what has not been touched, so that nothing is missed or twice in the list.
 */
export async function reread<T>(ranges: Ranges<T>, changed: Changed<T>): Promise<Ranges<T>> {
  const { isTouched } = changed;
  const pages: Page<T>[] = [];
  const pageParams: (string | undefined)[] = [];
  for (const [index, page] of ranges.pages.entries()) {
    const after = ranges.pageParams[index];
    pageParams.push(after);
    if (index > 0 && !page.items.some(isTouched)) {
      pages.push(page);
      continue;
    }
    const behind = ranges.pages[index + 1];
    if (behind === undefined) {
      pages.push(await changed.read(after));
      continue;
    }
    const read = await rangeOf(after, page, behind, changed);
    pages.push({ items: read.items, next: read.isWhole ? (ranges.pageParams[index + 1] ?? null) : read.next });
    if (!read.isWhole) break;
  }
  return { pages, pageParams };
}

interface Read<T> extends Page<T> {
  /** Its end was found, and what comes behind it still does. */
  readonly isWhole: boolean;
}

async function rangeOf<T>(
  from: string | undefined,
  before: Page<T>,
  behind: Page<T>,
  { isTouched, idOf, read }: Changed<T>,
): Promise<Read<T>> {
  const standing = (items: readonly T[]): string[] => items.filter((item) => !isTouched(item)).map(idOf);
  const last = standing(before.items.slice(-1))[0];
  const beyond = new Set(standing(behind.items));
  const items: T[] = [];
  let after: string | undefined = from;
  for (let count = 0; count < MOST_READ; count += 1) {
    const page = await read(after);
    for (const item of page.items) {
      const id = idOf(item);
      if (beyond.has(id)) return { items, next: null, isWhole: true };
      items.push(item);
      if (id === last) return { items, next: null, isWhole: true };
    }
    if (page.next === null) return { items, next: null, isWhole: false };
    after = page.next;
  }
  return { items, next: after ?? null, isWhole: false };
}
