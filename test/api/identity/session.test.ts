import { OPERATIONS } from '@quanheng/contracts';
import { choresOf, readConfiguration, type Tidied } from '@quanheng/host';
import { openSignedInOffice, outcome, passwordOf, type Browser, type Office } from './signed-in.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let office: Office;
beforeEach(async () => {
  office = await openSignedInOffice();
});
afterEach(() => office.close());

/** What the given browser gets when it asks who is signed in. */
const whoIs = async (browser: Browser): Promise<string> => outcome(await browser.call(OPERATIONS.readSession));

describe('signing in', () => {
  test('opens a session that says who it is', async () => {
    const browser = office.browser();
    const signedIn = await browser.signIn('clerk');
    expect(signedIn.status).toBe(201);
    expect(signedIn.json).toMatchObject({
      ...{ unit: 'u1', account: 'account-clerk', person: { id: 'clerk', name: '张clerk' }, roles: ['staff'] },
      ...{ mustChangePassword: false, idleTimeout: 30 * MINUTE },
    });
    expect((await browser.call(OPERATIONS.readSession)).json).toEqual(signedIn.json);
    expect(outcome(await browser.call(OPERATIONS.listItems, { query: { box: 'open' } }))).toBe('200');
  });

  test('keeps the token from scripts, other sites and the store', async () => {
    const browser = office.browser();
    const { headers, text } = await browser.signIn('clerk');
    expect(headers['set-cookie']).toMatch(/^quanheng-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const [token = ''] = browser.cookies.values();
    expect(text).not.toContain(token);
    expect(JSON.stringify([...office.sessions.rows])).not.toContain(token);
    expect(JSON.stringify([office.log, office.api.log])).not.toContain(token);
  });

  test('binds the cookie to TLS and this very host where there is TLS', async () => {
    const secure = await openSignedInOffice({ tls: true });
    try {
      const { headers } = await secure.browser().signIn('clerk');
      expect(headers['set-cookie']).toMatch(
        /^__Host-quanheng-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
    } finally {
      await secure.close();
    }
  });

  test('takes a login in whatever case, and a password however it was composed', async () => {
    const { change, identity } = office;
    const hash = await identity.passwords.hash('geh\u0065\u0301n-wir-weit');
    await change([{ change: 'credential', account: 'account-clerk', hash, mustChange: false }]);
    expect((await office.browser().signIn('CLERK', 'geh\u00e9n-wir-weit')).status).toBe(201);
  });

  test('answers alike whatever is wrong', async () => {
    const { change } = office;
    await change([{ change: 'end', kind: 'account', id: 'account-otherClerk', at: Date.now() }]);
    const attempts = [
      ['clerk', 'not the password'],
      ['nobody', 'not the password'],
      ['designer', 'this account has no password'],
      ['otherClerk', passwordOf('otherClerk')],
      ['payments', 'workers have no password'],
    ] as const;
    const answers = new Set<string>();
    for (const [person, password] of attempts) {
      const { status, json } = await office.browser().signIn(person, password);
      answers.add(JSON.stringify({ status, ...json, instance: '' }));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('"sign-in-failed"');
  });

  test('logs failures without what was typed', async () => {
    await office.browser().signIn('my-secret-password', 'another-secret');
    expect(office.log.at(-1)).toMatchObject({ msg: 'signing in failed', unit: 'u1', address: '127.0.0.1' });
    expect(JSON.stringify([office.log, office.api.log])).not.toMatch(/my-secret|another-secret/);
  });

  test('ends the session that the browser had', async () => {
    const browser = await office.signedIn('clerk');
    const before = new Map(browser.cookies);
    await browser.signIn('operator');
    const old = office.browser();
    for (const [name, value] of before) old.cookies.set(name, value);
    expect(await whoIs(old)).toBe('401 not-signed-in');
    expect((await browser.call(OPERATIONS.readSession)).json).toMatchObject({ account: 'account-operator' });
  });

  test('asks for the unit when none is usual', async () => {
    const { api } = office;
    const principal = { kind: 'system', name: 'seed' } as const;
    const fact = { kind: 'department', id: 'd', from: 0, to: null, data: { name: '处', parent: null } } as const;
    const command = { kind: 'changeOrganisation', changes: [{ change: 'put', fact }] } as const;
    await api.parts.door.execute({ principal, unit: 'u2', command });
    expect(outcome(await office.browser().signIn('clerk'))).toBe('422 invalid');
    const body = { login: 'clerk', password: passwordOf('clerk') };
    expect(outcome(await office.browser().call(OPERATIONS.signIn, { body: { ...body, unit: 'u1' } }))).toBe('201');
    expect(outcome(await office.browser().call(OPERATIONS.signIn, { body: { ...body, unit: 'u2' } }))).toBe(
      '401 sign-in-failed',
    );
  });
});

describe('a session', () => {
  test('ends when it is not used', async () => {
    const browser = await office.signedIn('clerk');
    for (let i = 0; i < 3; i++) {
      office.pass(29 * MINUTE);
      expect(await whoIs(browser)).toBe('200');
    }
    office.pass(31 * MINUTE);
    expect(await whoIs(browser)).toBe('401 not-signed-in');
    expect(office.sessions.rows.size).toBe(0);
  });

  test('ends after its longest time however much it is used', async () => {
    const browser = await office.signedIn('clerk');
    for (let i = 0; i < 24; i++) {
      office.pass(HOUR / 2 - 1_000);
      expect(await whoIs(browser)).toBe('200');
    }
    office.pass(MINUTE);
    expect(await whoIs(browser)).toBe('401 not-signed-in');
  });

  test('ends with signing out', async () => {
    const browser = await office.signedIn('clerk');
    const copy = new Map(browser.cookies);
    expect(outcome(await browser.call(OPERATIONS.signOut))).toBe('204');
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of copy) browser.cookies.set(name, value);
    expect(await whoIs(browser)).toBe('401 not-signed-in');
  });

  test('ends with its account, and with its person', async () => {
    const [clerk, other] = [await office.signedIn('clerk'), await office.signedIn('otherClerk')];
    const at = Date.now();
    await office.change([
      { change: 'end', kind: 'account', id: 'account-clerk', at },
      { change: 'end', kind: 'account', id: 'account-otherClerk', at },
      { change: 'end', kind: 'holding', id: 'holding-otherClerk', at },
      { change: 'end', kind: 'person', id: 'otherClerk', at },
    ]);
    office.pass(4_000);
    expect([await whoIs(clerk), await whoIs(other)]).toEqual(['401 not-signed-in', '401 not-signed-in']);
  });

  test('ends when its account is given another password', async () => {
    const browser = await office.signedIn('clerk');
    const hash = await office.identity.passwords.hash('something else 12');
    await office.change([{ change: 'credential', account: 'account-clerk', hash, mustChange: true }]);
    office.pass(4_000);
    expect(await whoIs(browser)).toBe('401 not-signed-in');
  });

  test('follows the organisation: a role that is taken away is gone in seconds', async () => {
    const browser = await office.signedIn('operator');
    expect(outcome(await browser.call(OPERATIONS.listIncidents))).toBe('200');
    await office.change([{ change: 'end', kind: 'holding', id: 'holding-operator', at: Date.now() }]);
    office.pass(4_000);
    expect(outcome(await browser.call(OPERATIONS.listIncidents))).toBe('403 forbidden');
  });

  test.each([
    '',
    'x',
    'a'.repeat(43),
    `${'a'.repeat(43)}; quanheng-session=b`,
    '%00',
    '"',
    '{"a":1}',
    'a'.repeat(5000),
  ])('is not opened by the cookie %j', async (value) => {
    const got = await office.browser().send('GET', '/session', { headers: { cookie: `quanheng-session=${value}` } });
    expect(outcome(got)).toBe('401 not-signed-in');
  });

  test('is swept away when it has ended', async () => {
    await office.signedIn('clerk');
    await office.browser().signIn('clerk', 'wrong');
    const retention = {} as Tidied['retention'];
    const drafts = { dropStale: () => Promise.resolve(0) };
    const passkeys = { dropChallenges: () => Promise.resolve(0) };
    const reminders = { dropOld: () => Promise.resolve(0) };
    const chores = choresOf(readConfiguration({}), {
      sessions: office.sessions,
      passkeys,
      drafts,
      reminders,
      retention,
    });
    const tidyUp = () => Promise.all(chores.map(({ piece }) => piece(office.identity.parts.surroundings.now())));
    expect(await tidyUp()).toEqual([0, 0, 0, 0, 0]);
    office.pass(25 * HOUR);
    expect(await tidyUp()).toEqual([1, expect.any(Number), 0, 0, 0]);
    expect([office.sessions.rows.size, office.sessions.attempts.size]).toEqual([0, 0]);
  });
});

describe('a forged request', () => {
  const change = (browser: Browser, headers: Record<string, string>) =>
    browser.send('POST', '/instances', { body: { process: 'everything' }, headers });

  test('is one without the token of the session', async () => {
    const browser = await office.signedIn('clerk');
    const entries = await office.api.entries();
    expect(outcome(await change(browser, { 'x-csrf-token': '' }))).toBe('403 forged-request');
    expect(outcome(await change(browser, { 'x-csrf-token': 'a'.repeat(43) }))).toBe('403 forged-request');
    const other = await office.signedIn('otherClerk');
    expect(outcome(await change(browser, { 'x-csrf-token': other.csrfToken! }))).toBe('403 forged-request');
    expect(await office.api.entries()).toBe(entries);
    expect(outcome(await change(browser, {}))).toBe('201');
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('is one that comes from %j', async (headers) => {
    const browser = await office.signedIn('clerk');
    expect(outcome(await change(browser, headers))).toBe('403 forged-request');
    const body = { login: 'clerk', password: passwordOf('clerk') };
    expect(outcome(await office.browser().call(OPERATIONS.signIn, { body, headers }))).toBe('403 forged-request');
  });

  test('is none from our own page', async () => {
    const browser = await office.signedIn('clerk');
    const own = { host: 'office.example', origin: 'https://office.example', 'sec-fetch-site': 'same-origin' };
    expect(outcome(await change(browser, own))).toBe('201');
  });

  test('is judged by the configured addresses where there are any', async () => {
    const strict = await openSignedInOffice({ origins: ['https://office.example'] });
    try {
      const browser = await strict.signedIn('clerk');
      expect(outcome(await change(browser, { host: 'evil.example', origin: 'https://evil.example' }))).toBe(
        '403 forged-request',
      );
      expect(outcome(await change(browser, { origin: 'https://office.example' }))).toBe('201');
    } finally {
      await strict.close();
    }
  });

  test('can read nothing either way, so reading needs no token', async () => {
    const browser = await office.signedIn('clerk');
    expect(outcome(await browser.send('GET', '/session', { headers: { 'x-csrf-token': '' } }))).toBe('200');
  });
});

describe('locking out', () => {
  test('lets wait longer and longer, the right password, too', async () => {
    const browser = office.browser();
    for (let i = 0; i < 5; i++) expect(outcome(await browser.signIn('clerk', 'wrong'))).toBe('401 sign-in-failed');
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const { json, headers } = await browser.signIn('clerk');
      expect(json.code).toBe('locked-out');
      waits.push(Number(headers['retry-after']));
      office.pass(waits.at(-1)! * 1000);
      expect(outcome(await browser.signIn('clerk', 'wrong'))).toBe('401 sign-in-failed');
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
    office.pass(15 * MINUTE);
    expect(outcome(await browser.signIn('clerk'))).toBe('201');
    expect(outcome(await office.browser().signIn('clerk', 'wrong'))).toBe('401 sign-in-failed');
  });

  test('treats a login that does not exist alike', async () => {
    const answers = async (login: string): Promise<string[]> => {
      const all: string[] = [];
      for (let i = 0; i < 7; i++) all.push(outcome(await office.browser().signIn(login, 'wrong')));
      return all;
    };
    const known = await answers('clerk');
    expect(known).toEqual([...Array<string>(5).fill('401 sign-in-failed'), ...Array<string>(2).fill('429 locked-out')]);
    expect(await answers('nobody')).toEqual(known);
  });

  test('counts attempts at the same time one by one', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => office.browser().signIn('clerk', 'wrong')));
    expect(all.filter(({ json }) => json.code === 'sign-in-failed')).toHaveLength(5);
  });

  test('stops who tries many logins from one address', async () => {
    for (let i = 0; i < 50; i++) await office.browser().signIn(`login${i}`, 'wrong');
    expect(outcome(await office.browser().signIn('clerk'))).toBe('429 locked-out');
    office.pass(5 * MINUTE);
    expect(outcome(await office.browser().signIn('clerk'))).toBe('201');
  });

  test('does not count what succeeds', async () => {
    for (let i = 0; i < 60; i++) expect(outcome(await office.browser().signIn('clerk'))).toBe('201');
  });

  test('holds for proving again who one is', async () => {
    const browser = await office.signedIn('clerk');
    const again = () => browser.call(OPERATIONS.reauthenticate, { body: { password: 'wrong' } });
    for (let i = 0; i < 5; i++) expect(outcome(await again())).toBe('401 sign-in-failed');
    expect(outcome(await again())).toBe('429 locked-out');
  });
});
