/** Who is signed in, and how often somebody tried. No part of any decision's evidence: losing it means signing in again. */
export interface SessionRow {
  /** SHA-256 of the token, lower-case hexadecimal: the token itself is only in the browser's cookie. */
  readonly token: string;
  readonly unit: string;
  readonly account: string;
  readonly createdAt: number;
  /** When the person last proved who they are. */
  readonly authenticatedAt: number;
  /** When the session was last seen in use, to the minute. */
  readonly seenAt: number;
  /** It ends then at the latest, however much it is used. */
  readonly expiresAt: number;
  /** `changedAt` of the credential that it was opened with: another credential ends it. Null: opened through an identity provider. */
  readonly credentialAt: number | null;
}

export interface SessionStore {
  /** The token must be new. */
  create(session: SessionRow): Promise<void>;
  find(token: string): Promise<SessionRow | null>;
  /** Nothing happens when it has ended. */
  touch(token: string, seen: { readonly seenAt: number; readonly authenticatedAt?: number }): Promise<void>;
  end(token: string): Promise<void>;
  /** Gives how many there were. */
  endAllOf(unit: string, account: string): Promise<number>;
  /** Deletes sessions that expired by `now` or were last seen before `seenBefore`, at most `limit`; gives their number. */
  dropExpired(now: number, seenBefore: number, limit: number): Promise<number>;

  /**
   * Replaces what is known of attempts under a key by what `decide` makes of it, so that of two at the same time each sees the other. `decide` may be
   * asked again after a conflict and must have no effects but the last one; null forgets the key.
   */
  changeAttempts(key: string, decide: (known: AttemptsRow | null) => AttemptsRow | null): Promise<void>;
  /** Deletes keys with no attempt since `before`, at most `limit`; gives their number. */
  dropAttempts(before: number, limit: number): Promise<number>;
}

/** Attempts to sign in that did not succeed, or not yet. */
export interface AttemptsRow {
  /** SHA-256 of what is counted, lower-case hexadecimal: a login that does not exist may be a password in the wrong field. */
  readonly key: string;
  readonly count: number;
  readonly lastAt: number;
}
