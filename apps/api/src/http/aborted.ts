import type { FastifyRequest } from 'fastify';

/** Fires when the client closes the connection before it was answered. */
export function abortedBy(request: FastifyRequest): AbortSignal {
  const controller = new AbortController();
  request.raw.socket.once('close', () => {
    controller.abort();
  });
  return controller.signal;
}
