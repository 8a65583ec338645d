import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider puts into its next ID token, besides what must be in it. */
export type Claims = Readonly<Record<string, unknown>>;

/** A small OpenID provider on the loopback address, which signs in whoever comes. */
export interface FakeProvider {
  readonly issuer: string;
  /** Claims that replace those of the next tokens. */
  claims: Claims;
  /** The address that the provider sends a browser back to that was sent to `url`. */
  signIn(url: string): string;
  close(): Promise<void>;
}

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

export const CLIENT = { id: 'quanheng', secret: 'a secret between two servers' } as const;

/** @param port 0: any that is free */
export async function startProvider(port = 0): Promise<FakeProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  const state = { claims: {} as Claims, issuer: '' };
  const token = (grant: Grant): string => {
    const now = Math.floor(Date.now() / 1000);
    const usual = {
      iss: state.issuer,
      aud: CLIENT.id,
      sub: 'clerk-7',
      nonce: grant.nonce,
      iat: now,
      exp: now + 60,
      auth_time: now,
    };
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const signed = `${encode({ alg: 'RS256', kid: 'k1' })}.${encode({ ...usual, ...state.claims })}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  };
  const answers: Record<string, (request: IncomingMessage) => Promise<object> | object> = {
    '/.well-known/openid-configuration': () => ({
      issuer: state.issuer,
      authorization_endpoint: `${state.issuer}/authorize`,
      token_endpoint: `${state.issuer}/token`,
      jwks_uri: `${state.issuer}/keys`,
      ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/keys': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] }),
    '/token': async (request) => {
      const body = new URLSearchParams(await textOf(request));
      const code = body.get('code') ?? '';
      const grant = grants.get(code);
      grants.delete(code);
      const challenge = createHash('sha256')
        .update(body.get('code_verifier') ?? '')
        .digest('base64url');
      const isGood = grant?.challenge === challenge && grant.redirectUri === body.get('redirect_uri');
      if (!isGood || body.get('client_secret') !== CLIENT.secret) return { error: 'invalid_grant' };
      return { access_token: randomUUID(), token_type: 'Bearer', expires_in: 60, id_token: token(grant) };
    },
  };
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? '').split('?', 1)[0] ?? ''];
    void Promise.resolve(answer?.(request) ?? { error: 'not_found' }).then((body) => {
      response.writeHead('error' in body ? 400 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer: state.issuer,
    get claims() {
      return state.claims;
    },
    set claims(claims) {
      state.claims = claims;
    },
    signIn: (url) => {
      const asked = new URL(url).searchParams;
      const code = randomUUID();
      const redirectUri = asked.get('redirect_uri') ?? '';
      grants.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', redirectUri });
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back.href;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk as Buffer);
  return text;
}
