import { Agent, request } from 'node:http';
import type { Socket } from 'node:net';
import { openOffice, headersOf, startApi, startInstance, UNIT, type Api } from './harness.js';

describe('a worker that waits for jobs', () => {
  let api: Api;
  let address: URL;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
    await api.app.listen(0, '127.0.0.1');
    address = new URL('/api/v1/jobs/lock', await api.app.getUrl());
  });
  afterAll(() => api.close());

  function poll(agent: Agent, wait: number, signal?: AbortSignal): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const headers = { ...headersOf('worker'), 'content-type': 'application/json' };
      const sent = request(address, { agent, method: 'POST', headers, signal }, (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode);
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ handlers: ['external:pay'], limit: 1, lease: 60_000, wait }));
    });
  }

  it('may ask over one connection as often as it likes: no request leaves anything on it', async () => {
    const sockets: Socket[] = [];
    api.app.getHttpServer().on('connection', (socket) => sockets.push(socket));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const listeners: number[] = [];
    for (let i = 0; i < 5; i++) {
      expect(await poll(agent, 0)).toBe(200);
      listeners.push(sockets[0]!.listenerCount('close'));
    }
    agent.destroy();
    expect(sockets).toHaveLength(1);
    expect(listeners.at(-1)).toBe(listeners[0]);
  });

  it('gets nothing locked when it has gone', async () => {
    const agent = new Agent();
    const gone = new AbortController();
    const waiting = poll(agent, 20_000, gone.signal).catch(() => 'gone');
    await new Promise((resolve) => setTimeout(resolve, 200));
    gone.abort();
    expect(await waiting).toBe('gone');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { instance } = await startInstance(api);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { rows } = await api.parts.queries.jobs(UNIT, { instance }, { limit: 10 });
    expect(rows).toMatchObject([{ lock: null, lockedUntil: null }]);
  });
});
