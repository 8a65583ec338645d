import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireAccess } from '../access/access.js';
import type { Authenticator } from '../access/caller.js';
import { ProblemError } from './problem-error.js';
import type { Limits } from './rate-limits.js';

/**
 * What every request passes before its body is read: how many come from the address, who sends it, how many that one sends, and whether the operation
 * is open to them at all. A route of the API that names no operation is closed to everybody.
 */
export function addGate(server: FastifyInstance, authenticator: Authenticator, limits: Limits): void {
  server.decorateRequest('caller', null);
  server.addHook('onRequest', async (request) => {
    const { operation } = request.routeOptions.config;
    await limits.ofAddress(request);
    if (countOf('host', request.raw.rawHeaders) !== 1)
      throw new ProblemError('malformed-request', 'Send one Host header (RFC 9112).');
    if (operation === undefined) {
      refuseUnnamed(request);
      return;
    }
    if (operation.access === 'everybody') return;
    request.caller = await authenticator.authenticate(request);
    if (request.caller !== null) await limits.ofPerson(request);
    requireAccess(operation.access, request.caller, operation.tag === 'session');
  });
}

/** Node takes the first of several where a proxy before it may have taken the last. */
function countOf(name: string, rawHeaders: readonly string[]): number {
  return rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === name).length;
}

function refuseUnnamed(request: FastifyRequest): void {
  if (request.is404 || !request.routeOptions.url?.startsWith('/api/')) return;
  throw new ProblemError('not-found', 'There is no such operation.');
}
