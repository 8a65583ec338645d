import { pathOf, type OperationShape } from '@quanheng/contracts';
import {
  NODE_SURROUNDINGS,
  type OrganisationChange,
  type OrganisationView,
  type PasskeyStore,
  type Surroundings,
} from '@quanheng/runtime';
import pino from 'pino';
import {
  createIdentity,
  DEFAULT_IDENTITY,
  IdentityModule,
  type Identity,
  type IdentityConfig,
} from '../../../apps/api/src/identity/index.js';
import { openOffice, startApi, type Api, type Got, type Sent } from '../harness.js';
import type { PersonName } from '../office.js';
import { MemorySessions } from './memory-sessions.js';

/** Long enough, and of nobody else: `clerk-wanders-far`. */
export const passwordOf = (person: string): string => `${person.slice(0, 3)}-wanders-far-${person.length}`;
/** The cheapest hash there is: what hashing costs is another test's. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

/** The API with people who sign in to it, and a clock that can be put forward. */
export interface Office {
  readonly api: Api;
  readonly identity: Identity;
  readonly sessions: MemorySessions;
  readonly log: Record<string, unknown>[];
  pass(millis: number): void;
  readonly change: (changes: readonly OrganisationChange[]) => Promise<void>;
  /** A browser without cookies. */
  browser(headers?: Readonly<Record<string, string>>): Browser;
  signedIn(person: PersonName): Promise<Browser>;
  close(): Promise<void>;
}

export async function openSignedInOffice(config: Partial<IdentityConfig> = {}): Promise<Office> {
  let passed = 0;
  const surroundings: Surroundings = { ...NODE_SURROUNDINGS, now: () => Date.now() + passed };
  const log: Record<string, unknown>[] = [];
  const sessions = new MemorySessions();
  const later: { api?: Api } = {};
  const api = (): Api => {
    if (!later.api) throw new Error('not started yet');
    return later.api;
  };
  const identity = createIdentity({
    ...{ sessions, surroundings },
    passkeys: new Proxy({} as PasskeyStore, {
      get: (_, name) => Reflect.get(api().database.passkeys, name) as unknown,
    }),
    queries: {
      credential: (unit, account) => api().parts.queries.credential(unit, account),
      units: () => api().parts.queries.units(),
    },
    organisation: { view: (unit): Promise<OrganisationView> => api().parts.organisation.view(unit) },
    logger: pino({}, { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) }),
    config: { ...DEFAULT_IDENTITY, argon2: CHEAP, ...config },
  });
  later.api = await startApi({
    parts: { authenticator: identity.authenticator, modules: [IdentityModule.over(identity)], surroundings },
  });
  await openOffice(later.api);
  const office: Office = {
    ...{ api: later.api, identity, sessions, log },
    pass: (millis) => void (passed += millis),
    change: async (changes) => {
      const principal = { kind: 'system', name: 'seed' } as const;
      const answer = await api().execute(principal, { kind: 'changeOrganisation', changes });
      if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    },
    browser: (headers = {}) => new Browser(api(), headers),
    signedIn: async (person) => {
      const browser = office.browser();
      await browser.signIn(person);
      return browser;
    },
    close: () => api().close(),
  };
  await givePasswords(office);
  return office;
}

async function givePasswords({ identity, change }: Office): Promise<void> {
  const people = ['clerk', 'otherClerk', 'operator', 'systemAdministrator', 'securityAdministrator', 'auditor'];
  const credentials = people.map(async (person) => ({
    change: 'credential' as const,
    account: `account-${person}`,
    hash: await identity.passwords.hash(passwordOf(person)),
    mustChange: false,
  }));
  await change(await Promise.all(credentials));
}

/** Keeps cookies and the token against forged requests as a page of ours does. */
export class Browser {
  readonly cookies = new Map<string, string>();
  csrfToken: string | null = null;

  constructor(
    private readonly api: Api,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  signIn(person: string, password = passwordOf(person)): Promise<Got> {
    return this.send('POST', '/session', { body: { login: person.toLowerCase(), password } });
  }

  call(shape: OperationShape, sent: Sent = {}): Promise<Got> {
    return this.send(shape.method, pathOf(shape, sent.params ?? {}), sent);
  }

  async send(method: OperationShape['method'], path: string, { body, query, headers }: Sent = {}): Promise<Got> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.api.app.inject({
      ...{ method, url: `/api/v1${path}`, query: { ...query } },
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(this.csrfToken === null ? {} : { 'x-csrf-token': this.csrfToken }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    for (const { name, value } of response.cookies as { name: string; value: string }[]) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { statusCode: status, headers: got, body: text } = response;
    const json = /json/.test(String(got['content-type'])) ? (JSON.parse(text) as Record<string, unknown>) : {};
    if (typeof json.csrfToken === 'string') this.csrfToken = json.csrfToken;
    return { status, headers: got, text, json };
  }
}

/** Status and code of an answer. */
export const outcome = ({ status, json }: Got): string =>
  typeof json.code === 'string' ? `${status} ${json.code}` : `${status}`;
