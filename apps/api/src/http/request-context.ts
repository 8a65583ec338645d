import type { OperationShape } from '@quanheng/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../access/caller.js';
import { ProblemError } from './problem-error.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Absent only for what is no part of the API, such as the files of the web application. */
    operation?: OperationShape;
  }
  interface FastifyRequest {
    /** Set by the gate. */
    caller: Caller | null;
  }
}

/** What a handler is told besides the input. */
export interface RequestContext {
  /** @throws ProblemError `not-signed-in`: only for operations that everybody may call. */
  readonly caller: Caller;
  readonly key: string | undefined;
  readonly request: FastifyRequest;
  /** For cookies and the like; the answer itself is what the handler returns. */
  readonly reply: FastifyReply;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

export function contextOf(request: FastifyRequest, reply: FastifyReply): RequestContext {
  return {
    get caller() {
      if (request.caller === null) throw new ProblemError('not-signed-in', 'Sign in, or send a valid token.');
      return request.caller;
    },
    key: keyOf(request),
    request,
    reply,
  };
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new ProblemError('malformed-request', 'Idempotency-Key must be 1 to 200 visible ASCII characters.');
}
