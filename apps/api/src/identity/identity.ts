import { IdentityAuthenticator } from './authenticator.js';
import { LockOut } from './lock-out.js';
import { OidcProvider } from './oidc/provider.js';
import type { IdentityParts } from './parts.js';
import { Passkeys } from './passkeys/passkeys.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { WorkerTokens } from './worker-tokens.js';

/** Everything about who somebody is, composed. */
export interface Identity {
  readonly parts: IdentityParts;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly passkeys: Passkeys;
  readonly workers: WorkerTokens;
  readonly authenticator: IdentityAuthenticator;
  readonly oidc: OidcProvider | null;
}

export function createIdentity(parts: IdentityParts): Identity {
  const { config, surroundings } = parts;
  const passwords = new Passwords(config.argon2, (bytes) => surroundings.random(bytes));
  const sessions = new Sessions(parts);
  const workers = new WorkerTokens(parts);
  return {
    ...{ parts, passwords, sessions, workers },
    passkeys: new Passkeys(parts, sessions),
    signIn: new SignIn(parts, passwords, new LockOut(parts.sessions, config.lockOut), sessions),
    authenticator: new IdentityAuthenticator(parts, sessions, workers),
    oidc: config.oidc === null ? null : new OidcProvider(config.oidc),
  };
}

/** Token of dependency injection. */
export const IDENTITY = Symbol('identity');
