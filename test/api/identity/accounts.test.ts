import { OPERATIONS } from '@quanheng/contracts';
import { UNIT } from '../harness.js';
import { openSignedInOffice, outcome, passwordOf, type Browser, type Office } from './signed-in.js';

/** The chain of entries about people, posts and accounts. */
const ORGANISATION = 'organisation';
const NEW = 'quite another one 7';

let office: Office;
beforeEach(async () => {
  office = await openSignedInOffice();
});
afterEach(() => office.close());

/** Everything that the chain of the organisation holds, as text. */
const evidence = async (): Promise<string> => {
  const entries = await office.api.parts.queries.entries(UNIT, ORGANISATION, 1, 200);
  return entries.map(({ bytes, content }) => Buffer.from(bytes).toString() + (content?.pieces ?? '')).join();
};
const changePassword = (browser: Browser, oldPassword: string, newPassword: string) =>
  browser.call(OPERATIONS.changePassword, { body: { oldPassword, newPassword } });
const reset = (browser: Browser, account: string, password = NEW) =>
  browser.call(OPERATIONS.resetPassword, { params: { account }, body: { password } });

describe('changing the password', () => {
  test('renews the session and ends the others', async () => {
    const [here, there] = [await office.signedIn('clerk'), await office.signedIn('clerk')];
    const before = [...here.cookies.values()];
    expect(outcome(await changePassword(here, passwordOf('clerk'), NEW))).toBe('200');
    expect([...here.cookies.values()]).not.toEqual(before);
    expect(outcome(await here.call(OPERATIONS.readSession))).toBe('200');
    expect(outcome(await there.call(OPERATIONS.readSession))).toBe('401 not-signed-in');
    expect(outcome(await office.browser().signIn('clerk'))).toBe('401 sign-in-failed');
    expect(outcome(await office.browser().signIn('clerk', NEW))).toBe('201');
  });

  test('leaves an entry that holds neither password nor hash', async () => {
    const browser = await office.signedIn('clerk');
    const before = await office.api.entries();
    await changePassword(browser, passwordOf('clerk'), NEW);
    expect(await office.api.entries()).toBe(before + 1);
    const kept = await evidence();
    expect(kept).toContain('account-clerk');
    expect(kept).not.toMatch(/argon2|quite another/);
  });

  test.each([
    ['not the old one', 'wrong', NEW, '401 sign-in-failed'],
    ['the same again', passwordOf('clerk'), passwordOf('clerk'), '422 invalid'],
    ['too short', passwordOf('clerk'), 'Ab1!efgh9', '422 invalid'],
    ['one that everybody has', passwordOf('clerk'), 'Password123456', '422 invalid'],
    ['a row of keys', passwordOf('clerk'), 'qwertyuiop', '422 invalid'],
    ['the same key again and again', passwordOf('clerk'), 'aaaaaaaaaaaaaaaa', '422 invalid'],
    ['the login with something behind it', passwordOf('clerk'), 'my-clerk-2026', '422 invalid'],
    ['one of a thousand characters', passwordOf('clerk'), 'ab1'.repeat(333), '400 invalid-input'],
  ])('refuses %s', async (_name, oldPassword, newPassword, expected) => {
    const browser = await office.signedIn('clerk');
    const before = await office.api.entries();
    expect(outcome(await changePassword(browser, oldPassword, newPassword))).toBe(expected);
    expect(await office.api.entries()).toBe(before);
    expect(outcome(await browser.call(OPERATIONS.readSession))).toBe('200');
  });
});

