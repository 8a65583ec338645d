import { principalName } from '@quanheng/runtime/ports';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** One line a request, when it is answered. Its members are all named here, so it is not searched for secrets, which costs thirty times as much. */
export function addRequestLog(server: FastifyInstance, logger: Logger): void {
  const lines = logger.child({}, { redact: [] });
  server.addHook('onResponse', (request, reply, done) => {
    const { operation } = request.routeOptions.config;
    lines.info(
      {
        reqId: request.id,
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
