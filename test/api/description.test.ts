import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_OPERATIONS, OPERATIONS, PROBLEMS } from '@quanheng/contracts';
import { DEFAULT_CONFIG } from '../../apps/api/src/index.js';
import { startApi, type Api } from './harness.js';

describe('the description of the API', () => {
  let api: Api;
  let document: {
    readonly openapi: string;
    readonly paths: Record<string, Record<string, { operationId: string }>>;
    readonly components: { readonly schemas: Record<string, unknown> };
  };
  beforeAll(async () => {
    api = await startApi({ config: { metricsToken: 'scrape' } });
    document = (await api.call('nobody', OPERATIONS.openApi)).json as unknown as typeof document;
  });
  afterAll(() => api.close());

  it('names every operation once, at the address where it is served', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
    );
    expect(described.sort()).toEqual(
      ALL_OPERATIONS.map(({ id, method, path }) => `${id} ${method.toLowerCase()} /api/v1${path}`).sort(),
    );
  });

  it.each(ALL_OPERATIONS.map((shape) => [shape.id, shape] as const))(
    '%s is served by a route of its own',
    (_, { method, path }) => {
      const server = api.app.getHttpAdapter().getInstance();
      expect(server.hasRoute({ method, url: `/api/v1${path.replace(/\{(\w+)\}/g, ':$1')}` })).toBe(true);
    },
  );

  it('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document);
    const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
    expect(text).not.toContain('$defs');
    expect(document.openapi).toBe('3.1.0');
  });

  it('is a page for people, too, that runs and fetches nothing', async () => {
    const { text, headers } = await api.call('nobody', OPERATIONS.docs);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).not.toMatch(/<script|\ssrc=|href="https?:/);
    for (const { id } of ALL_OPERATIONS) expect(text).toContain(`<details id="${id}">`);
    for (const code of Object.keys(PROBLEMS)) expect(text).toContain(`<code>${code}</code>`);
  });

  it('comes with headers that let nothing run, be framed or be kept', async () => {
    const { headers } = await api.call('nobody', OPERATIONS.health);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('counts what was served, for whoever has the token', async () => {
    const got = await api.call('nobody', OPERATIONS.metrics, { headers: { authorization: 'Bearer scrape' } });
    expect(got.text).toMatch(/quanheng_http_request_seconds_count\{operation="health",status="2xx"\} [1-9]/);
    const wrong = await api.call('nobody', OPERATIONS.metrics, { headers: { authorization: 'Bearer scrapE' } });
    expect(wrong.json.code).toBe('not-signed-in');
  });
});

describe('readiness', () => {
  it('names what is missing', async () => {
    const readiness = [
      { name: 'database', check: () => Promise.resolve() },
      { name: 'redis', check: () => Promise.reject(new Error('connect ECONNREFUSED')) },
    ];
    const api = await startApi({ parts: { readiness }, config: { tls: true, rateLimits: DEFAULT_CONFIG.rateLimits } });
    const got = await api.call('nobody', OPERATIONS.readiness);
    expect(got).toMatchObject({ status: 503, json: { code: 'unavailable', detail: 'Not ready: redis.' } });
    expect(got.headers['strict-transport-security']).toMatch(/max-age=\d+/);
    await api.close();
  });
});

it('docs/api.md lists every code of a problem with its status and meaning', () => {
  const text = readFileSync(join(__dirname, '../../docs/api.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \| (.+?) *\|$/gm)];
  expect(rows.map(([, code, status, title]) => [code, { status: Number(status), title }])).toEqual(
    Object.entries(PROBLEMS),
  );
});
