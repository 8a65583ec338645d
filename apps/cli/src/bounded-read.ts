import { closeSync, openSync, readSync } from 'node:fs';

/** Far more than the parsers take; it stops devices that never end, such as `/dev/zero`. */
const MAX_BYTES = 64 * 2 ** 20;
const CHUNK_BYTES = 2 ** 20;

/**
 * The bytes of a file, read to its end and not by its size, which a pipe does not have.
 * @throws Error as `readFileSync` does, and when the file is longer than 64 MB
 */
export function readBounded(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; total <= MAX_BYTES;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(file, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      total += length;
    }
  } finally {
    closeSync(file);
  }
  throw new Error(`it is longer than ${MAX_BYTES / 2 ** 20} MB`);
}
