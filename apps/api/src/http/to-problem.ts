import { HttpException } from '@nestjs/common';
import type { ProblemCode } from '@quanheng/contracts';
import { TooManyWaiting } from '@quanheng/jobs';
import { InvalidCursor, StoreConflict, StoreRefused, StoreUnavailable } from '@quanheng/runtime/ports';
import { ProblemError } from './problem-error.js';

/** Seconds after which a client may try again when the server is busy or has lost its database. */
const RETRY_AFTER = 1;

/** What Fastify, Nest and the runtime throw, as a problem. Null: a fault of ours, of which the client learns nothing but the id. */
export function toProblem(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreUnavailable) {
    return new ProblemError(
      'unavailable',
      'The database cannot be reached. Whether a command under way was carried out shows when it is sent again with the same Idempotency-Key.',
      {},
      RETRY_AFTER,
    );
  }
  if (error instanceof StoreConflict) {
    return new ProblemError('busy', 'Too many did the same at once. Try again.', {}, RETRY_AFTER);
  }
  if (error instanceof TooManyWaiting) return new ProblemError('busy', error.message, {}, RETRY_AFTER);
  if (error instanceof StoreRefused) return new ProblemError('too-large', error.message);
  if (error instanceof InvalidCursor) return new ProblemError('invalid-input', error.message);
  const status = statusOf(error);
  return status >= 400 && status < 500 ? clientError(status, error) : null;
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
}

const BY_STATUS: ReadonlyMap<number, readonly [ProblemCode, string]> = new Map([
  [404, ['not-found', 'There is no such address. The operations are listed at /api/v1/docs.']],
  [413, ['too-large', 'The body is larger than this operation takes.']],
  [415, ['unsupported-media-type', 'Send application/json, or what the operation names at /api/v1/docs.']],
]);

function clientError(status: number, error: unknown): ProblemError {
  const known = BY_STATUS.get(status);
  if (known !== undefined) return new ProblemError(...known);
  const detail = error instanceof Error ? error.message : 'The request cannot be read.';
  return new ProblemError('malformed-request', detail);
}
