import { connect } from 'node:net';
import { ALL_OPERATIONS, OPERATIONS, problemSchema, type OperationShape } from '@quanheng/contracts';
import { ACCESS, type TriedId } from './access-table.js';
import { wrongRequests } from './bad-input.js';
import {
  headersOf,
  openOffice,
  startApi,
  startInstance,
  type Api,
  type Got,
  type Sent,
  type Stage,
  type Who,
} from './harness.js';
import { OF_IDENTITY } from './of-identity.js';

const TRIED = ALL_OPERATIONS.filter((shape) => !OF_IDENTITY.has(shape.tag));

describe('bad input', () => {
  let api: Api;
  let stage: Stage;
  beforeAll(async () => {
    // One person sends all of it, faster than anybody would.
    const rateLimits = { perPerson: 1_000_000, perAddress: 1_000_000, refusalsPerPerson: 1_000_000 };
    const bodyLimits = { common: 300_000, deployment: 400_000, attachment: 400_000 };
    api = await startApi({ config: { bodyLimits, rateLimits } });
    const office = await openOffice(api);
    stage = { ...office, ...(await startInstance(api)) };
    await api.app.listen(0, '127.0.0.1');
  });
  afterAll(() => api.close());

  /** What everybody who sends rubbish gets. */
  function expectProblem(got: Got): void {
    expect(got.status).toBeGreaterThanOrEqual(400);
    expect(got.status).toBeLessThan(500);
    expect(got.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problemSchema.safeParse(got.json).error).toBeUndefined();
    expect(got.json).toMatchObject({ status: got.status, instance: got.headers['x-request-id'] });
    expect(got.text).not.toMatch(/node_modules|\.[jt]s:\d|at \w+ \(/);
  }

  /** Somebody to whom the operation is open, so that only the input is at fault. */
  const whoMay = (id: TriedId): Who => ACCESS[id].ok.find((who) => who !== 'nobody') ?? 'nobody';
  /** On an instance of its own, which it may leave as it likes. */
  const validFor = async (id: TriedId): Promise<Sent> =>
    (await ACCESS[id].prepare?.(api, { ...stage, ...(await startInstance(api)) })) ?? {};

  describe.each(TRIED.map((shape) => [shape.id as TriedId, shape] as const))('%s', (id, shape) => {
    it('refuses what does not fit its description, and changes nothing', async () => {
      const valid = await validFor(id);
      const before = await api.entries();
      for (const { how, sent } of wrongRequests(shape, valid)) {
        const got = await api.call(whoMay(id), shape, sent);
        expect({ how, accepted: got.status < 400 }).toEqual({ how, accepted: false });
        expectProblem(got);
      }
      expect(await api.entries()).toBe(before);
    });
  });

  const WITH_BODY = TRIED.filter(({ body }) => body !== undefined).map(({ id }) => id as TriedId);

  it.each(WITH_BODY)('%s reads JSON only, well-formed, and not without end', async (id) => {
    const shape: OperationShape = OPERATIONS[id];
    const valid = await validFor(id);
    const before = await api.entries();
    const send = (text: string | Buffer, type = 'application/json') =>
      api.call(whoMay(id), shape, { ...valid, body: Buffer.from(text as string), headers: { 'content-type': type } });
    const nested = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    for (const [text, code] of [
      ['{"a":', 'malformed-request'],
      ['{a:1}', 'malformed-request'],
      ['\u0000', 'malformed-request'],
      ['{"__proto__":{"admin":true}}', 'malformed-request'],
      ['{"constructor":{"prototype":{}}}', 'malformed-request'],
      ['{"a":12345678901234567890}', 'malformed-request'],
      ['{"a":1,"a":2}', 'malformed-request'],
      ['{"a":"\\ud800"}', 'malformed-request'],
      [Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]), 'malformed-request'],
      [nested, 'invalid-input'],
      [`{"a":"${'x'.repeat(500_000)}"}`, 'too-large'],
    ] as const) {
      const got = await send(text);
      expectProblem(got);
      expect(got.json.code).toBe(code);
    }
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
      'nonsense',
    ]) {
      const got = await send('a=1', type);
      expectProblem(got);
      expect(got.json.code).toBe('unsupported-media-type');
    }
    expect(await api.entries()).toBe(before);
  });

  it('in headers is refused or passed over, never believed', async () => {
    const params = { instance: stage.instance, item: stage.item };
    for (const key of ['', ' ', 'a b', 'ü', 'x'.repeat(201)]) {
      const got = await api.call('clerk', OPERATIONS.claimItem, { params, headers: { 'idempotency-key': key } });
      expectProblem(got);
    }
    for (const cookie of ['=', ';;;', '=;=;=', 'a=%', 'session=%00; session=', 'x'.repeat(4000)]) {
      expectProblem(
        await api.call('nobody', OPERATIONS.readInstance, { params: { instance: 'i' }, headers: { cookie } }),
      );
    }
    const got = await api.call('nobody', OPERATIONS.health, { headers: { 'x-request-id': '<script>' } });
    expect(got.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('in addresses leads nowhere', async () => {
    for (const url of [
      '/api/v1/../../etc/passwd',
      '/api/v1/%2e%2e/%2e%2e/etc/passwd',
      '/api/v1/instances/%ff',
      '/api/v1/instances/%',
      '/api/v1/instances/a%00b',
      '/api/v1//instances',
      '/api/v1/instances/',
      `/api/v1/instances/${'a'.repeat(5000)}`,
      '/api/v1/nothing',
      '/api',
      '/',
      '/api/v1/__proto__',
      '/api/v1/items?box=open&box=all',
      '/api/v1/items?box[]=open',
      '/api/v1/items?box=open&process=%ff',
      '/api/v1/items?box=open&process=%ed%a0%80',
      '/api/v1/items?box=open&process=%',
    ]) {
      const response = await api.app.inject({ url, headers: headersOf('clerk') });
      const { statusCode: status, headers, body: text } = response;
      expectProblem({ status, headers, text, json: JSON.parse(text) as Got['json'] });
    }
  });

  it('that is no HTTP is answered and cut off', async () => {
    const before = await api.entries();
    const { port } = api.app.getHttpServer().address() as { port: number };
    for (const raw of [
      'rubbish\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /api/v1/health HTTP/1.1\r\n\r\n',
      `GET /api/v1/health HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
      'GET /api/v1/health HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n',
      'POST /api/v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /api/v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n',
    ]) {
      const answer = await exchange(port, raw);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).toContain('application/problem+json');
      expect(answer).not.toMatch(/node_modules|\.[jt]s:\d/);
    }
    expect(await api.entries()).toBe(before);
  });

  it('in the name of a file is refused, and no file is kept', async () => {
    const before = await api.entries();
    for (const name of ['%ff.txt', '%ed%a0%80.txt', '%', '..%2fa.txt', 'a%00.txt', 'a%5cb.txt', '%E2%80%AEa.txt']) {
      const response = await api.app.inject({
        method: 'POST',
        url: `/api/v1/instances/${stage.instance}/attachments?name=${name}`,
        headers: { ...headersOf('clerk'), 'content-type': 'application/octet-stream' },
        payload: Buffer.from('text'),
      });
      const { statusCode: status, headers, body: text } = response;
      expectProblem({ status, headers, text, json: JSON.parse(text) as Got['json'] });
    }
    expect(await api.entries()).toBe(before);
  });

  it('with a cursor that is none is named as such', async () => {
    const got = await api.call('clerk', OPERATIONS.listItems, { query: { box: 'open', after: 'no-cursor' } });
    expectProblem(got);
    expect(got.json.code).toBe('invalid-input');
  });
});

function exchange(port: number, raw: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(raw));
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
}
