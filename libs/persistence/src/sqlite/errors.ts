import { StoreConflict, StoreRefused, StoreUnavailable } from '@quanheng/runtime/ports';
import { sqliteError } from '../store/driver-error.js';

/** A failure of SQLite in the words of the ports; anything else as it is. */
export function translateSqlite(error: unknown): unknown {
  const found = sqliteError(error);
  if (!found) return error;
  const { code, message } = found;
  // Doubles, and what `growing` refuses.
  if (code.startsWith('SQLITE_CONSTRAINT')) return new StoreConflict(message, { cause: error });
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreConflict(`another process is writing to the database: ${message}`, { cause: error });
  }
  if (code === 'SQLITE_TOOBIG')
    return new StoreRefused(`a value is too large for the database: ${message}`, { cause: error });
  if (/^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB|NOMEM)/.test(code)) {
    return new StoreUnavailable(`the database file cannot be used (${code}): ${message}`, { cause: error });
  }
  return error;
}
