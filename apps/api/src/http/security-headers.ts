import helmet from '@fastify/helmet';
import { systemOperations } from '@quanheng/contracts';
import type { FastifyInstance } from 'fastify';
import type { ApiConfig } from '../config.js';
import { DOCS_POLICY } from '../system/docs-page.js';

/** What the API answers is data: nothing in it may run, be framed, be kept by a cache or be taken for another type. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

export async function addSecurityHeaders(server: FastifyInstance, { tls }: Pick<ApiConfig, 'tls'>): Promise<void> {
  await server.register(helmet, { contentSecurityPolicy: false, strictTransportSecurity: tls });
  server.addHook('onRequest', (request, reply, done) => {
    const { operation } = request.routeOptions.config;
    const isDocs = operation?.id === systemOperations.docs.id;
    void reply
      .header('content-security-policy', isDocs ? DOCS_POLICY : DATA_POLICY)
      .header('cache-control', 'no-store');
    // A document opened from its address would otherwise be shown as a page of ours.
    if (operation?.produces?.startsWith('application/xml')) void reply.header('content-disposition', 'attachment');
    done();
  });
}
