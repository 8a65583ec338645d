import { copyFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { LoadResult } from './load.js';
import type { ProcessorTime } from './processor.js';

export interface Sample extends LoadResult {
  readonly limit: number;
  readonly processor?: ProcessorTime;
}

/** Units of a sample: about a second or two. */
export const UNITS = { 1: 300, 16: 1_500, 64: 2_000 } as const;
export type Clients = keyof typeof UNITS;
/** As the product's default. */
export const WRITERS = 4;

/** What is still in the write-ahead log goes into the file first. */
export function snapshot(file: string, copy: string): void {
  const database = new Sqlite(file);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  copyFileSync(file, copy);
}
