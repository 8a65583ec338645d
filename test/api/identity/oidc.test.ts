import { OPERATIONS } from '@quanheng/contracts';
import { CLIENT, startProvider, type FakeProvider } from './fake-provider.js';
import { openSignedInOffice, outcome, type Browser, type Office } from './signed-in.js';

/** An office whose clerk signs in at the provider as `clerk-7`. */
async function openFor({ issuer }: FakeProvider): Promise<Office> {
  const publicAddress = 'https://office.example';
  const { id: clientId, secret: clientSecret } = CLIENT;
  const opened = await openSignedInOffice({ oidc: { issuer, clientId, clientSecret, publicAddress, scope: 'openid' } });
  const data = { kind: 'person', person: 'clerk', login: 'clerk', subject: `${issuer}#clerk-7` } as const;
  const fact = { kind: 'account', id: 'account-clerk', from: Date.now() - 1, to: null, data } as const;
  await opened.change([{ change: 'put', fact }]);
  return opened;
}

let provider: FakeProvider;
let office: Office;
beforeAll(async () => {
  provider = await startProvider();
  office = await openFor(provider);
});
afterAll(async () => {
  await office.close();
  await provider.close();
});

beforeEach(() => {
  provider.claims = {};
});

const begin = async (browser: Browser, query: Record<string, string> = {}): Promise<string> => {
  const { status, headers } = await browser.call(OPERATIONS.beginOidc, { query });
  expect(status).toBe(302);
  return headers.location as string;
};
/** Where the browser ends up when it comes back to the address. */
const comeBack = async (browser: Browser, address: string): Promise<string> => {
  const query = Object.fromEntries(new URL(address).searchParams);
  const { status, headers } = await browser.call(OPERATIONS.finishOidc, { query });
  expect(status).toBe(302);
  return headers.location as string;
};
const whoIs = async (browser: Browser) => (await browser.call(OPERATIONS.readSession)).json;

describe('signing in at an identity provider', () => {
  test('opens a session for the account of the subject and goes back to where it began', async () => {
    const browser = office.browser();
    const address = await begin(browser, { returnTo: '/items?box=open' });
    const asked = Object.fromEntries(new URL(address).searchParams);
    expect(asked).toMatchObject({
      ...{ response_type: 'code', client_id: CLIENT.id, scope: 'openid', code_challenge_method: 'S256' },
      redirect_uri: 'https://office.example/api/v1/session/oidc/callback',
    });
    expect(await comeBack(browser, provider.signIn(address))).toBe('/items?box=open');
    const session = await whoIs(browser);
    expect(session).toMatchObject({ account: 'account-clerk', person: { id: 'clerk' }, mustChangePassword: false });
    expect(Math.abs(Number(session.authenticatedAt) - Date.now())).toBeLessThan(10_000);
    expect([...browser.cookies.keys()]).toEqual(['quanheng-session']);
  });

  test('is refused to somebody without an account', async () => {
    provider.claims = { sub: 'somebody else' };
    const browser = office.browser();
    expect(await comeBack(browser, provider.signIn(await begin(browser)))).toBe('/?problem=sign-in-failed');
    expect((await whoIs(browser)).code).toBe('not-signed-in');
  });

  test.each([
    ['for another client', { aud: 'another' }],
    ['of another provider', { iss: 'https://another.example' }],
    ['for another attempt', { nonce: 'another' }],
    ['that has expired', { exp: 1_700_000_000 }],
  ])('is refused by a token %s', async (_name, claims) => {
    provider.claims = claims;
    const browser = office.browser();
    expect(await comeBack(browser, provider.signIn(await begin(browser)))).toBe('/?problem=sign-in-failed');
    expect(browser.cookies.size).toBe(0);
  });

  test('is refused with what another browser was given', async () => {
    const [mine, theirs] = [office.browser(), office.browser()];
    const back = provider.signIn(await begin(theirs));
    await begin(mine);
    expect(await comeBack(mine, back)).toBe('/?problem=sign-in-failed');
    expect(await comeBack(office.browser(), back)).toBe('/?problem=sign-in-failed');
    expect(await comeBack(theirs, back)).toBe('/');
  });

  test('works once', async () => {
    const browser = office.browser();
    const back = provider.signIn(await begin(browser));
    const cookies = new Map(browser.cookies);
    expect(await comeBack(browser, back)).toBe('/');
    const again = office.browser();
    for (const [name, value] of cookies) again.cookies.set(name, value);
    expect(await comeBack(again, back)).toBe('/?problem=sign-in-failed');
  });

  test.each(['', 'x', Buffer.from('{"state":1}').toString('base64url'), Buffer.from('null').toString('base64url')])(
    'is refused with the cookie %j',
    async (cookie) => {
      const browser = office.browser();
      const back = provider.signIn(await begin(browser));
      browser.cookies.set('quanheng-oidc', cookie);
      expect(await comeBack(browser, back)).toBe('/?problem=sign-in-failed');
    },
  );

  test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/a b'])(
    'never goes on to %s',
    async (returnTo) => {
      const got = await office.browser().call(OPERATIONS.beginOidc, { query: { returnTo } });
      expect(outcome(got)).toBe('400 invalid-input');
    },
  );

  test('can be asked to prove anew who it is, and must', async () => {
    const browser = office.browser();
    const address = await begin(browser, { fresh: 'true' });
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({ prompt: 'login', max_age: '0' });
    provider.claims = { auth_time: Math.floor(Date.now() / 1000) - 3600 };
    expect(await comeBack(browser, provider.signIn(address))).toBe('/?problem=sign-in-failed');
    provider.claims = {};
    expect(await comeBack(browser, provider.signIn(await begin(browser, { fresh: 'true' })))).toBe('/');
  });

  test('counts as old a proof of which the provider does not say when it was', async () => {
    provider.claims = { auth_time: undefined };
    const browser = office.browser();
    await comeBack(browser, provider.signIn(await begin(browser)));
    expect((await whoIs(browser)).authenticatedAt).toBe(0);
  });

  test('tells the browser when the provider is away, and works when it is back', async () => {
    const away = await startProvider();
    const port = Number(new URL(away.issuer).port);
    await away.close();
    const another = await openFor(away);
    const browser = another.browser();
    expect(await begin(browser)).toBe('/?problem=unavailable');
    expect(another.log.at(-1)).toMatchObject({ msg: 'the identity provider cannot be reached' });
    const back = await startProvider(port);
    expect(await comeBack(browser, back.signIn(await begin(browser)))).toBe('/');
    await another.close();
    await back.close();
  });
});
