import { MOST_PASSKEYS, OPERATIONS } from '@quanheng/contracts';
import { Authenticator, ORIGIN, type Told } from './authenticator.js';
import { openSignedInOffice, outcome, type Browser, type Office } from './signed-in.js';

const MINUTE = 60_000;
type Asked = Parameters<Authenticator['sign']>[0];

let office: Office;
beforeEach(async () => {
  office = await openSignedInOffice({ origins: [ORIGIN], passkeys: { domain: 'office.example' } });
});
afterEach(() => office.close());

const asked = async (browser: Browser, operation: 'beginPasskey' | 'beginPasskeyProof'): Promise<Asked> => {
  const { json } = await browser.call(OPERATIONS[operation]);
  return json.options as Asked;
};
const add = async (browser: Browser, authenticator: Authenticator, told?: Told, name = '办公室的钥匙') => {
  const answer = authenticator.register(await asked(browser, 'beginPasskey'), told);
  return browser.call(OPERATIONS.addPasskey, { body: { name, answer } });
};
const signIn = async (authenticator: Authenticator, told?: Told) => {
  const browser = office.browser();
  const answer = authenticator.sign(await asked(browser, 'beginPasskeyProof'), told);
  return { browser, got: await browser.call(OPERATIONS.signInWithPasskey, { body: { answer } }) };
};
const again = async (browser: Browser, authenticator: Authenticator) => {
  const answer = authenticator.sign(await asked(browser, 'beginPasskeyProof'));
  return outcome(await browser.call(OPERATIONS.reauthenticateWithPasskey, { body: { answer } }));
};

describe('a passkey', () => {
  test('is added, signs its owner in without a password, and is thrown away', async () => {
    const [browser, authenticator] = [await office.signedIn('clerk'), new Authenticator()];
    const added = await add(browser, authenticator);
    expect(added.status).toBe(201);
    expect(added.json).toMatchObject({ name: '办公室的钥匙', usedAt: null });
    const { got, browser: other } = await signIn(authenticator);
    expect(got.json).toMatchObject({ account: 'account-clerk', person: { id: 'clerk' } });
    expect(got.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Strict/);
    expect(outcome(await other.call(OPERATIONS.listItems, { query: { box: 'open' } }))).toBe('200');
    const listed = await browser.call(OPERATIONS.listPasskeys);
    expect(listed.json.items).toEqual([{ ...added.json, usedAt: expect.any(Number) }]);

    const params = { passkey: String(added.json.id) };
    const stranger = await office.signedIn('otherClerk');
    expect(outcome(await stranger.call(OPERATIONS.dropPasskey, { params }))).toBe('404 not-found');
    expect(outcome(await browser.call(OPERATIONS.dropPasskey, { params }))).toBe('204');
    expect(outcome((await signIn(authenticator)).got)).toBe('401 sign-in-failed');
  });

  test('is added only by who has just proved who they are, once, and at most so many', async () => {
    const browser = await office.signedIn('clerk');
    const authenticator = new Authenticator();
    office.pass(11 * MINUTE);
    expect(outcome(await browser.call(OPERATIONS.beginPasskey))).toBe('403 reauthentication-required');
    const fresh = await office.signedIn('clerk');
    await add(fresh, authenticator);
    expect(outcome(await add(fresh, authenticator))).toBe('409 conflict');
    for (let i = 1; i < MOST_PASSKEYS; i++) await add(fresh, new Authenticator());
    expect((await add(fresh, new Authenticator())).json).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/请先删除/),
    });
  });

  test('proves again who one is, for its own account alone', async () => {
    const authenticator = new Authenticator();
    const browser = await office.signedIn('clerk');
    await add(browser, authenticator);
    office.pass(11 * MINUTE);
    expect(outcome(await browser.call(OPERATIONS.beginPasskey))).toBe('403 reauthentication-required');
    const other = await office.signedIn('otherClerk');
    expect(await again(other, authenticator)).toBe('401 sign-in-failed');
    expect(await again(browser, authenticator)).toBe('200');
    expect(outcome(await browser.call(OPERATIONS.beginPasskey))).toBe('200');
  });

  test('of an account that has ended, or was taken all passkeys, signs nobody in', async () => {
    const [one, two] = [new Authenticator(), new Authenticator()];
    await add(await office.signedIn('clerk'), one);
    await add(await office.signedIn('otherClerk'), two);
    await office.change([{ change: 'end', kind: 'account', id: 'account-clerk', at: Date.now() }]);
    expect(outcome((await signIn(one)).got)).toBe('401 sign-in-failed');
    const security = await office.signedIn('securityAdministrator');
    const params = { account: 'account-otherClerk' };
    expect((await security.call(OPERATIONS.dropPasskeys, { params })).json).toEqual({ dropped: 1 });
    expect(outcome((await signIn(two)).got)).toBe('401 sign-in-failed');
  });

  test('opens a session that ends when the account gets another password', async () => {
    const authenticator = new Authenticator();
    await add(await office.signedIn('clerk'), authenticator);
    const { browser } = await signIn(authenticator);
    const hash = await office.identity.passwords.hash('something else 12');
    await office.change([{ change: 'credential', account: 'account-clerk', hash, mustChange: false }]);
    office.pass(4_000);
    expect(outcome(await browser.call(OPERATIONS.readSession))).toBe('401 not-signed-in');
  });
});

