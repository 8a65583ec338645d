import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem-error.js';

const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

export function isSafe({ method }: FastifyRequest): boolean {
  return SAFE.includes(method);
}

/**
 * Browsers say from which page a request comes; programs say nothing, and hold no cookies that somebody else could make them send.
 * @param origins those of ours; empty: whatever address the request itself was sent to
 * @throws ProblemError `forged-request`
 */
export function requireOwnOrigin(request: FastifyRequest, origins: readonly string[]): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && !isOwn(origin, request, origins)) throw forged();
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw forged();
}

function isOwn(origin: string, request: FastifyRequest, origins: readonly string[]): boolean {
  if (origins.length > 0) return origins.includes(origin);
  return URL.canParse(origin) && new URL(origin).host === request.host;
}

export function forged(): ProblemError {
  return new ProblemError(
    'forged-request',
    'Send the header X-CSRF-Token with the csrfToken of GET /api/v1/session, from a page of this server.',
  );
}
