import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { composeHost, createLogger, openReady, readConfiguration, type Host } from '@quanheng/host';
import { BpmnError, type HandlerRegistry } from '@quanheng/jobs';
import { StoreUnavailable, type Envelope } from '@quanheng/runtime/ports';

/**
 * One server process of the campaign, composed as the product composes its own: `CRASH_ROLE=api` answers commands on `CRASH_PORT`, `worker` does
 * timers, jobs and messages. It ends only by being killed.
 */
async function main(): Promise<void> {
  const environment = process.env;
  const config = readConfiguration(environment);
  const logger = createLogger({ level: 'error' });
  const { database } = await openReady(config);
  const host = composeHost({ config, environment, logger, storage: database });
  if (environment.CRASH_ROLE === 'worker') {
    registerHandlers(host.handlers);
    host.startDispatcher();
  }
  const server = createServer((request, response) => void serve(host, request, response));
  server.keepAliveTimeout = 60_000;
  server.listen(Number(environment.CRASH_PORT), '127.0.0.1');
}

/** Most jobs are done, some fail, some end in the error that the drawing foresees. Chance is not seeded here: kills are not either, to the millisecond. */
function registerHandlers(handlers: HandlerRegistry): void {
  for (const name of ['pay', 'work', 'notify']) {
    handlers.register({ name }, async () => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
      const drawn = Math.random();
      if (drawn < 0.1) throw new Error('the receiver did not answer');
      if (drawn < 0.15 && name === 'pay') throw new BpmnError('REFUSED');
      return {};
    });
  }
}

async function serve(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.end('ready');
    return;
  }
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await host.door.execute(JSON.parse(Buffer.concat(chunks).toString()) as Envelope);
    response.end(JSON.stringify(answer));
  } catch (error) {
    // 503: nobody knows what came of it. 500: something that a client must never see.
    response.statusCode = error instanceof StoreUnavailable ? 503 : 500;
    response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
