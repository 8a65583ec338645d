import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import type { ApiConfig } from '../config.js';
import { refuseAmbiguous } from './json-body.js';
import { ProblemError } from './problem-error.js';

/**
 * JSON that can be understood in one way only, and bytes where an operation takes them; nothing else is read, so a form of another site's page cannot
 * send anything. Keys such as `__proto__` are an error.
 */
export function addBodyParsers(server: FastifyInstance, limits: ApiConfig['bodyLimits']): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length === 0) {
      done(null, undefined);
      return;
    }
    // Decoding would put another character in the place of what is none.
    if (!isUtf8(body)) {
      done(new ProblemError('malformed-request', 'The body is no UTF-8.'), undefined);
      return;
    }
    const text = body.toString();
    void parse(request, text, (error, value) => {
      done(error ?? ambiguityOf(text), value);
    });
  });
  server.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.addHook('onRoute', (route) => {
    const { bodyLimit } = route.config?.operation ?? {};
    route.bodyLimit = bodyLimit === undefined ? limits.common : limits[bodyLimit];
  });
}

function ambiguityOf(text: string): Error | null {
  try {
    refuseAmbiguous(text);
    return null;
  } catch (error) {
    return error as Error;
  }
}