describe('an initial password', () => {
  test('is given by the security administrator and ends every session', async () => {
    const clerk = await office.signedIn('clerk');
    const security = await office.signedIn('securityAdministrator');
    expect(outcome(await reset(security, 'account-clerk'))).toBe('204');
    expect(outcome(await clerk.call(OPERATIONS.readSession))).toBe('401 not-signed-in');
    expect(outcome(await office.browser().signIn('clerk'))).toBe('401 sign-in-failed');
    expect((await office.browser().signIn('clerk', NEW)).json.mustChangePassword).toBe(true);
  });

  test('opens nothing but what belongs to the session until it is changed', async () => {
    await reset(await office.signedIn('securityAdministrator'), 'account-clerk');
    const clerk = office.browser();
    await clerk.signIn('clerk', NEW);
    const read = () => clerk.call(OPERATIONS.listItems, { query: { box: 'open' } });
    expect(outcome(await read())).toBe('403 password-change-required');
    expect(outcome(await clerk.call(OPERATIONS.readSession))).toBe('200');
    expect(outcome(await changePassword(clerk, NEW, 'and a third one 12'))).toBe('200');
    expect(outcome(await read())).toBe('200');
  });

  test('asks who gives it to prove again who they are, after ten minutes', async () => {
    const security = await office.signedIn('securityAdministrator');
    office.pass(11 * 60_000);
    expect(outcome(await reset(security, 'account-clerk'))).toBe('403 reauthentication-required');
    const [before] = security.cookies.values();
    const again = await security.call(OPERATIONS.reauthenticate, {
      body: { password: passwordOf('securityAdministrator') },
    });
    expect(outcome(again)).toBe('200');
    expect([...security.cookies.values()]).not.toContain(before);
    expect(outcome(await reset(security, 'account-clerk'))).toBe('204');
  });

  test('is for accounts of others, of persons, that exist, and good enough', async () => {
    const security = await office.signedIn('securityAdministrator');
    expect(outcome(await reset(security, 'account-securityAdministrator'))).toBe('422 invalid');
    expect(outcome(await reset(security, 'payments'))).toBe('404 not-found');
    expect(outcome(await reset(security, 'nobody'))).toBe('404 not-found');
    expect(outcome(await reset(security, 'account-clerk', 'short'))).toBe('422 invalid');
    expect(outcome(await reset(security, '../session'))).toBe('400 invalid-input');
  });
});

describe('the token of a worker', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const renew = async (): Promise<string> => {
    const security = await office.signedIn('securityAdministrator');
    const { status, json } = await security.call(OPERATIONS.renewToken, { params: { account: 'payments' } });
    expect(status).toBe(201);
    return json.token as string;
  };

  test('signs the worker in, without cookie and without the token of a session', async () => {
    const token = await renew();
    const worker = office.browser(bearer(token));
    expect((await worker.call(OPERATIONS.readSession)).json).toMatchObject({
      account: 'payments',
      person: null,
      csrfToken: null,
    });
    const lock = { body: { topics: ['pay'], max: 1 } };
    expect((await worker.call(OPERATIONS.lockJobs, lock)).json.code).not.toBe('not-signed-in');
    expect(outcome(await worker.call(OPERATIONS.listItems, { query: { box: 'open' } }))).toBe('403 forbidden');
    expect(await evidence()).not.toContain(token);
    expect(JSON.stringify([office.log, office.api.log])).not.toContain(token.split('~')[3]);
  });

  test('is void when there is another, or when the account ends', async () => {
    const first = await renew();
    const second = await renew();
    expect(outcome(await office.browser(bearer(first)).call(OPERATIONS.readSession))).toBe('401 not-signed-in');
    expect(outcome(await office.browser(bearer(second)).call(OPERATIONS.readSession))).toBe('200');
    await office.change([{ change: 'end', kind: 'account', id: 'payments', at: Date.now() }]);
    office.pass(4_000);
    expect(outcome(await office.browser(bearer(second)).call(OPERATIONS.readSession))).toBe('401 not-signed-in');
  });

  test('counts alone: a session beside it is not asked', async () => {
    const clerk = await office.signedIn('clerk');
    const got = await clerk.send('GET', '/session', { headers: bearer('qhw~u1~payments~' + 'a'.repeat(43)) });
    expect(outcome(got)).toBe('401 not-signed-in');
  });

  test.each([
    '',
    'Bearer',
    'Bearer x',
    'Basic Y2xlcms6eA==',
    'Bearer qhw~u1~account-clerk~' + 'a'.repeat(43),
    'Bearer qhw~~~',
  ])('is not %j', async (authorization) => {
    expect(outcome(await office.browser({ authorization }).call(OPERATIONS.readSession))).toBe('401 not-signed-in');
  });

  test('is for accounts of workers', async () => {
    const security = await office.signedIn('securityAdministrator');
    const got = await security.call(OPERATIONS.renewToken, { params: { account: 'account-clerk' } });
    expect(outcome(got)).toBe('404 not-found');
  });
});

