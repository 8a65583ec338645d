import { accountOperations, OPERATIONS, sessionOperations } from '@quanheng/contracts';
import type { OfIdentity } from './access-table.js';
import { EVERYBODY, openOffice, startApi, type Api, type Sent, type Who } from './harness.js';

const PERSONS = EVERYBODY.filter((who) => who !== 'nobody' && who !== 'worker');
const account = { params: { account: 'account-nobody-has' } };

/** Whom the gate lets through to signing in and to accounts; what they find there is tried in `identity/`. */
const ACCESS: Readonly<Record<OfIdentity, { readonly ok: readonly Who[]; readonly sent?: Sent }>> = {
  signIn: { ok: EVERYBODY, sent: { body: { login: 'unheard.of', password: 'guess' } } },
  readSession: { ok: [...PERSONS, 'worker'] },
  signOut: { ok: PERSONS },
  reauthenticate: { ok: PERSONS, sent: { body: { password: 'guess' } } },
  listPasskeys: { ok: PERSONS },
  beginPasskey: { ok: PERSONS },
  addPasskey: { ok: PERSONS, sent: { body: { name: '钥匙', answer: {} } } },
  dropPasskey: { ok: PERSONS, sent: { params: { passkey: 'a'.repeat(64) } } },
  beginPasskeyProof: { ok: EVERYBODY },
  signInWithPasskey: { ok: EVERYBODY, sent: { body: { answer: {} } } },
  reauthenticateWithPasskey: { ok: PERSONS, sent: { body: { answer: {} } } },
  dropPasskeys: { ok: ['securityAdministrator'], sent: account },
  changePassword: { ok: PERSONS, sent: { body: { oldPassword: 'guess', newPassword: 'another guess' } } },
  beginOidc: { ok: EVERYBODY },
  finishOidc: { ok: EVERYBODY },
  resetPassword: { ok: ['securityAdministrator'], sent: { ...account, body: { password: 'short' } } },
  renewToken: { ok: ['securityAdministrator'], sent: account },
  endSessions: { ok: ['securityAdministrator'], sent: account },
};

describe.each(Object.keys({ ...sessionOperations, ...accountOperations }) as OfIdentity[])('%s', (id) => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterAll(() => api.close());

  it.each(EVERYBODY)('as %s', async (who) => {
    const { ok, sent } = ACCESS[id];
    const before = await api.entries();
    const { json } = await api.call(who, OPERATIONS[id], sent);
    if (ok.includes(who)) expect(json.code).not.toBe('forbidden');
    else expect(json.code).toBe(who === 'nobody' ? 'not-signed-in' : 'forbidden');
    expect(await api.entries()).toBe(before);
  });
});
