import type { Pool, PoolConnection } from 'mysql2';
import { translateMysql } from './errors.js';

/** Rows of a SELECT, or what the server says about a change; a list of these for several statements at once. */
export type Answered = unknown;

/** What every connection is set to before its first use: nothing is cut off in silence, and only what exists is locked. */
export const SESSION = [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'SET SESSION innodb_lock_wait_timeout = 10',
].join(';');

export function acquire(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => {
      if (error) reject(asError(error));
      else resolve(connection);
    });
  });
}

/** Sends one packet of text. @throws as `translateMysql` says. */
export function send(connection: PoolConnection, sql: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error, answered) => {
      if (error) reject(asError(error));
      else resolve(answered);
    });
  });
}

/** Sends a statement and its values apart from each other: prepared once a connection by the server. */
export function ask(
  pool: Pool,
  sql: string,
  values: readonly (string | number | null | Uint8Array)[],
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    pool.execute(sql, [...values], (error, answered) => {
      if (error) reject(asError(error));
      else resolve(answered);
    });
  });
}

function asError(error: unknown): Error {
  const translated = translateMysql(error);
  return translated instanceof Error ? translated : new Error(String(translated));
}
