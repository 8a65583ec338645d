import { isLedger } from '@quanheng/contracts';
import type { ScopeKey } from '../ports/index.js';
import { ledgerKey } from './ledger.js';

/** What ledgers say of the contracts and budget lines that a matter comes under: locked with what was used of them. */
export function ledgerKeysOf(keys: readonly ScopeKey[]): readonly ScopeKey[] {
  return keys.flatMap(({ kind, id }) => (isLedger(kind) ? [ledgerKey(kind, id)] : []));
}
