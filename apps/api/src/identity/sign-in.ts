import { ProblemError } from '../http/problem-error.js';
import type { LockOut } from './lock-out.js';
import type { IdentityParts } from './parts.js';
import type { Passwords } from './passwords.js';
import { personOfAccount, type Sessions } from './sessions.js';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly unit?: string;
}

/** What holds the place of an account that does not exist, so that looking for its credential costs the same. */
const NO_ACCOUNT = '-';

/** Signing in with login and password. Whoever does not get in learns nothing of which accounts there are. */
export class SignIn {
  constructor(
    private readonly parts: IdentityParts,
    private readonly passwords: Passwords,
    private readonly lockOut: LockOut,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Gives the token of a new session.
   * @throws ProblemError `sign-in-failed`, `locked-out` or `busy`
   */
  async withPassword({ login: typed, password, unit: named }: Credentials, address: string): Promise<string> {
    const login = typed.trim().toLowerCase();
    const unit = named ?? (await this.usualUnit());
    const now = this.parts.surroundings.now();
    await this.lockOut.begin({ unit, login, address }, now);
    const view = await this.parts.organisation.view(unit);
    const account = view.accountByLogin(login, now)?.id ?? NO_ACCOUNT;
    const proof = await this.proves(unit, account, password);
    if (proof === null || personOfAccount(view, account, now) === null) {
      // Never the login: people type their password there, too.
      this.parts.logger.warn({ unit, address }, 'signing in failed');
      throw new ProblemError('sign-in-failed', '登录名或口令不正确。');
    }
    await this.lockOut.succeeded({ unit, login, address });
    this.parts.logger.info({ unit, account, address }, 'signed in');
    return this.sessions.open({ unit, account, authenticatedAt: now, credentialAt: proof });
  }

  /**
   * Proves again whose account it is.
   * @returns `changedAt` of the credential
   * @throws ProblemError `sign-in-failed`, `locked-out` or `busy`
   */
  async again(unit: string, account: string, password: string, address: string): Promise<number> {
    const now = this.parts.surroundings.now();
    const view = await this.parts.organisation.view(unit);
    const login = view.fact('account', account, now)?.data.login ?? account;
    await this.lockOut.begin({ unit, login, address }, now);
    const proof = await this.proves(unit, account, password);
    if (proof === null) throw new ProblemError('sign-in-failed', '口令不正确。');
    await this.lockOut.succeeded({ unit, login, address });
    return proof;
  }

  /** The unit that is meant when none is named. */
  async usualUnit(): Promise<string> {
    if (this.parts.config.unit !== null) return this.parts.config.unit;
    const [only, ...others] = await this.parts.queries.units();
    if (only !== undefined && others.length === 0) return only.unit;
    throw new ProblemError('invalid', '请指明所属单位（unit）。', { subject: 'unit' });
  }

  /** `changedAt` of the credential that the password belongs to; null: it belongs to none. */
  private async proves(unit: string, account: string, password: string): Promise<number | null> {
    const credential = await this.parts.queries.credential(unit, account);
    const isPassword = credential?.hash.startsWith('$argon2id$') === true;
    const isRight = await this.passwords.verify(isPassword ? credential.hash : null, password);
    return isRight && credential !== null ? credential.changedAt : null;
  }
}
