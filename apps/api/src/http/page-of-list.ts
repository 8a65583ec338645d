import { InvalidCursor, type Page, type PageRequest } from '@quanheng/runtime/ports';

/**
 * A page of one list among many: its cursors are good for that list alone, whatever they are made of.
 * @throws InvalidCursor for the cursor of another list, or none
 */
export async function pageOfList<Row>(
  list: string,
  { after, limit }: PageRequest,
  read: (page: PageRequest) => Promise<Page<Row>> | Page<Row>,
): Promise<Page<Row>> {
  const inner = after === undefined ? undefined : innerOf(list, after);
  const { rows, next } = await read(inner === undefined ? { limit } : { limit, after: inner });
  return { rows, next: next === null ? null : Buffer.from(JSON.stringify([list, next])).toString('base64url') };
}

function innerOf(list: string, cursor: string): string {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(read) && read.length === 2 && read[0] === list && typeof read[1] === 'string') return read[1];
  } catch {
    // Told below, like every other text that is no cursor.
  }
  throw new InvalidCursor('This is no cursor of the list; begin without one.');
}
