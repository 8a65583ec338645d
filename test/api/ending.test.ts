import { Agent, request, type IncomingMessage } from 'node:http';
import { OPERATIONS } from '@quanheng/contracts';
import type { Door } from '@quanheng/runtime';
import { headersOf, openOffice, startApi, type Api } from './harness.js';

/** How the server ends, with real connections. */
describe('a server that ends', () => {
  let api: Api;
  let address: string;
  let begun: Promise<void>;
  let goOn: () => void;
  afterEach(async () => {
    goOn();
    await api.close();
  });

  /** Its commands are carried out only when `goOn` is called. */
  async function start(endWithin: number): Promise<void> {
    let isAsked = (): void => undefined;
    begun = new Promise((resolve) => (isAsked = resolve));
    const slow = new Promise<void>((resolve) => (goOn = resolve));
    let door: Door | undefined;
    const held: Door = {
      execute: async (envelope) => {
        isAsked();
        await slow;
        return door!.execute(envelope);
      },
      ask: (envelope) => door!.ask(envelope),
    };
    api = await startApi({ config: { endWithin }, door: (real) => ((door = real), held) });
    await openOffice(api);
    await api.app.listen(0, '127.0.0.1');
    address = await api.app.getUrl();
  }

  interface Ended {
    readonly status: number | undefined;
    readonly connection: string | undefined;
    readonly text: string;
  }
  /** What comes back, or how the connection ended. */
  function send(
    agent: Agent,
    method: string,
    path: string,
    who: 'clerk' | 'worker',
    body?: unknown,
  ): Promise<Ended | string> {
    return new Promise((resolve) => {
      const headers = { ...headersOf(who), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      const sent = request(`${address}/api/v1${path}`, { agent, method, headers }, (response: IncomingMessage) => {
        let text = '';
        const { statusCode: status, headers: got } = response;
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status, connection: got.connection, text }));
        response.on('error', () => resolve('cut'));
      });
      sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'cut'));
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  const startOne = (agent: Agent) =>
    send(agent, OPERATIONS.startInstance.method, '/instances', 'clerk', {
      process: 'everything',
      variables: { amount: 100 },
    });

  it('answers requests under way, and holds on to nobody who only keeps a connection, listens or waits', async () => {
    await start(20_000);
    const kept = new Agent({ keepAlive: true });
    expect(await send(kept, 'GET', '/health', 'clerk')).toMatchObject({ status: 200 });
    const listening = send(new Agent({ keepAlive: true }), 'GET', '/events', 'clerk');
    const poll = { handlers: ['external:none'], limit: 1, lease: 60_000, wait: 25_000 };
    const polling = send(new Agent({ keepAlive: true }), 'POST', '/jobs/lock', 'worker', poll);
    const answer = startOne(new Agent({ keepAlive: true }));
    await begun;
    await new Promise((resolve) => setTimeout(resolve, 200));

    const began = Date.now();
    const closed = api.app.close();
    expect(await listening).toMatchObject({ status: 200, text: expect.stringContaining('ready') as string });
    expect(await polling).toMatchObject({ status: 200, text: '{"jobs":[]}' });
    expect(await startOne(new Agent())).toBe('ECONNREFUSED');
    await new Promise((resolve) => setTimeout(resolve, 200));
    goOn();
    expect(await answer).toMatchObject({ status: 201, connection: 'close' });
    await closed;
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await send(kept, 'GET', '/health', 'clerk')).toBe('ECONNREFUSED');
  });

  it('waits for them no longer than it was told to', async () => {
    await start(300);
    const answer = startOne(new Agent());
    await begun;
    const began = Date.now();
    await api.app.close();
    expect(Date.now() - began).toBeGreaterThanOrEqual(290);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await answer).toBe('ECONNRESET');
    expect(api.log).toContainEqual(expect.objectContaining({ requests: 1 }));
  });
});
