import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Host, Readiness } from '@quanheng/host';

/** Milliseconds after which something that is needed counts as not answering. */
const PATIENCE = 2_000;

/** Health, readiness and metrics of a process that serves nothing else: `/health`, `/ready`, `/metrics`. */
export function statusServer({ readiness, metrics }: Pick<Host, 'readiness' | 'metrics'>): Server {
  return createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?', 1)[0];
    if (request.method !== 'GET') send(response, 405, { status: 'only GET' });
    else if (path === '/health') send(response, 200, { status: 'ok' });
    else if (path === '/ready') {
      const parts = await Promise.all(readiness.map(ask));
      send(response, parts.every(({ ok }) => ok) ? 200 : 503, { parts });
    } else if (path === '/metrics') {
      const text = await metrics.registry.metrics();
      response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text);
    } else send(response, 404, { status: 'there are /health, /ready and /metrics' });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function ask({ name, check }: Readiness): Promise<{ readonly name: string; readonly ok: boolean }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, PATIENCE);
  });
  const answered = check().then(
    () => true,
    () => false,
  );
  const ok = await Promise.race([answered, late]);
  clearTimeout(timer);
  return { name, ok };
}
