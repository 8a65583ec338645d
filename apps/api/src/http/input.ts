import type { OperationShape } from '@quanheng/contracts';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

/** Most errors that one answer lists. */
const MAX_ERRORS = 50;

interface Read {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** @throws ProblemError `invalid-input` with every place that does not fit. */
export function readInput(request: FastifyRequest): Read {
  const shape = request.routeOptions.config.operation;
  if (shape === undefined) throw new Error(`The route ${request.routeOptions.url ?? request.url} has no operation.`);
  refuseMisencoded(request.raw.url ?? '');
  const errors: { at: string; message: string }[] = [];
  const read = {
    params: part(shape, 'params', request.params, errors),
    query: part(shape, 'query', request.query, errors),
    body: shape.consumes === undefined ? part(shape, 'body', request.body, errors) : bytesOf(shape, request.body),
  };
  if (errors.length === 0) return read;
  const first = errors[0];
  const detail = `${first?.at ?? ''}: ${first?.message ?? ''}`;
  throw new ProblemError('invalid-input', detail, { errors: errors.slice(0, MAX_ERRORS) });
}

/** What is no percent-encoded UTF-8 would be taken as it stands: another name than the one that was meant. */
function refuseMisencoded(url: string): void {
  const query = url.indexOf('?');
  if (query < 0) return;
  try {
    decodeURIComponent(url.slice(query));
  } catch {
    throw new ProblemError('malformed-request', 'The query is not percent-encoded UTF-8.');
  }
}

function part(
  shape: OperationShape,
  name: 'params' | 'query' | 'body',
  value: unknown,
  errors: { at: string; message: string }[],
): unknown {
  const schema = shape[name];
  if (schema === undefined) {
    if (!isEmpty(value)) errors.push({ at: name, message: `this operation takes no ${name}` });
    return undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    errors.push({ at: [name, ...path.map(String)].join('.'), message });
  }
  return undefined;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function bytesOf({ consumes }: OperationShape, body: unknown): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new ProblemError(
    'invalid-input',
    `The body must be the bytes themselves, as ${consumes ?? 'bytes'}, and not empty.`,
  );
}
