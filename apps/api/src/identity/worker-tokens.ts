import type { Caller } from '../access/caller.js';
import type { IdentityParts } from './parts.js';
import { ShortCache } from './short-cache.js';
import { digestOfToken, isSameText, newToken, readWorkerToken, writeWorkerToken } from './tokens.js';

const CACHE_LIFE = 3_000;
const CACHE_SIZE = 1_000;

/** External workers send `Authorization: Bearer` with a token of their account, of which the server keeps the digest. */
export class WorkerTokens {
  private readonly known = new ShortCache<Caller>(CACHE_LIFE, CACHE_SIZE);

  constructor(private readonly parts: Pick<IdentityParts, 'queries' | 'organisation' | 'surroundings'>) {}

  /** Null: not the token of any account, or of none that is valid now. */
  async find(text: string): Promise<Caller | null> {
    const token = readWorkerToken(text);
    if (token === null) return null;
    const now = this.parts.surroundings.now();
    const key = digestOfToken(text);
    const known = this.known.get(key, now);
    if (known) return known;
    const { unit, account, secret } = token;
    const credential = await this.parts.queries.credential(unit, account);
    if (credential === null || !isSameText(credential.hash, credentialOf(secret))) return null;
    const view = await this.parts.organisation.view(unit);
    if (view.fact('account', account, now)?.data.kind !== 'worker') return null;
    const caller: Caller = {
      ...{ principal: { kind: 'worker', account }, unit, mustChangePassword: false },
      ...{ roles: new Set(['worker']), offers: [] },
    };
    this.known.set(key, caller, now);
    return caller;
  }

  /** A new token, and what is to be stored of it. */
  issue(unit: string, account: string): { readonly token: string; readonly hash: string } {
    const secret = newToken((bytes) => this.parts.surroundings.random(bytes));
    return { token: writeWorkerToken({ unit, account, secret }), hash: credentialOf(secret) };
  }
}

function credentialOf(secret: string): string {
  return `sha256:${digestOfToken(secret)}`;
}
