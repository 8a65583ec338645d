import { OPERATIONS } from '@quanheng/contracts';
import type { Caller } from '../../apps/api/src/index.js';
import { headersOf, openOffice, startApi, startInstance, type Api, type ApiOptions, type Who } from './harness.js';

describe('the events of a person', () => {
  let api: Api;
  let address: string;
  const streams: AbortController[] = [];
  afterEach(async () => {
    for (const stream of streams.splice(0)) stream.abort();
    await api.close();
  });

  async function start(options: ApiOptions = {}): Promise<void> {
    api = await startApi({ ...options, config: { heartBeat: 50, ...options.config } });
    await openOffice(api);
    await api.app.listen(0, '127.0.0.1');
    address = await api.app.getUrl();
  }

  async function listen(who: Who, query = '', headers: Record<string, string> = {}): Promise<() => Promise<string>> {
    const stop = new AbortController();
    streams.push(stop);
    const response = await fetch(`${address}/api/v1/events${query}`, {
      headers: { ...headersOf(who), ...headers },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body!.getReader();
    let text = '';
    void (async () => {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        text += Buffer.from(chunk.value).toString();
      }
      text += 'event: ended\n';
    })().catch(() => (text += 'event: aborted\n'));
    // Events come soon, not at once.
    return async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [...text.matchAll(/event: (\S+)\n(?:data: (.*)\n)?/g)]
        .map(([, event, data]) => `${event} ${data ?? ''}`)
        .join('; ');
    };
  }

  it('tell of work offered to the person and of nothing else', async () => {
    await start();
    const clerk = await listen('clerk');
    const other = await listen('otherClerk');
    const { instance, item } = await startInstance(api);
    expect(await clerk()).toContain(`item {"instance":"${instance}","item":"${item}","status":"open"}`);
    expect(await other()).toBe('ready {}');
  });

  it('tell of an instance that the person has open, if the person may see it', async () => {
    await start();
    const { instance } = await startInstance(api);
    const open = await listen('clerk', `?instance=${instance}`);
    await api.call('operator', OPERATIONS.cancelInstance, { params: { instance }, body: { reason: '作废' } });
    expect(await open()).toContain(`instance {"instance":"${instance}","status":"cancelled"}`);
    const forbidden = await fetch(`${address}/api/v1/events?instance=${instance}`, {
      headers: headersOf('otherClerk'),
    });
    expect(forbidden.status).toBe(404);
  });

  it('tell a page that comes back to look again', async () => {
    await start();
    const page = await listen('clerk', '', { 'last-event-id': '7' });
    expect(await page()).toBe('look-again {}');
  });

  it('end with the session', async () => {
    const caller: Caller = {
      principal: { kind: 'person', person: 'clerk', account: 'account-clerk', authenticatedAt: 0 },
      unit: 'u1',
      roles: new Set(['staff']),
      offers: [],
      mustChangePassword: false,
    };
    let signedIn: Caller | null = caller;
    await start({ parts: { authenticator: { authenticate: () => Promise.resolve(signedIn) } } });
    const page = await listen('clerk');
    expect(await page()).toBe('ready {}');
    signedIn = null;
    expect(await page()).toBe('ready {}; ended ');
  });

  it('end when the server stops', async () => {
    await start();
    const page = await listen('clerk');
    await api.app.close();
    expect(await page()).toBe('ready {}; ended ');
  });
});
