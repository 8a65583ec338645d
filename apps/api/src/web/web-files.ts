import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Names in `assets/` hold a digest of the content: what is there never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** What the build writes where the number of each page belongs. */
const PLACE = 'QH_NONCE';
/** What is not there among these is not there: a page in its place would be taken for a script. */
const NOT_PAGES = /^\/(?:api|assets)(?:\/|\?|$)/;

/**
 * What the pages may do: run the files of this server and nothing else. Styles that the page makes itself carry the number that is drawn anew for each
 * page; attributes may style single elements, as the drawings of processes do.
 */
export function pagePolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce === undefined ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Serves the built web application: its files, and its one page under every address that is not the API's. */
export async function addWebFiles(server: FastifyInstance, folder: string): Promise<void> {
  const page = (await readFile(join(folder, 'index.html'), 'utf8')).split(PLACE);
  await server.register(files, {
    root: folder,
    // Each file that is there now is a route: no path is ever looked up on the disk.
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
    setHeaders: (reply, path) => {
      // A worker is held to the policy that its own file came with.
      void reply.header('content-security-policy', pagePolicy());
      if (path.includes(`${sep}assets${sep}`)) void reply.header('cache-control', FOR_EVER);
    },
  });
  server.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    if (NOT_PAGES.test(request.url)) {
      reply.callNotFound();
      return reply;
    }
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(page.join(nonce));
  });
}
