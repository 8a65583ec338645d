import * as client from 'openid-client';
import type { OidcConfig } from '../config.js';
import type { Journey } from './journey.js';

/** Seconds to wait for the provider. */
const TIMEOUT = 10;
/** Seconds ago that a person asked to sign in anew may have done so: the way back, and clocks that differ. */
const FRESH = 120;

/** Where the provider sends the browser back to. */
export const CALLBACK = '/api/v1/session/oidc/callback';

export interface ProvedSubject {
  /** `issuer#sub`, as accounts name it. */
  readonly subject: string;
  /** Milliseconds since the epoch; 0: the provider does not say when the person proved who they are. */
  readonly authenticatedAt: number;
}

/** The identity provider: OpenID Connect, authorization code with PKCE, state and nonce. */
export class OidcProvider {
  private discovered: Promise<client.Configuration> | null = null;

  constructor(private readonly config: OidcConfig) {}

  /** Where the browser goes to sign in, and what it has to bring back. */
  async begin(
    plan: Pick<Journey, 'unit' | 'returnTo' | 'fresh'>,
  ): Promise<{ readonly url: URL; readonly journey: Journey }> {
    const configuration = await this.configuration();
    const secrets = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: new URL(CALLBACK, this.config.publicAddress).href,
      scope: this.config.scope,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
      ...(plan.fresh ? { prompt: 'login', max_age: '0' } : {}),
    });
    return { url, journey: { ...plan, ...secrets } };
  }

  /**
   * Who signed in.
   * @param query of the address that the browser came back to
   * @throws Error of openid-client when anything about the answer is not as it must be
   */
  async finish(query: string, { state, nonce, verifier, fresh }: Journey): Promise<ProvedSubject> {
    const configuration = await this.configuration();
    const url = new URL(`${CALLBACK}${query}`, this.config.publicAddress);
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
      ...(fresh ? { maxAge: FRESH } : {}),
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('the provider sent no ID token');
    return { subject: `${claims.iss}#${claims.sub}`, authenticatedAt: (claims.auth_time ?? 0) * 1000 };
  }

  /** Found out at the first use, so that a provider that is away keeps nobody from starting; after a failure, anew. */
  private configuration(): Promise<client.Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = null;
      throw error;
    });
    return this.discovered;
  }

  private async discover(): Promise<client.Configuration> {
    const issuer = new URL(this.config.issuer);
    const { clientId, clientSecret } = this.config;
    const execute = isLoopback(issuer) ? [client.allowInsecureRequests] : [];
    return client.discovery(issuer, clientId, clientSecret, undefined, { timeout: TIMEOUT, execute });
  }
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}
