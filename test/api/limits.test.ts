import { OPERATIONS } from '@quanheng/contracts';
import { StoreUnavailable, type Door } from '@quanheng/runtime';
import { DEFAULT_CONFIG } from '../../apps/api/src/index.js';
import { openOffice, startApi, startInstance, type Api } from './harness.js';

const { rateLimits } = DEFAULT_CONFIG;

describe('too many requests', () => {
  let api: Api;
  afterEach(() => api.close());

  it('of one person are turned away, and nobody else’s', async () => {
    api = await startApi({ config: { rateLimits: { ...rateLimits, perPerson: 3 } } });
    await openOffice(api);
    const ask = (who: 'clerk' | 'auditor') => api.call(who, OPERATIONS.listDefinitions);
    for (let i = 0; i < 3; i++) expect((await ask('clerk')).status).toBe(200);
    const got = await ask('clerk');
    expect(got).toMatchObject({ status: 429, json: { code: 'rate-limited' } });
    expect(Number(got.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('auditor')).status).toBe(200);
  });

  it('from one address are turned away before anybody asks who sends them', async () => {
    let asked = 0;
    const authenticator = { authenticate: () => Promise.resolve(asked++).then(() => null) };
    api = await startApi({ config: { rateLimits: { ...rateLimits, perAddress: 2 } }, parts: { authenticator } });
    const codes = [];
    for (let i = 0; i < 4; i++) codes.push((await api.call('clerk', OPERATIONS.listDefinitions)).json.code);
    expect(codes).toEqual(['not-signed-in', 'not-signed-in', 'rate-limited', 'rate-limited']);
    expect(asked).toBe(2);
  });

  it('that the guard refused are no longer put to it, because each stays in the log for ever', async () => {
    api = await startApi({ config: { rateLimits: { ...rateLimits, refusalsPerPerson: 2 } } });
    await openOffice(api);
    const { instance, item } = await startInstance(api);
    const before = await api.entries();
    const codes = [];
    for (let i = 0; i < 4; i++) {
      const got = await api.call('otherClerk', OPERATIONS.claimItem, { params: { instance, item } });
      codes.push(got.json.code);
    }
    expect(codes).toEqual(['refused', 'refused', 'rate-limited', 'rate-limited']);
    expect(await api.entries()).toBe(before + 2);
  });
});

describe('a server in trouble', () => {
  let api: Api;
  const failing = (fail: () => Promise<never>): Door => ({ execute: fail, ask: fail });
  const start = async (door: Door) => {
    api = await startApi({ parts: { door } });
    return () => api.call('operator', OPERATIONS.broadcastSignal, { body: { name: 'stop' } });
  };
  afterEach(() => api.close());

  it('says when the database is away, and to come back', async () => {
    const send = await start(failing(() => Promise.reject(new StoreUnavailable('connect ECONNREFUSED 10.0.0.1'))));
    const got = await send();
    expect(got).toMatchObject({ status: 503, json: { code: 'unavailable' }, headers: { 'retry-after': '1' } });
    expect(got.text).not.toContain('10.0.0.1');
  });

  it('tells nothing of a fault of its own but the id under which it is logged', async () => {
    const send = await start(failing(() => Promise.reject(new Error('the secret is s3cret'))));
    const got = await send();
    expect(got).toMatchObject({ status: 500, json: { code: 'internal-error' } });
    expect(got.text).not.toContain('s3cret');
    const id = got.headers['x-request-id'];
    expect(api.log.filter(({ reqId, msg }) => reqId === id && msg === 'a request failed unexpectedly')).toHaveLength(1);
  });

  it.each([
    ['not-found', 404],
    ['conflict', 409],
    ['key-reused', 409],
    ['quarantined', 409],
    ['too-large', 413],
    ['invalid', 422],
    ['busy', 503],
  ] as const)('answers %s with %d', async (code, status) => {
    const answer = { status: 'rejected', code, message: 'why', subject: 'what', details: [1] } as const;
    const send = await start({ execute: () => Promise.resolve(answer), ask: () => Promise.resolve(answer) });
    expect(await send()).toMatchObject({ status, json: { code, detail: 'why', subject: 'what', details: [1] } });
  });
});
