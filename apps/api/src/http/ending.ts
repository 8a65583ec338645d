import type { ServerResponse } from 'node:http';
import { systemOperations } from '@quanheng/contracts';
import type { FastifyInstance } from 'fastify';

/**
 * How the server ends: it stops listening, answers requests under way, and then closes every connection, also those that clients keep open. Pages that
 * listen to events are not waited for.
 * @param patience milliseconds after which a request under way loses its connection; a command that loses its answer is asked again with its key
 */
export function addEnding(server: FastifyInstance, patience: number): void {
  const running = new Set<ServerResponse>();
  let isEnding = false;
  let allAnswered = (): void => undefined;
  server.addHook('onRequest', (request, { raw }, done) => {
    if (request.routeOptions.config.operation?.id !== systemOperations.events.id) {
      running.add(raw);
      raw.once('close', () => {
        running.delete(raw);
        if (running.size === 0) allAnswered();
      });
    }
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isEnding) void reply.header('connection', 'close');
    done(null, payload);
  });
  // Then Fastify closes the connections that are left (`forceCloseConnections`).
  server.addHook('preClose', (done) => {
    isEnding = true;
    server.server.close();
    const impatient = setTimeout(() => {
      server.log.warn({ requests: running.size }, 'requests did not end in time; ending without them');
      allAnswered();
    }, patience);
    allAnswered = () => {
      clearTimeout(impatient);
      allAnswered = () => undefined;
      done();
    };
    if (running.size === 0) allAnswered();
  });
}
