import Connection from 'better-sqlite3';
import { sqliteError } from '../store/driver-error.js';

/** A hold on something that one process may have at a time. */
export interface Hold {
  release(): void;
}

/**
 * Holds a file against other processes until it is released or the process ends, however it ends: a lock of SQLite, so that no stale one has to
 * be told from a live one. Null: another process holds it.
 */
export function holdFile(file: string): Hold | null {
  const connection = new Connection(file, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (sqliteError(error)?.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => void connection.close() };
}
