import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Blobs } from '@quanheng/runtime/ports';

/** Bytes as files named by their digest, in a directory that all replicas share. */
export class DirectoryBlobs implements Blobs {
  constructor(private readonly root: string) {}

  async put(unit: string, bytes: Uint8Array): Promise<string> {
    const digest = sha256(bytes);
    const path = this.pathOf(unit, digest);
    await mkdir(dirname(path), { recursive: true });
    // Renamed when complete, so that a crash leaves no half of a file under a digest. Two who write the same bytes replace each other's.
    const draft = `${path}.${randomUUID()}`;
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await syncDirectory(dirname(path));
    return digest;
  }

  /** @throws Error when the bytes are no longer those of the digest. */
  async get(unit: string, digest: string): Promise<Uint8Array | null> {
    const bytes = await readIfThere(this.pathOf(unit, digest));
    if (bytes !== null && sha256(bytes) !== digest) throw new Error(`The stored bytes of ${digest} are damaged.`);
    return bytes;
  }

  private pathOf(unit: string, digest: string): string {
    return join(this.root, `unit-${encodeURIComponent(unit)}`, digest.slice(0, 2), digest);
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
