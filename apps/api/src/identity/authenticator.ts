import type { FastifyRequest } from 'fastify';
import type { Authenticator, Caller } from '../access/caller.js';
import { sessionCookie } from './cookies.js';
import { forged, isSafe, requireOwnOrigin } from './origin.js';
import type { IdentityParts } from './parts.js';
import type { Sessions } from './sessions.js';
import { csrfTokenOf, isSameText } from './tokens.js';
import type { WorkerTokens } from './worker-tokens.js';

const BEARER = /^Bearer +(\S+)$/i;

/** Workers by their bearer token, persons by the cookie of their session. A request with a token is judged by the token alone. */
export class IdentityAuthenticator implements Authenticator {
  constructor(
    private readonly parts: Pick<IdentityParts, 'config'>,
    private readonly sessions: Sessions,
    private readonly workers: WorkerTokens,
  ) {}

  async authenticate(request: FastifyRequest): Promise<Caller | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const token = BEARER.exec(authorization)?.[1];
      return token === undefined ? null : this.workers.find(token);
    }
    const { config } = this.parts;
    const token = sessionCookie(request, config);
    const signedIn = token === null ? null : await this.sessions.find(token);
    if (token === null || signedIn === null) return null;
    if (!isSafe(request)) {
      requireOwnOrigin(request, config.origins);
      const sent = request.headers['x-csrf-token'];
      if (typeof sent !== 'string' || !isSameText(sent, csrfTokenOf(token))) throw forged();
    }
    return signedIn.caller;
  }
}
