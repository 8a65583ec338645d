import { createHash } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { MOST_PASSKEYS } from '@quanheng/contracts';
import type { ChallengeRow, PasskeyRow } from '@quanheng/runtime/ports';
import { ProblemError } from '../../http/problem-error.js';
import type { IdentityParts } from '../parts.js';
import { personOfAccount, type Sessions } from '../sessions.js';

/** Milliseconds in which somebody touches the sensor or types a PIN. */
const CHALLENGE_LIFE = 300_000;
const PRODUCT = '权衡';

export interface Owner {
  readonly unit: string;
  readonly account: string;
}

/**
 * Passkeys (WebAuthn): the authenticator signs a challenge that is good once, for this domain and a page of ours, after it has made sure of its
 * person (PIN, finger, face).
 */
export class Passkeys {
  constructor(
    private readonly parts: IdentityParts,
    private readonly sessions: Pick<Sessions, 'open'>,
  ) {}

  /** What the browser is to be asked, so that it makes a passkey for the account. */
  async begin(owner: Owner): Promise<object> {
    const { unit, account } = owner;
    const view = await this.parts.organisation.view(unit);
    const now = this.parts.surroundings.now();
    const person = personOfAccount(view, account, now);
    const known = await this.parts.passkeys.of(unit, account);
    const options = await generateRegistrationOptions({
      rpName: PRODUCT,
      rpID: this.domain,
      userName: view.fact('account', account, now)?.data.login ?? account,
      userDisplayName: (person === null ? undefined : view.fact('person', person, now)?.data.name) ?? account,
      // The same for the account each time, and nothing that tells whose it is.
      userID: new Uint8Array(
        createHash('sha256')
          .update(JSON.stringify([unit, account]))
          .digest(),
      ),
      challenge: this.parts.surroundings.random(32) as Uint8Array<ArrayBuffer>,
      attestationType: 'none',
      excludeCredentials: known.map(({ credential, transports }) => ({ id: credential, transports: [...transports] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.keep(options.challenge, owner);
    return options;
  }

  /** @throws ProblemError `invalid` when the answer is not one to what was asked, `conflict` when there are too many. */
  async add(owner: Owner, name: string, answer: RegistrationResponseJSON, origin: string): Promise<PasskeyRow> {
    const { passkeys, surroundings } = this.parts;
    if ((await passkeys.of(owner.unit, owner.account)).length >= MOST_PASSKEYS) {
      throw new ProblemError('conflict', `一个账号最多有${MOST_PASSKEYS}个通行密钥，请先删除不再使用的通行密钥。`);
    }
    const kept = await this.take(answer.response.clientDataJSON);
    const isAsked = kept?.unit === owner.unit && kept.account === owner.account;
    const verified = isAsked
      ? await verifyRegistrationResponse({
          response: answer,
          expectedChallenge: (challenge) => digestOf(challenge) === kept.challenge,
          expectedOrigin: this.originOf(origin),
          expectedRPID: this.domain,
          requireUserVerification: true,
        }).catch(() => null)
      : null;
    if (verified?.verified !== true) {
      throw new ProblemError('invalid', '通行密钥未能添加：浏览器的答复与本次请求不符或已过期，请重新添加。', {
        subject: 'answer',
      });
    }
    const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
    const row: PasskeyRow = {
      ...{ key: digestOf(id), ...owner, credential: id, publicKey, counter, transports, name },
      ...{ createdAt: surroundings.now(), usedAt: null },
    };
    if ((await passkeys.find(row.key)) !== null) {
      throw new ProblemError('conflict', '这个通行密钥已经添加过。');
    }
    await passkeys.add(row);
    this.parts.logger.info({ ...owner, passkey: row.key }, 'a passkey was added');
    return row;
  }

  /** What the browser is to be asked for a proof by any passkey that it has for this domain. */
  async beginProof(): Promise<object> {
    const options = await generateAuthenticationOptions({
      rpID: this.domain,
      challenge: this.parts.surroundings.random(32) as Uint8Array<ArrayBuffer>,
      userVerification: 'required',
    });
    await this.keep(options.challenge, { unit: '', account: '' });
    return options;
  }

  /** Gives the token of a new session. @throws ProblemError `sign-in-failed` */
  async signIn(answer: AuthenticationResponseJSON, origin: string, address: string): Promise<string> {
    const proved = await this.prove(answer, origin);
    const now = this.parts.surroundings.now();
    const view = proved === null ? null : await this.parts.organisation.view(proved.unit);
    if (proved === null || view === null || personOfAccount(view, proved.account, now) === null) {
      this.parts.logger.warn({ address }, 'signing in with a passkey failed');
      throw new ProblemError('sign-in-failed', '通行密钥未通过验证。请再试一次，或改用口令登录。');
    }
    const { unit, account } = proved;
    this.parts.logger.info({ unit, account, address }, 'signed in with a passkey');
    return this.sessions.open({ unit, account, ...(await this.proof(proved)) });
  }

  /** Proves again whose account it is. @throws ProblemError `sign-in-failed` */
  async again(owner: Owner, answer: AuthenticationResponseJSON, origin: string) {
    const proved = await this.prove(answer, origin);
    if (proved?.unit !== owner.unit || proved.account !== owner.account) {
      throw new ProblemError('sign-in-failed', '通行密钥未通过验证，或不属于当前账号。请再试一次，或改用口令。');
    }
    return this.proof(owner);
  }

  /** A session ends with the password it was opened beside, also one that was opened by a passkey. */
  private async proof({ unit, account }: Owner) {
    const credential = await this.parts.queries.credential(unit, account);
    return { authenticatedAt: this.parts.surroundings.now(), credentialAt: credential?.changedAt ?? null };
  }

  /** Whose passkey has signed; null: nobody's, or not what was asked. */
  private async prove(answer: AuthenticationResponseJSON, origin: string): Promise<PasskeyRow | null> {
    const { passkeys, surroundings } = this.parts;
    const kept = await this.take(answer.response.clientDataJSON);
    const passkey = await passkeys.find(digestOf(answer.id));
    if (kept === null || kept.account !== '' || passkey === null) return null;
    const { credential: id, publicKey, counter, transports } = passkey;
    const verified = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: (challenge) => digestOf(challenge) === kept.challenge,
      expectedOrigin: this.originOf(origin),
      expectedRPID: this.domain,
      credential: { id, publicKey: new Uint8Array(publicKey), counter, transports: [...transports] },
      requireUserVerification: true,
    }).catch(() => null);
    if (verified?.verified !== true) return null;
    await passkeys.used(passkey.key, verified.authenticationInfo.newCounter, surroundings.now());
    return passkey;
  }

  private async keep(challenge: string, owner: Owner): Promise<void> {
    const expiresAt = this.parts.surroundings.now() + CHALLENGE_LIFE;
    await this.parts.passkeys.keepChallenge({ challenge: digestOf(challenge), ...owner, expiresAt });
  }

  /** The challenge that was signed, which nobody can use a second time. */
  private async take(clientData: string): Promise<ChallengeRow | null> {
    const challenge = challengeIn(clientData);
    const kept = challenge === null ? null : await this.parts.passkeys.takeChallenge(digestOf(challenge));
    return kept !== null && this.parts.surroundings.now() < kept.expiresAt ? kept : null;
  }

  /** @throws ProblemError `conflict` */
  private get domain(): string {
    const { passkeys } = this.parts.config;
    if (passkeys === null) {
      throw new ProblemError(
        'conflict',
        '本系统以数字地址访问，浏览器不支持通行密钥。请管理员配置域名（QH_PUBLIC_URL）。',
      );
    }
    return passkeys.domain;
  }

  /** Pages of ours are those that are configured, else those of this very machine. */
  private originOf(origin: string): string[] {
    const { origins } = this.parts.config;
    if (origins.length > 0) return [...origins];
    return URL.canParse(origin) && new URL(origin).hostname === this.domain ? [origin] : [];
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Null: nothing that a browser says. */
function challengeIn(clientData: string): string | null {
  try {
    const said = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8')) as { challenge?: unknown } | null;
    return typeof said?.challenge === 'string' ? said.challenge : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
