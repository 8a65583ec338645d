import { ATTEMPTS_REMEMBERED } from '@quanheng/host';

/** What can be set about signing in. Times are milliseconds. */
export interface IdentityConfig {
  /** The unit people sign in to unless they name another; null: the only one there is. */
  readonly unit: string | null;
  readonly session: {
    /** Ends a session that is not used. */
    readonly idle: number;
    /** Ends it however much it is used. */
    readonly absolute: number;
  };
  /** How long ago a person may have proved who they are, for acts that ask for a recent proof. */
  readonly recent: number;
  readonly argon2: Argon2Parameters;
  readonly lockOut: { readonly perLogin: LockOutRule; readonly perAddress: LockOutRule };
  /** Addresses that pages of ours come from, such as `https://office.example`; empty: the address that the request itself was sent to. */
  readonly origins: readonly string[];
  /** True: served over TLS; cookies are never sent without. */
  readonly tls: boolean;
  /** What passkeys are bound to; null: nothing that they could be. */
  readonly passkeys: PasskeyConfig | null;
  /** Null: local accounts only. */
  readonly oidc: OidcConfig | null;
}

/** Memory in KiB, passes and lanes: at least what OWASP's Password Storage Cheat Sheet asks of Argon2id. */
export interface Argon2Parameters {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** So many attempts are free; behind them each has to wait twice as long as the one before. */
export interface LockOutRule {
  readonly free: number;
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** Attempts are forgotten so long after the last one; at most `ATTEMPTS_REMEMBERED`, when their rows go. */
  readonly forgetAfter: number;
}

export interface PasskeyConfig {
  /** A domain, or `localhost`: browsers know no passkeys for bare addresses. */
  readonly domain: string;
}

export interface OidcConfig {
  /** `https://id.example`; plain HTTP only on the loopback address. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Address of this server as the browser sees it, without a path: `https://office.example`. */
  readonly publicAddress: string;
  readonly scope: string;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const DEFAULT_IDENTITY: IdentityConfig = {
  unit: null,
  session: { idle: 30 * MINUTE, absolute: 12 * HOUR },
  recent: 10 * MINUTE,
  argon2: { memoryCost: 19_456, timeCost: 2, parallelism: 1 },
  lockOut: {
    perLogin: { free: 5, firstDelay: 15 * SECOND, longestDelay: 15 * MINUTE, forgetAfter: ATTEMPTS_REMEMBERED },
    // A whole office may share one address.
    perAddress: { free: 50, firstDelay: 5 * SECOND, longestDelay: 5 * MINUTE, forgetAfter: HOUR },
  },
  origins: [],
  tls: false,
  passkeys: { domain: 'localhost' },
  oidc: null,
};
