import type { PersonalStore } from '@quanheng/runtime/ports';
import { and, equal, type Reader } from '../queries/reader.js';
import { decodeRow } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { deleteRow, insertRow, oneOf, replaceRow, selectRow } from '../store/keyed-row.js';
import { selectList } from '../store/sql.js';
import type { Changer } from '../work/changer.js';

const SELECT = `SELECT ${selectList(tables.personal.columns)} FROM personal`;

/** Rows of their own beside everything else: no command reads them, and no entry knows of them. */
export function databasePersonal(reader: Reader, changer: Changer): PersonalStore {
  return {
    save: async (row) => {
      const known = selectRow(tables.personal, row);
      await changer.take(
        [known],
        ([found]) => [found === undefined ? insertRow(tables.personal, row) : replaceRow(tables.personal, row)],
        'wait',
      );
    },
    list: async (unit, kind, persons) => {
      const { text, values } = and(equal('unit', unit), oneOf('person', persons), equal('kind', kind));
      const found = await reader.all(`${SELECT} WHERE ${text} ORDER BY \`person\`, \`name\``, values);
      return found.map((row) => decodeRow(tables.personal, row));
    },
    drop: async (key) => (await changer.run(deleteRow(tables.personal, key))) > 0,
  };
}
