import { existsSync } from 'node:fs';
import Connection from 'better-sqlite3';

/**
 * Writes a consistent copy of a database that may be in use into a new file, without what was deleted.
 * @throws Error when the target is there already, or the source is not.
 */
export function backupSqlite(source: string, target: string): void {
  if (existsSync(target)) throw new Error(`${target} is there already, and a backup overwrites nothing.`);
  const connection = new Connection(source, { readonly: true, fileMustExist: true });
  try {
    connection.prepare('VACUUM INTO ?').run(target);
  } finally {
    connection.close();
  }
}
