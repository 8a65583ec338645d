import type { ContentRow, EntryRow, Queries } from '@quanheng/runtime/ports';
import { decodeRow } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { selectList } from '../store/sql.js';
import { orderOf, readPage } from './paging.js';
import { and, equal, sql, type Found, type Reader } from './reader.js';

/** What is worked on, and what was archived: of a chain that is being moved, a part is in either. */
const PLACES = ['', 'archived_'];

const NOTED_ORDER = orderOf(tables.noted, ['at', 'stream', 'seq'], 'down');

export function entryQueries(reader: Reader): Pick<Queries, 'entries' | 'noted' | 'streams' | 'attachments'> {
  return {
    noted: ({ unit, noted, from, until }, page) => {
      const span = [
        ...(from === undefined ? [] : [sql('`at` >= ?', from)]),
        ...(until === undefined ? [] : [sql('`at` < ?', until)]),
      ];
      const where = and(equal('unit', unit), equal('noted', noted), ...span);
      return readPage(reader, tables.noted, NOTED_ORDER, [{ from: 'noted', where }], page);
    },
    entries: async (unit, stream, from, limit) => {
      const end = `ORDER BY \`seq\` LIMIT ${count(limit)}`;
      const found = await reader.all(
        `${inPlaces((place) => `${entriesIn(place)} ${end}`)} ${end}`,
        PLACES.flatMap(() => [unit, stream, from]),
      );
      return found.map(entryOf);
    },
    streams: async (unit, after, limit) => {
      const end = `ORDER BY \`stream\` LIMIT ${count(limit)}`;
      const list = (place: string): string =>
        `SELECT DISTINCT \`stream\` FROM ${place}entries WHERE \`unit\` = ? AND \`stream\` > ? ${end}`;
      const text = `SELECT DISTINCT \`stream\` FROM (${inPlaces(list)}) AS streams ${end}`;
      const found = await reader.all(
        text,
        PLACES.flatMap(() => [unit, after]),
      );
      return found.map(({ stream }) => stream as string);
    },
    attachments: async (instance) => {
      const columns = selectList(tables.attachments.columns);
      const list = (place: string): string => `SELECT ${columns} FROM ${place}attachments WHERE \`instance\` = ?`;
      const found = await reader.all(`${inPlaces(list)} ORDER BY \`seq\`, \`name\``, [instance, instance]);
      return found.map((each) => decodeRow(tables.attachments, each));
    },
  };
}

function inPlaces(list: (place: string) => string): string {
  return PLACES.map((place) => `SELECT * FROM (${list(place)}) AS ${place}list`).join(' UNION ALL ');
}

const ENTRY = selectList(tables.entries.columns, 'e');
function entriesIn(place: string): string {
  const same = ['unit', 'stream', 'seq'].map((name) => `c.\`${name}\` = e.\`${name}\``).join(' AND ');
  return `SELECT ${ENTRY}, c.\`pieces\` AS pieces FROM ${place}entries AS e LEFT JOIN ${place}contents AS c ON ${same} WHERE e.\`unit\` = ? AND e.\`stream\` = ? AND e.\`seq\` >= ?`;
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
