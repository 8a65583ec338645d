import type { Queries } from '@quanheng/runtime/ports';
import { without } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { orderOf, readPage } from './paging.js';
import { and, equal, type Reader } from './reader.js';

const COPY = without(tables.copies, ['isRead']);
const ORDER = orderOf(tables.copies, ['at', 'instance'], 'down');

export function copyQueries(reader: Reader): Pick<Queries, 'copies'> {
  return {
    copies: ({ unit, person, isRead, process }, page) => {
      const box = and(equal('unit', unit), equal('person', person), equal('is_read', isRead ? 1 : 0));
      const where = and(box, equal('process', process));
      return readPage(reader, COPY, ORDER, [{ from: 'copies', where }], page);
    },
  };
}
