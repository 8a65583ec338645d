import type { Queries, StartableKey } from '../ports/index.js';

const MAX_KEPT = 500;

/**
 * Which definition each process was last started with: what the next start is prepared for, and no more than a guess, since another server may have
 * published a newer version meanwhile. The transaction that starts it asks again.
 */
export class LastStarted {
  private readonly digests = new Map<string, string>();

  constructor(private readonly queries: Pick<Queries, 'startable'>) {}

  /** Digest of the definition; asked when nothing is known. Null: the process cannot be started. */
  async find(unit: string, key: StartableKey): Promise<string | null> {
    const known = this.digests.get(nameOf(unit, key));
    if (known !== undefined) return known;
    const row = await this.queries.startable(unit, key.process, key.version ?? undefined);
    this.put(unit, key, row?.digest);
    return row?.digest ?? null;
  }

  /** @param digest undefined when the process cannot be started any more */
  put(unit: string, key: StartableKey, digest: string | undefined): void {
    const name = nameOf(unit, key);
    this.digests.delete(name);
    if (digest === undefined) return;
    this.digests.set(name, digest);
    for (const oldest of this.digests.keys()) {
      if (this.digests.size <= MAX_KEPT) break;
      this.digests.delete(oldest);
    }
  }
}

function nameOf(unit: string, { process, version }: StartableKey): string {
  return `${unit} ${version ?? ''} ${process}`;
}
