import type { AttemptsRow, SessionStore } from '@quanheng/runtime/ports';
import { count } from '../queries/entry-queries.js';
import { sql, type Reader, type Sql } from '../queries/reader.js';
import { decodeRow } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { insertRow } from '../store/keyed-row.js';
import { selectList } from '../store/sql.js';
import type { Changer } from '../work/changer.js';

const SESSION = `SELECT ${selectList(tables.sessions.columns)} FROM sessions`;
const ATTEMPTS = `SELECT ${selectList(tables.attempts.columns)} FROM attempts`;

/** Rows of their own beside everything else: no command reads them, and no entry knows of them. */
export function databaseSessions(reader: Reader, changer: Changer): SessionStore {
  return {
    create: async (session) => {
      await changer.run(insertRow(tables.sessions, session));
    },
    find: async (token) => {
      const [found] = await reader.all(`${SESSION} WHERE \`token\` = ?`, [bytesOf(token)]);
      return found ? decodeRow(tables.sessions, found) : null;
    },
    touch: async (token, seen) => {
      await changer.run(touched(token, seen));
    },
    end: async (token) => {
      await changer.run(sql('DELETE FROM sessions WHERE `token` = ?', bytesOf(token)));
    },
    endAllOf: (unit, account) =>
      changer.run(sql('DELETE FROM sessions WHERE `unit` = ? AND `account` = ?', unit, account)),
    dropExpired: (now, seenBefore, limit) => {
      const of = (column: string, bound: string): string =>
        `SELECT * FROM (SELECT \`token\` FROM sessions WHERE \`${column}\` ${bound} ? LIMIT ${count(limit)}) AS ${column}`;
      const tokens = `${of('expires_at', '<=')} UNION ${of('seen_at', '<')} LIMIT ${count(limit)}`;
      return changer.run(
        sql(`DELETE FROM sessions WHERE \`token\` IN (SELECT * FROM (${tokens}) AS tokens)`, now, seenBefore),
      );
    },
    changeAttempts: (key, decide) => changeAttempts(changer, key, decide),
    dropAttempts: (before, limit) => {
      const keys = `SELECT \`key\` FROM attempts WHERE \`last_at\` < ? LIMIT ${count(limit)}`;
      return changer.run(sql(`DELETE FROM attempts WHERE \`key\` IN (SELECT * FROM (${keys}) AS keys_)`, before));
    },
  };
}

function touched(token: string, { seenAt, authenticatedAt }: Parameters<SessionStore['touch']>[1]): Sql {
  return authenticatedAt === undefined
    ? sql('UPDATE sessions SET `seen_at` = ? WHERE `token` = ?', seenAt, bytesOf(token))
    : sql(
        'UPDATE sessions SET `seen_at` = ?, `authenticated_at` = ? WHERE `token` = ?',
        ...[seenAt, authenticatedAt],
        bytesOf(token),
      );
}

/** A key that is not there cannot be locked: of two who are the first, one is a double and decides again. */
function changeAttempts(
  changer: Changer,
  key: string,
  decide: Parameters<SessionStore['changeAttempts']>[1],
): Promise<void> {
  const write = (known: AttemptsRow | null): Sql[] => {
    const decided = decide(known);
    if (decided === null) return [sql('DELETE FROM attempts WHERE `key` = ?', bytesOf(key))];
    if (known === null) return [insertRow(tables.attempts, decided)];
    return [
      sql(
        'UPDATE attempts SET `count` = ?, `last_at` = ? WHERE `key` = ?',
        decided.count,
        decided.lastAt,
        bytesOf(key),
      ),
    ];
  };
  return changer.take(
    [sql(`${ATTEMPTS} WHERE \`key\` = ?`, bytesOf(key))],
    ([found]) => write(found ? decodeRow(tables.attempts, found) : null),
    'wait',
  );
}

/** What is no digest is found nowhere. */
function bytesOf(digest: string): Uint8Array {
  return Buffer.from(digest, 'hex');
}
