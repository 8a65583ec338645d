import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { systemOperations } from '@quanheng/contracts';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import type { ApiConfig } from '../config.js';
import { DOCS_POLICY } from '../system/docs-page.js';

/** What the API answers is data: nothing in it may run, be framed, be kept by a cache or be taken for another type. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

export function addSecurityHeaders(server: FastifyInstance, { tls }: Pick<ApiConfig, 'tls'>): void {
  const common = { ...helmetHeaders(tls), 'cache-control': 'no-store' };
  server.addHook('onRequest', (request, reply, done) => {
    const { operation } = request.routeOptions.config;
    const isDocs = operation?.id === systemOperations.docs.id;
    void reply.headers(common).header('content-security-policy', isDocs ? DOCS_POLICY : DATA_POLICY);
    // A document opened from its address would otherwise be shown as a page of ours.
    if (operation?.produces?.startsWith('application/xml')) void reply.header('content-disposition', 'attachment');
    done();
  });
}

/** What helmet sets. They are the same for every request, so it is asked once. */
function helmetHeaders(tls: boolean): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet({ contentSecurityPolicy: false, strictTransportSecurity: tls })(request, response, () => undefined);
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}
