import type { PasskeyStore } from '@quanheng/runtime/ports';
import { count } from '../queries/entry-queries.js';
import { and, equal, sql, type Reader, type Sql } from '../queries/reader.js';
import { decodeRow } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { deleteRow, insertRow, keyIs, selectRow } from '../store/keyed-row.js';
import { selectList } from '../store/sql.js';
import type { Changer } from '../work/changer.js';

const SELECT = `SELECT ${selectList(tables.passkeys.columns)} FROM passkeys`;

/** Rows of their own beside everything else: no command reads them, and no entry knows of them. */
export function databasePasskeys(reader: Reader, changer: Changer): PasskeyStore {
  return {
    add: async (passkey) => {
      await changer.run(insertRow(tables.passkeys, passkey));
    },
    find: async (key) => {
      const { text, values } = selectRow(tables.passkeys, { key });
      const [found] = await reader.all(text, values);
      return found === undefined ? null : decodeRow(tables.passkeys, found);
    },
    of: async (unit, account) => {
      const { text, values } = ofAccount(unit, account);
      const found = await reader.all(`${SELECT} WHERE ${text} ORDER BY \`created_at\`, \`key\``, values);
      return found.map((row) => decodeRow(tables.passkeys, row));
    },
    used: async (key, counter, at) => {
      const { text, values } = keyIs(tables.passkeys, { key });
      const set = '`counter` = ?, `used_at` = ?';
      await changer.run(sql(`UPDATE passkeys SET ${set} WHERE ${text}`, counter, at, ...values));
    },
    drop: async (unit, account, key) => {
      const { text, values } = deleteRow(tables.passkeys, { key });
      const own = ofAccount(unit, account);
      return (await changer.run(sql(`${text} AND ${own.text}`, ...values, ...own.values))) > 0;
    },
    dropAllOf: (unit, account) => {
      const { text, values } = ofAccount(unit, account);
      return changer.run(sql(`DELETE FROM passkeys WHERE ${text}`, ...values));
    },
    keepChallenge: async (challenge) => {
      await changer.run(insertRow(tables.challenges, challenge));
    },
    takeChallenge: async (challenge) => {
      const { text, values } = selectRow(tables.challenges, { challenge });
      const [found] = await reader.all(text, values);
      if (found === undefined) return null;
      const taken = await changer.run(deleteRow(tables.challenges, { challenge }));
      return taken === 0 ? null : decodeRow(tables.challenges, found);
    },
    dropChallenges: (now, limit) => {
      const old = `SELECT \`challenge\` FROM passkey_challenges WHERE \`expires_at\` <= ? LIMIT ${count(limit)}`;
      const text = `DELETE FROM passkey_challenges WHERE \`challenge\` IN (SELECT * FROM (${old}) AS old)`;
      return changer.run(sql(text, now));
    },
  };
}

function ofAccount(unit: string, account: string): Sql {
  return and(equal('unit', unit), equal('account', account));
}
