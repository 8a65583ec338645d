import { hash, timingSafeEqual } from 'node:crypto';

/** Bytes of chance in a token: nobody guesses 256 bits, so a plain digest of it may be stored. */
const BYTES = 32;

/** A new token as text of 43 characters. */
export function newToken(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(BYTES)).toString('base64url');
}

export const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** As tokens are stored: SHA-256 in lower-case hexadecimal. */
export function digestOfToken(token: string): string {
  return hash('sha256', token, 'hex');
}

/** What pages of ours prove that they can read the session with. Follows from the token, so nothing else has to be stored. */
export function csrfTokenOf(token: string): string {
  return hash('sha256', `quanheng csrf ${token}`, 'base64url');
}

/** Compares in a time that tells nothing of where two texts differ. */
export function isSameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'utf8'), Buffer.from(other, 'utf8')];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `qhw~<unit>~<account>~<secret>`: a worker's bearer token names whose it is, so it is found without trying all. */
export interface WorkerToken {
  readonly unit: string;
  readonly account: string;
  readonly secret: string;
}

const WORKER_TOKEN = /^qhw~([A-Za-z0-9._-]{1,64})~([A-Za-z0-9._-]{1,64})~([A-Za-z0-9_-]{43})$/;

export function readWorkerToken(text: string): WorkerToken | null {
  const [, unit, account, secret] = WORKER_TOKEN.exec(text) ?? [];
  return unit === undefined || account === undefined || secret === undefined ? null : { unit, account, secret };
}

export function writeWorkerToken({ unit, account, secret }: WorkerToken): string {
  return `qhw~${unit}~${account}~${secret}`;
}
