/** A passkey (通行密钥, WebAuthn): the public half of a key pair whose other half never leaves its authenticator. */
export interface PasskeyRow {
  /** SHA-256 of the credential id, lower-case hexadecimal. */
  readonly key: string;
  readonly unit: string;
  readonly account: string;
  /** The credential id as the authenticator gave it, base64url. */
  readonly credential: string;
  /** COSE. */
  readonly publicKey: Uint8Array;
  /** How often it was used, where the authenticator counts; else 0. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** What its owner calls it. */
  readonly name: string;
  readonly createdAt: number;
  readonly usedAt: number | null;
}

/** Something random that one authenticator has to sign, once. */
export interface ChallengeRow {
  /** SHA-256 of the challenge, lower-case hexadecimal. */
  readonly challenge: string;
  /** For adding a passkey to that account; empty: for signing in with one. */
  readonly unit: string;
  readonly account: string;
  readonly expiresAt: number;
}

export interface PasskeyStore {
  /** The key must be new. */
  add(passkey: PasskeyRow): Promise<void>;
  find(key: string): Promise<PasskeyRow | null>;
  /** The oldest first. */
  of(unit: string, account: string): Promise<readonly PasskeyRow[]>;
  used(key: string, counter: number, at: number): Promise<void>;
  /** False: the account has none of this key. */
  drop(unit: string, account: string, key: string): Promise<boolean>;
  dropAllOf(unit: string, account: string): Promise<number>;
  keepChallenge(challenge: ChallengeRow): Promise<void>;
  /** Of several who take the same, one gets it; the others, and whoever comes later, get null. */
  takeChallenge(challenge: string): Promise<ChallengeRow | null>;
  /** Deletes what expired by `now`, at most `limit`; gives their number. */
  dropChallenges(now: number, limit: number): Promise<number>;
}