describe('what is signed', () => {
  const authenticator = new Authenticator();
  beforeEach(async () => {
    authenticator.counter = 0;
    await add(await office.signedIn('clerk'), authenticator);
  });

  test('is good once, and not for long', async () => {
    const browser = office.browser();
    const first = authenticator.sign(await asked(browser, 'beginPasskeyProof'));
    const send = (answer: unknown) => browser.call(OPERATIONS.signInWithPasskey, { body: { answer } });
    const both = await Promise.all([send(first), send(first)]);
    expect(both.map(outcome).sort()).toEqual(['201', '401 sign-in-failed']);
    expect(outcome(await send(first))).toBe('401 sign-in-failed');
    const late = authenticator.sign(await asked(browser, 'beginPasskeyProof'));
    office.pass(5 * MINUTE);
    expect(outcome(await send(late))).toBe('401 sign-in-failed');
  });

  test.each<[string, Told]>([
    ['on a page of somebody else', { origin: 'https://office.example.evil.example' }],
    ['for another domain', { domain: 'evil.example' }],
    ['without making sure of the person', { verified: false }],
  ])('%s is refused', async (_, told) => {
    expect(outcome((await signIn(authenticator, told)).got)).toBe('401 sign-in-failed');
    expect(outcome(await add(await office.signedIn('clerk'), new Authenticator(), told))).toBe('422 invalid');
  });

  test('by another key, or after the counter went back, is refused', async () => {
    const thief = new Authenticator();
    Object.assign(thief, { id: authenticator.id });
    expect(outcome((await signIn(thief)).got)).toBe('401 sign-in-failed');
    await signIn(authenticator);
    authenticator.counter = 0;
    expect(outcome((await signIn(authenticator)).got)).toBe('401 sign-in-failed');
  });

  test('for adding a passkey to one account adds none to another, and signs nobody in', async () => {
    const [clerk, other] = [await office.signedIn('clerk'), await office.signedIn('otherClerk')];
    const own = new Authenticator().register(await asked(clerk, 'beginPasskey'));
    expect(outcome(await other.call(OPERATIONS.addPasskey, { body: { name: '钥匙', answer: own } }))).toBe(
      '422 invalid',
    );
    const signed = authenticator.sign(await asked(clerk, 'beginPasskey'));
    expect(outcome(await office.browser().call(OPERATIONS.signInWithPasskey, { body: { answer: signed } }))).toBe(
      '401 sign-in-failed',
    );
  });

  test.each([
    ['no JSON', { clientDataJSON: 'AAAA' }],
    ['nothing', { clientDataJSON: Buffer.from('null').toString('base64url') }],
    ['another signature', { signature: 'AAAA' }],
    ['data cut short', { authenticatorData: 'AAAA' }],
  ])('with %s in it is refused as any other', async (_, wrong) => {
    const browser = office.browser();
    const answer = authenticator.sign(await asked(browser, 'beginPasskeyProof'));
    const body = { answer: { ...answer, response: { ...answer.response, ...wrong } } };
    expect(outcome(await browser.call(OPERATIONS.signInWithPasskey, { body }))).toBe('401 sign-in-failed');
  });

  test('leaves nothing of itself in the log', async () => {
    const { browser } = await signIn(authenticator);
    const [token = ''] = browser.cookies.values();
    expect(JSON.stringify([office.log, office.api.log])).not.toContain(token);
  });
});

test('where the product is reached by numbers alone there are none, and it is said why', async () => {
  const bare = await openSignedInOffice({ passkeys: null });
  const { json } = await bare.browser().call(OPERATIONS.beginPasskeyProof);
  expect(json).toMatchObject({ code: 'conflict', detail: expect.stringMatching(/QH_PUBLIC_URL/) });
  await bare.close();
});
