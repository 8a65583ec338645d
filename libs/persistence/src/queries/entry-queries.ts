import type { ContentRow, EntryRow, Queries } from '@quanheng/runtime/ports';
import { decodeRow } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { selectList } from '../store/sql.js';
import type { Found, Reader } from './reader.js';

const ENTRY = selectList(tables.entries.columns, 'e');

export function entryQueries(reader: Reader): Pick<Queries, 'entries' | 'streams' | 'attachments'> {
  return {
    entries: async (unit, stream, from, limit) => {
      const text = `SELECT ${ENTRY}, c.\`pieces\` AS pieces FROM entries AS e LEFT JOIN contents AS c ON c.\`unit\` = e.\`unit\` AND c.\`stream\` = e.\`stream\` AND c.\`seq\` = e.\`seq\` WHERE e.\`unit\` = ? AND e.\`stream\` = ? AND e.\`seq\` >= ? ORDER BY e.\`seq\` LIMIT ${count(limit)}`;
      return (await reader.all(text, [unit, stream, from])).map(entryOf);
    },
    streams: async (unit, after, limit) => {
      const text = `SELECT DISTINCT \`stream\` FROM entries WHERE \`unit\` = ? AND \`stream\` > ? ORDER BY \`stream\` LIMIT ${count(limit)}`;
      return (await reader.all(text, [unit, after])).map(({ stream }) => stream as string);
    },
    attachments: async (instance) => {
      const text = `SELECT ${selectList(tables.attachments.columns)} FROM attachments WHERE \`instance\` = ? ORDER BY \`seq\`, \`name\``;
      return (await reader.all(text, [instance])).map((each) => decodeRow(tables.attachments, each));
    },
  };
}

function entryOf(found: Found): EntryRow & { readonly content: ContentRow | null } {
  const entry = decodeRow(tables.entries, found);
  const { unit, stream, seq } = entry;
  return { ...entry, content: found.pieces === null ? null : { unit, stream, seq, pieces: found.pieces as string } };
}

/** A number of rows as it may stand in the text of a statement. @throws RangeError when it is none. */
export function count(limit: number): number {
  if (!Number.isInteger(limit) || limit < 0) throw new RangeError(`A limit is a whole number from 0, not ${limit}.`);
  return limit;
}
