import type { Pool, PoolConnection } from 'mysql2';
import { StoreConflict, StoreUnavailable } from '@quanheng/runtime/ports';
import { translateMysql } from './errors.js';

/** Rows of a SELECT, or what the server says about a change; a list of these for several statements at once. */
export type Answered = unknown;

/** What every connection is set to before its first use: nothing is cut off in silence, and only what exists is locked. */
export const SESSION = [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'SET SESSION innodb_lock_wait_timeout = 10',
];
/** The same at a node of a cluster: who has been answered by one node and asks another finds what was done. Waits at the beginning of a transaction. */
export const CLUSTER_SESSION = [...SESSION, 'SET SESSION wsrep_sync_wait = 1'];

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

/** Back to the pool without its transaction, or away when it cannot be used any more. */
export async function giveUp(connection: PoolConnection, error: unknown): Promise<void> {
  if (error instanceof StoreUnavailable) {
    connection.destroy();
    return;
  }
  try {
    await send(connection, 'ROLLBACK');
    connection.release();
  } catch {
    connection.destroy();
  }
}

const MAX_TRIES = 10;

/** A short piece of work on a connection of its own, which is tried again when it had to give way. */
export async function withConnection<T>(pool: Pool, act: (connection: PoolConnection) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const connection = await acquire(pool);
    try {
      const result = await act(connection);
      connection.release();
      return result;
    } catch (error) {
      await giveUp(connection, error);
      if (!(error instanceof StoreConflict) || tries === MAX_TRIES) throw error;
    }
  }
}

function asError(error: unknown): Error {
  const translated = translateMysql(error);
  return translated instanceof Error ? translated : new Error(String(translated), { cause: translated });
}
