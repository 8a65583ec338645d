import type { FastifyReply, FastifyRequest } from 'fastify';
import { TOKEN } from './tokens.js';

/** The prefix makes browsers refuse the cookie from other hosts of the domain, without TLS or for a part of the paths (RFC 6265bis §4.1.3). */
const name = (base: string, tls: boolean): string => (tls ? `__Host-${base}` : base);

export interface CookieJar {
  readonly tls: boolean;
}

const SESSION = 'quanheng-session';
const OIDC = 'quanheng-oidc';
/** Seconds to sign in at the identity provider. */
const OIDC_SECONDS = 600;

/** The token of the session; null: none, or nothing that could be one. */
export function sessionCookie(request: FastifyRequest, { tls }: CookieJar): string | null {
  const token = request.cookies[name(SESSION, tls)];
  return token !== undefined && TOKEN.test(token) ? token : null;
}

/** Without a date: the browser drops it when it is closed, the server when the session ends. */
export function setSessionCookie(reply: FastifyReply, token: string, { tls }: CookieJar): void {
  void reply.setCookie(name(SESSION, tls), token, { path: '/', httpOnly: true, secure: tls, sameSite: 'strict' });
}

export function clearSessionCookie(reply: FastifyReply, { tls }: CookieJar): void {
  void reply.clearCookie(name(SESSION, tls), { path: '/', httpOnly: true, secure: tls, sameSite: 'strict' });
}

/** What is kept in the browser while it is at the identity provider. `lax`, because it comes back from another site. */
export function setOidcCookie(reply: FastifyReply, value: string, { tls }: CookieJar): void {
  const options = { path: '/', httpOnly: true, secure: tls, sameSite: 'lax', maxAge: OIDC_SECONDS } as const;
  void reply.setCookie(name(OIDC, tls), value, options);
}

export function takeOidcCookie(request: FastifyRequest, reply: FastifyReply, { tls }: CookieJar): string | null {
  void reply.clearCookie(name(OIDC, tls), { path: '/', httpOnly: true, secure: tls, sameSite: 'lax' });
  return request.cookies[name(OIDC, tls)] ?? null;
}
