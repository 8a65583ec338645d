import { principalName } from '@quanheng/runtime/ports';
import type { FastifyInstance } from 'fastify';

/** One line a request, when it is answered. */
export function addRequestLog(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { operation } = request.routeOptions.config;
    request.log.info(
      {
        operation: operation?.id ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        by: request.caller === null ? null : principalName(request.caller.principal),
      },
      'answered',
    );
    done();
  });
}
