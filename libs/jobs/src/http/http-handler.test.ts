import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BpmnError, HopelessFailure, TryLater } from '../handlers/errors.js';
import { HandlerRegistry, type JobContext } from '../handlers/registry.js';
import { REAL, sleep } from '../testing/helpers.js';
import type { HttpEndpoint } from './endpoint.js';
import { registerHttpEndpoints, type HttpSettings } from './http-handler.js';

const SECRET = 'tr0ub4dor&3';

describe('a call over HTTP', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** A server on the loopback address; gives `host:port`. */
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const quick = { ...REAL, sleep: () => sleep(1) };
  async function run(
    host: string,
    endpoint: Partial<HttpEndpoint>,
    { variables = {}, ...settings }: Partial<HttpSettings> & { readonly variables?: JobContext['variables'] } = {},
  ): Promise<unknown> {
    const registry = new HandlerRegistry();
    const whole: HttpEndpoint = { name: 'erp', method: 'GET', url: `http://${host}/`, result: 'answer', ...endpoint };
    const hosts = [{ host, private: true }];
    registerHttpEndpoints(registry, { endpoints: [whole], hosts, secret: () => SECRET, ...settings }, quick);
    const context: JobContext = {
      unit: 'U1',
      instance: 'I1',
      job: 3,
      process: 'P',
      element: 'T',
      handler: 'http:erp',
      businessKey: null,
      variables,
      idempotencyKey: 'qh-I1-3',
      attempt: 1,
      signal: new AbortController().signal,
    };
    return registry.get('http:erp')?.run(context);
  }
  const json: (value: unknown, status?: number) => RequestListener =
    (value, status = 200) =>
    (_request, response) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

  test('sends what it is told to, with the key of the job and the secret, and keeps the answer', async () => {
    let seen: { request: IncomingMessage; body: string } | null = null;
    const host = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen = { request, body };
        response.end('{"number": "A-7"}');
      });
    });
    const endpoint: Partial<HttpEndpoint> = {
      method: 'POST',
      url: `http://${host}/payments/{payee}?amount={amount}`,
      headers: { Authorization: 'Bearer ${secret:erp}' },
      send: ['amount', 'payee', 'missing'],
    };
    const variables = { amount: 12.5, payee: '张三/../x', private: 'not sent' };
    expect(await run(host, endpoint, { variables })).toEqual({ answer: { number: 'A-7' } });
    expect(seen!.request.url).toBe(`/payments/${encodeURIComponent('张三/../x')}?amount=12.5`);
    expect(seen!.request.headers).toMatchObject({
      authorization: `Bearer ${SECRET}`,
      'idempotency-key': 'qh-I1-3',
      'content-type': 'application/json',
    });
    expect(JSON.parse(seen!.body)).toEqual({ amount: 12.5, payee: '张三/../x', missing: null });
  });

  test('a variable cannot climb to another path', async () => {
    const host = await serve(json({}));
    for (const id of ['..', '.', '']) {
      const call = run(host, { url: `http://${host}/items/{id}/pay` }, { variables: { id } });
      await expect(call).rejects.toThrow('cannot stand in the url');
    }
    const call = run(host, { url: `http://${host}/items/{id}` }, { variables: { id: ['a'] } });
    await expect(call).rejects.toThrow('as a text, number or boolean');
  });

  test('a slow receiver is given up after the time-out, and asked as often as configured', async () => {
    let asked = 0;
    const host = await serve(() => (asked += 1));
    const call = run(host, { timeout: 40, calls: 2 });
    await expect(call).rejects.toThrow(`No answer from ${host} within 40 ms.`);
    expect(asked).toBe(2);
  });

  test('a body that drips is given up too', async () => {
    const host = await serve((_request, response) => {
      response.write('[');
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    await expect(run(host, { timeout: 100, calls: 1 })).rejects.toThrow('within 100 ms');
  });

  test.each([true, false])('an answer that is too large is refused (length told: %p)', async (told) => {
    const host = await serve((_request, response) => {
      if (told) response.setHeader('content-length', 5_000);
      response.write('x'.repeat(2_500));
      response.end('x'.repeat(2_500));
    });
    await expect(run(host, { maxBytes: 2_000 })).rejects.toThrow('larger than 2000 bytes');
  });

  test('"not now" is asked again, and what comes then is the answer', async () => {
    let asked = 0;
    const host = await serve((request, response) =>
      json({ asked: (asked += 1) }, asked < 3 ? 503 : 200)(request, response),
    );
    expect(await run(host, {})).toEqual({ answer: { asked: 3 } });
  });

  test('a receiver that says when to come back is believed, within an hour', async () => {
    const host = await serve((_request, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    await expect(run(host, {})).rejects.toMatchObject({ name: 'TryLater', after: 120_000 });
    const endless = await serve((_request, response) => response.writeHead(503, { 'retry-after': '99999999' }).end());
    await expect(run(endless, {})).rejects.toBeInstanceOf(TryLater);
    await expect(run(endless, {})).rejects.toMatchObject({ after: 3_600_000 });
  });

  test('what the receiver does not accept is not tried again', async () => {
    let asked = 0;
    const host = await serve((request, response) => {
      asked += 1;
      json({ title: 'No such account', detail: `Account 7 is closed; you sent ${SECRET}` }, 422)(request, response);
    });
    const call = run(host, { headers: { 'x-key': '${secret:k}' } });
    await expect(call).rejects.toBeInstanceOf(HopelessFailure);
    await expect(call).rejects.toThrow('"erp" answered with status 422: Account 7 is closed; you sent ***');
    expect(asked).toBe(1);
  });

  test('a status can mean a BPMN error', async () => {
    const host = await serve(json({}, 409));
    const call = run(host, { errors: { '409': 'ALREADY_PAID' } });
    await expect(call).rejects.toBeInstanceOf(BpmnError);
    await expect(call).rejects.toMatchObject({ code: 'ALREADY_PAID' });
  });

  test.each([
    ['not JSON', Buffer.from('<html>secret stuff</html>'), {}],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}],
    ['compressed without being asked', Buffer.from('{}'), { 'content-encoding': 'gzip' }],
  ])('an answer that is %s cannot be read, and is not repeated in the message', async (_name, body, headers) => {
    const host = await serve((_request, response) => response.writeHead(200, headers).end(body));
    const call = run(host, {});
    await expect(call).rejects.toThrow('cannot be read');
    await expect(call).rejects.not.toThrow('secret stuff');
  });

  test('an empty answer is null, and an answer that nobody wants is not read', async () => {
    const empty = await serve((_request, response) => response.writeHead(204).end());
    expect(await run(empty, {})).toEqual({ answer: null });
    const host = await serve((_request, response) => response.end('not JSON'));
    const registry = new HandlerRegistry();
    const endpoint: HttpEndpoint = { name: 'erp', method: 'GET', url: `http://${host}/` };
    registerHttpEndpoints(
      registry,
      { endpoints: [endpoint], hosts: [{ host, private: true }], secret: () => '' },
      quick,
    );
    expect(registry.names()).toEqual(['http:erp']);
  });

  test('a connection that breaks, and one that nobody takes', async () => {
    const host = await serve((request) => request.socket.destroy());
    await expect(run(host, { calls: 2 })).rejects.toThrow(`${host} could not be called`);
    const broken = await serve((request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
      setTimeout(() => request.socket.destroy(), 5);
    });
    await expect(run(broken, { calls: 1 })).rejects.toThrow('could not be called');
    const port = await serve(json({}));
    servers.at(-1)?.close();
    await expect(run(port, { calls: 1 })).rejects.toThrow('could not be called: ECONNREFUSED');
  });

  describe('redirects', () => {
    test('are followed at the same host, with everything', async () => {
      const host = await serve((request, response) => {
        if (request.url === '/') response.writeHead(307, { location: '/there' }).end();
        else json({ key: request.headers['x-key'] })(request, response);
      });
      const headers = { 'x-key': '${secret:k}' };
      expect(await run(host, { method: 'POST', headers })).toEqual({ answer: { key: SECRET } });
    });

    test('to another allowed host lose the secrets', async () => {
      const other = await serve((request, response) => json(request.headers)(request, response));
      const host = await serve((_request, response) => response.writeHead(302, { location: `http://${other}/` }).end());
      const hosts = [host, other].map((each) => ({ host: each, private: true }));
      const { answer } = (await run(host, { headers: { 'x-key': '${secret:k}' } }, { hosts })) as { answer: object };
      expect(answer).toMatchObject({ 'idempotency-key': 'qh-I1-3' });
      expect(answer).not.toHaveProperty('x-key');
    });

    test.each(['http://192.0.2.1/', 'http://localhost:1/', '//evil.example/'])(
      'to %s are refused',
      async (location) => {
        const host = await serve((_request, response) => response.writeHead(307, { location }).end());
        const call = run(host, {});
        await expect(call).rejects.toThrow('not on the list of allowed hosts');
        await expect(call).rejects.toBeInstanceOf(HopelessFailure);
      },
    );

    test('without end, or to something that is not HTTP, are refused', async () => {
      const host = await serve((_request, response) => response.writeHead(307, { location: '/' }).end());
      await expect(run(host, {})).rejects.toThrow('More than 3 redirects');
      const file = await serve((_request, response) =>
        response.writeHead(307, { location: 'file:///etc/passwd' }).end(),
      );
      await expect(run(file, {})).rejects.toThrow('not HTTP');
    });

    test('that would turn a POST into a GET are not followed', async () => {
      const host = await serve((_request, response) => response.writeHead(303, { location: '/other' }).end());
      await expect(run(host, { method: 'POST' })).rejects.toThrow('answered with status 303');
    });
  });

  test('a private address is refused unless its host may have one', async () => {
    const host = await serve(json({}));
    const named = host.replace('127.0.0.1', 'localhost');
    for (const each of [named]) {
      const call = run(each, {}, { hosts: [{ host: each }] });
      await expect(call).rejects.toThrow('has a private address');
      await expect(call).rejects.toBeInstanceOf(HopelessFailure);
    }
    await expect(run(host, {}, { hosts: [{ host }] })).rejects.toThrow('has a private address');
    expect(await run(named, {}, { hosts: [{ host: named, private: true }] })).toEqual({ answer: {} });
  });

  test.each([
    [{ url: 'http://{host}/' }, 'without placeholders or credentials'],
    [{ url: 'http://user:word@127.0.0.1/' }, 'without placeholders or credentials'],
    [{ url: 'ftp://127.0.0.1/' }, 'must begin with http'],
    [{ url: 'http://elsewhere.example/' }, 'not on the list of allowed hosts'],
    [{ name: 'a b' }, 'its name may hold'],
    [{ headers: { Host: 'x' } }, 'header Host is set by the client'],
    [{ headers: { 'x y': 'x' } }, 'cannot be the name of a header'],
    [{ headers: { x: 'a\r\nb: c' } }, 'must be one line'],
    [{ timeout: 0 }, 'timeout must be a whole number from 1'],
    [{ calls: 11 }, 'calls must be a whole number from 1 to 10'],
    [{ errors: { '200': 'X' } }, '"200" is not a status'],
    [{ effect: 'Pay it' }, 'must be a word'],
  ])('a configuration that cannot be is refused at the start: %j', async (endpoint, message) => {
    await expect(run('127.0.0.1:9', endpoint)).rejects.toThrow(message);
  });

  test('a secret that is not there fails the job with its name', async () => {
    const host = await serve(json({}));
    const secret = (name: string): string => {
      throw new Error(`There is no secret "${name}".`);
    };
    await expect(run(host, { headers: { x: '${secret:erp}' } }, { secret })).rejects.toThrow(
      'There is no secret "erp".',
    );
  });
});
