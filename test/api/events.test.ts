import { OPERATIONS } from '@quanheng/contracts';
import type { Fact } from '@quanheng/runtime';
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

  const instanceEvents = async (page: () => Promise<string>, instance: string) =>
    (await page()).split('; ').filter((event) => event.startsWith(`instance {"instance":"${instance}"`)).length;

  it('tell of work offered to the person and of nothing else', async () => {
    await start();
    const clerk = await listen('clerk');
    const other = await listen('otherClerk');
    const { instance, item } = await startInstance(api);
    expect(await clerk()).toContain(`item {"instance":"${instance}","item":"${item}","status":"open"}`);
    expect(await other()).toBe('ready {}');
  });

  it('tell everybody to whom work was offered that somebody has taken it, given it back and done it', async () => {
    await start();
    const fact = { kind: 'holding', id: 'holding-2', from: Date.UTC(2026, 0, 1), to: null } as const;
    const data = { person: 'designer', post: 'clerk', kind: 'formal', document: '任〔2026〕2号' } as const;
    const changes = [{ change: 'put', fact: { ...fact, data } }] as const;
    expect(await api.execute({ kind: 'system', name: 'seed' }, { kind: 'changeOrganisation', changes })).toMatchObject({
      status: 'accepted',
    });
    const { instance, item } = await startInstance(api);
    const other = await listen('designer');
    const event = (status: string): string => `item {"instance":"${instance}","item":"${item}","status":"${status}"}`;
    const heard = async (status: string): Promise<number> => (await other()).split(event(status)).length - 1;
    await api.call('clerk', OPERATIONS.claimItem, { params: { instance, item } });
    expect(await heard('open')).toBe(1);
    await api.call('clerk', OPERATIONS.releaseItem, { params: { instance, item } });
    expect(await heard('open')).toBe(2);
    await api.call('clerk', OPERATIONS.completeItem, { params: { instance, item }, body: {} });
    expect(await heard('completed')).toBe(1);
  });

  it('tell of an instance to whoever started it, though no work of it is theirs, and never to anybody else', async () => {
    await start();
    const names: readonly Who[] = ['clerk', 'otherClerk', 'designer', 'operator', 'auditor', 'systemAdministrator'];
    const pages = new Map<Who, () => Promise<string>>();
    for (const who of names) pages.set(who, await listen(who));
    const started = await api.call('otherClerk', OPERATIONS.startInstance, { body: { process: 'everything' } });
    const { instance } = started.json.result as { instance: string };
    const heard = async () => {
      const found: Record<string, number> = {};
      for (const [who, page] of pages) found[who] = await instanceEvents(page, instance);
      return found;
    };
    // The work of it is offered to the clerk. An incident is told to operators and auditors by an event of its own.
    const nobody = { designer: 0, systemAdministrator: 0 };
    expect(await heard()).toEqual({ otherClerk: 1, clerk: 1, operator: 2, auditor: 2, ...nobody });
    const variables = { a: 1 };
    await api.call('operator', OPERATIONS.setVariables, { params: { instance }, body: { variables, reason: '修复' } });
    expect(await heard()).toEqual({ otherClerk: 2, clerk: 2, operator: 3, auditor: 3, ...nobody });
  });

  it('tell whoever took part of what happens after that, and whom it was offered to no longer', async () => {
    await start();
    const change = (id: string, data: object) => ({
      change: 'put' as const,
      fact: { kind: 'holding' as const, id, from: Date.UTC(2026, 0, 1), to: null, data } as Fact,
    });
    const second = { person: 'designer', post: 'clerk', kind: 'formal', document: '任〔2026〕2号' };
    const seed = { kind: 'system', name: 'seed' } as const;
    expect(
      await api.execute(seed, { kind: 'changeOrganisation', changes: [change('holding-2', second)] }),
    ).toMatchObject({ status: 'accepted' });
    const started = await api.call('otherClerk', OPERATIONS.startInstance, { body: { process: 'everything' } });
    const { instance } = started.json.result as { instance: string };
    const { item } = (await api.parts.queries.itemsOf(instance))[0]!;
    const [clerk, designer] = [await listen('clerk'), await listen('designer', `?instance=${instance}`)];
    await api.call('clerk', OPERATIONS.claimItem, { params: { instance, item } });
    await api.call('operator', OPERATIONS.setVariables, {
      params: { instance },
      body: { variables: { a: 1 }, reason: '修复' },
    });
    expect(await instanceEvents(clerk, instance)).toBe(2);
    expect(await instanceEvents(designer, instance)).toBe(0);
    expect((await api.call('designer', OPERATIONS.readInstance, { params: { instance } })).status).toBe(404);
    await api.call('clerk', OPERATIONS.completeItem, { params: { instance, item }, body: {} });
    await api.call('otherClerk', OPERATIONS.cancelInstance, { params: { instance }, body: { reason: '作废' } });
    // The next work is open to both again; at the end it is open to nobody, but the clerk has done a part of it.
    expect(await instanceEvents(clerk, instance)).toBe(4);
    expect(await instanceEvents(designer, instance)).toBe(1);
  });

  it('tell of one instance only, if so asked and the person may see it', async () => {
    await start();
    const { instance } = await startInstance(api);
    const narrow = await listen('clerk', `?instance=${instance}`);
    const { instance: other } = await startInstance(api);
    await api.call('clerk', OPERATIONS.cancelInstance, { params: { instance }, body: { reason: '作废' } });
    expect(await narrow()).toContain(`instance {"instance":"${instance}","status":"cancelled"}`);
    expect(await narrow()).not.toContain(other);
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
