import type { OrganisationView, SessionRow } from '@quanheng/runtime/ports';
import type { Caller } from '../access/caller.js';
import type { IdentityParts } from './parts.js';
import { ShortCache } from './short-cache.js';
import { digestOfToken, newToken } from './tokens.js';

/** Milliseconds between two writes of when a session was last used. */
const TOUCH_EVERY = 60_000;
/** How long a session that has ended elsewhere may still be believed. */
const CACHE_LIFE = 3_000;
const CACHE_SIZE = 20_000;

/** A session with whose it is, as the organisation is now. */
export interface SignedIn {
  readonly row: SessionRow;
  readonly caller: Caller;
}

type Opening = Pick<SessionRow, 'unit' | 'account' | 'authenticatedAt' | 'credentialAt'>;

/** Opens, finds and ends sessions. What a session may do is looked up anew all the time: it only says which account signed in. */
export class Sessions {
  private readonly known = new ShortCache<SignedIn>(CACHE_LIFE, CACHE_SIZE);

  constructor(private readonly parts: IdentityParts) {}

  /** Gives the token for the cookie. */
  async open({ unit, account, authenticatedAt, credentialAt }: Opening, expiresAt?: number): Promise<string> {
    const { surroundings, sessions, config } = this.parts;
    const now = surroundings.now();
    const token = newToken((bytes) => surroundings.random(bytes));
    const end = expiresAt ?? now + config.session.absolute;
    const times = { createdAt: now, seenAt: now, authenticatedAt, expiresAt: end };
    await sessions.create({ token: digestOfToken(token), unit, account, credentialAt, ...times });
    return token;
  }

  /** Null: there is no such session, it has ended, or its account has. */
  async find(token: string): Promise<SignedIn | null> {
    const now = this.parts.surroundings.now();
    const digest = digestOfToken(token);
    const known = this.known.get(digest, now);
    if (known && this.isAlive(known.row, now)) return known;
    const found = await this.load(digest, now);
    if (found) this.known.set(digest, found, now);
    return found;
  }

  /** Ends the session and opens another for the same account, so that a token that leaked before is worth nothing now. */
  async renew(
    token: string,
    { row }: SignedIn,
    proved: Pick<Opening, 'authenticatedAt' | 'credentialAt'>,
  ): Promise<string> {
    const renewed = await this.open({ unit: row.unit, account: row.account, ...proved }, row.expiresAt);
    await this.end(token);
    return renewed;
  }

  async end(token: string): Promise<void> {
    const digest = digestOfToken(token);
    this.known.delete(digest);
    await this.parts.sessions.end(digest);
  }

  async endAllOf(unit: string, account: string): Promise<number> {
    this.known.deleteWhere(({ row }) => row.unit === unit && row.account === account);
    return this.parts.sessions.endAllOf(unit, account);
  }

  private async load(digest: string, now: number): Promise<SignedIn | null> {
    const row = await this.parts.sessions.find(digest);
    if (row === null) return null;
    const caller = this.isAlive(row, now) ? await this.callerOf(row, now) : null;
    if (caller === null) {
      await this.parts.sessions.end(digest);
      return null;
    }
    if (now - row.seenAt < TOUCH_EVERY) return { row, caller };
    await this.parts.sessions.touch(digest, { seenAt: now });
    return { row: { ...row, seenAt: now }, caller };
  }

  private isAlive({ expiresAt, seenAt }: SessionRow, now: number): boolean {
    return now < expiresAt && now < seenAt + this.parts.config.session.idle;
  }

  private async callerOf(row: SessionRow, now: number): Promise<Caller | null> {
    const { unit, account, authenticatedAt, credentialAt } = row;
    const view = await this.parts.organisation.view(unit);
    const person = personOfAccount(view, account, now);
    if (person === null) return null;
    const credential = credentialAt === null ? null : await this.parts.queries.credential(unit, account);
    if (credentialAt !== null && credential?.changedAt !== credentialAt) return null;
    return {
      principal: { kind: 'person', person, account, authenticatedAt },
      unit,
      roles: view.roles(person, now),
      offers: view.offers(person, now),
      mustChangePassword: credential?.mustChange ?? false,
    };
  }
}

/** Whose account it is now; null: nobody's. */
export function personOfAccount(view: OrganisationView, account: string, now: number): string | null {
  const person = view.fact('account', account, now)?.data.person ?? null;
  return person !== null && view.fact('person', person, now) ? person : null;
}
