/**
 * Bytes by their digest. Stored before the command that names them, so they may be there without any instance naming them; such bytes are no
 * evidence of anything and may be removed after a while.
 */
export interface Blobs {
  /** Gives the SHA-256 in lower-case hexadecimal; the same bytes again change nothing. Durable when it resolves. */
  put(unit: string, bytes: Uint8Array): Promise<string>;
  get(unit: string, digest: string): Promise<Uint8Array | null>;
}
