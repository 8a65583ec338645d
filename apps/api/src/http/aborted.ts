import type { FastifyReply } from 'fastify';

/** Fires when the request was answered, or the client closed the connection before. */
export function abortedBy(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // Not the socket's, which many requests share.
  reply.raw.once('close', () => {
    controller.abort();
  });
  return controller.signal;
}
