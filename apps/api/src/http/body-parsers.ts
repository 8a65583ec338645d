import type { FastifyInstance } from 'fastify';
import type { ApiConfig } from '../config.js';
import { refuseInexact } from './json-body.js';

/**
 * JSON, and bytes where an operation takes them; nothing else is read, so a form of another site's page cannot send anything. Keys such as
 * `__proto__` are an error.
 */
export function addBodyParsers(server: FastifyInstance, limits: ApiConfig['bodyLimits']): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') {
      done(null, undefined);
      return;
    }
    try {
      refuseInexact(body);
    } catch (error) {
      done(error as Error);
      return;
    }
    void parse(request, body, done);
  });
  server.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.addHook('onRoute', (route) => {
    const { bodyLimit } = route.config?.operation ?? {};
    route.bodyLimit = bodyLimit === undefined ? limits.common : limits[bodyLimit];
  });
}
