import { isUtf8 } from 'node:buffer';
import { encodeColumn, hexDigest, type Column, type SqlValue } from '../schema/table.js';

/**
 * A value as it stands in a statement. Within quotes only the quote itself and the backslash mean something else: every connection speaks utf8mb4,
 * where neither is part of another character, and `SESSION` names the modes, of which NO_BACKSLASH_ESCAPES is none. What the driver escapes beside
 * them, the quotation marks of JSON above all, would only make a statement longer.
 */
export function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? quotedText(value) : quotedBytes(value);
}

/** A row's value for a column. @throws StoreRefused as `encodeColumn` says. */
export function columnLiteral(column: Column, row: object): string {
  if (column.kind.name !== 'digest') return literal(encodeColumn(column, row));
  const value = (row as Readonly<Record<string, unknown>>)[column.property];
  return value === null || value === undefined
    ? literal(encodeColumn(column, row))
    : hex(hexDigest(value, column.name));
}

function quotedText(text: string): string {
  return MEANING.test(text) ? `'${text.replace(EACH_MEANING, '\\$&')}'` : `'${text}'`;
}
const MEANING = /['\\]/;
const EACH_MEANING = /['\\]/g;

/** Bytes that are text go as text: half as long as their hexadecimal digits. */
function quotedBytes(given: Uint8Array): string {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  return isUtf8(bytes) ? `_binary${quotedText(bytes.toString('utf8'))}` : hex(bytes.toString('hex'));
}

function hex(digits: string): string {
  return `X'${digits}'`;
}
