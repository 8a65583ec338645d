import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';
import { REQUEST_ID_HEADER } from './request-id.js';
import { toProblem } from './to-problem.js';

/** Answers every error as `application/problem+json`. No text of an unexpected error leaves the server. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = toProblem(error);
  if (known === null) request.log.error({ reqId: request.id, err: error }, 'a request failed unexpectedly');
  const problem = known ?? new ProblemError('internal-error', 'Tell the administrator the id of this request.');
  if (problem.retryAfter !== undefined) void reply.header('retry-after', Math.ceil(problem.retryAfter));
  const body = problem.toProblem(request.id);
  // A request that no route was found for has passed no hook that would have set its id.
  void reply.header(REQUEST_ID_HEADER, request.id);
  void reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}