describe('who may do what with sessions and accounts', () => {
  const people = ['clerk', 'operator', 'systemAdministrator', 'securityAdministrator', 'auditor'] as const;
  const account = 'account-otherClerk';
  const onlySecurity = {
    ...Object.fromEntries(people.map((person) => [person, '403 forbidden'])),
    nobody: '401 not-signed-in',
  };
  const everyone = (expected: string) => ({
    ...Object.fromEntries(people.map((person) => [person, expected])),
    nobody: '401 not-signed-in',
  });
  const table: Record<string, { sent: Parameters<Browser['call']>[1]; expected: Record<string, string> }> = {
    readSession: { sent: {}, expected: everyone('200') },
    signOut: { sent: {}, expected: everyone('204') },
    reauthenticate: { sent: { body: { password: 'wrong' } }, expected: everyone('401 sign-in-failed') },
    changePassword: {
      sent: { body: { oldPassword: 'wrong', newPassword: NEW } },
      expected: everyone('401 sign-in-failed'),
    },
    signIn: {
      sent: { body: { login: 'otherclerk', password: passwordOf('otherClerk') } },
      expected: { ...everyone('201'), nobody: '201' },
    },
    listPasskeys: { sent: {}, expected: everyone('200') },
    beginPasskey: { sent: {}, expected: everyone('200') },
    addPasskey: { sent: { body: { name: '钥匙', answer: {} } }, expected: everyone('400 invalid-input') },
    dropPasskey: { sent: { params: { passkey: 'a'.repeat(64) } }, expected: everyone('404 not-found') },
    beginPasskeyProof: { sent: {}, expected: { ...everyone('200'), nobody: '200' } },
    signInWithPasskey: {
      sent: { body: { answer: {} } },
      expected: { ...everyone('400 invalid-input'), nobody: '400 invalid-input' },
    },
    reauthenticateWithPasskey: { sent: { body: { answer: {} } }, expected: everyone('400 invalid-input') },
    dropPasskeys: { sent: { params: { account } }, expected: { ...onlySecurity, securityAdministrator: '200' } },
    beginOidc: { sent: {}, expected: { ...everyone('404 not-found'), nobody: '404 not-found' } },
    finishOidc: { sent: {}, expected: { ...everyone('404 not-found'), nobody: '404 not-found' } },
    resetPassword: {
      sent: { params: { account }, body: { password: NEW } },
      expected: { ...onlySecurity, securityAdministrator: '204' },
    },
    renewToken: {
      sent: { params: { account: 'payments' } },
      expected: { ...onlySecurity, securityAdministrator: '201' },
    },
    endSessions: { sent: { params: { account } }, expected: { ...onlySecurity, securityAdministrator: '200' } },
  };

  test('has a row for every operation', () => {
    const ids = Object.values(OPERATIONS).filter(({ tag }) => tag === 'session' || tag === 'accounts');
    expect(ids.map(({ id }) => id).sort()).toEqual(Object.keys(table).sort());
  });

  test.each(Object.entries(table))('%s', async (id, { sent, expected }) => {
    const shape = OPERATIONS[id as keyof typeof OPERATIONS];
    const got: Record<string, string> = {};
    for (const person of people) got[person] = outcome(await (await office.signedIn(person)).call(shape, sent));
    got.nobody = outcome(await office.browser().call(shape, sent));
    expect(got).toEqual(expected);
  });

  test('ending sessions ends them', async () => {
    const [one, other] = [await office.signedIn('otherClerk'), await office.signedIn('otherClerk')];
    const security = await office.signedIn('securityAdministrator');
    expect((await security.call(OPERATIONS.endSessions, { params: { account } })).json).toEqual({ ended: 2 });
    for (const browser of [one, other]) {
      expect(outcome(await browser.call(OPERATIONS.readSession))).toBe('401 not-signed-in');
    }
  });
});
