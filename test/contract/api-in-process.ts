import { createHash } from 'node:crypto';
import { pathOf, type OperationShape } from '@quanheng/contracts';
import { shippedProfiles } from '@quanheng/host';
import type { InProcessBell } from '@quanheng/jobs';
import type { Database } from '@quanheng/persistence';
import type { OrganisationCache, Runtime, Surroundings } from '@quanheng/runtime';
import { Registry } from 'prom-client';
import { createApp, createLogger, DEFAULT_CONFIG } from '../../apps/api/src/index.js';

const PERSON = 'x-test-person';
const SIGNED_IN = 'x-test-signed-in';
const MANY = 1_000_000_000;

export interface Got {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
}
export interface Behind {
  readonly unit: string;
  readonly runtime: Runtime;
  readonly database: Pick<Database, 'queries' | 'drafts' | 'personal' | 'reminders' | 'workSource'>;
  readonly organisation: OrganisationCache;
  readonly bell: InProcessBell;
  readonly surroundings: Surroundings;
  /** The account of a person. */
  readonly accountOf: (person: string) => string;
  /** What a file is known by; absent: SHA-256 of its bytes. */
  readonly digestOf?: (bytes: Buffer) => string;
}
export interface Asking {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  /** When the person proved who they are; absent: just now. */
  readonly signedInAt?: number;
}
export interface ApiInProcess {
  call(who: string, shape: OperationShape, params: Readonly<Record<string, string>>, asking?: Asking): Promise<Got>;
  close(): Promise<void>;
}

/** The API as it is shipped, without a socket. A header says who sends a request: signing in is tested elsewhere. */
export async function apiInProcess(behind: Behind): Promise<ApiInProcess> {
  const { unit, runtime, organisation, bell, surroundings, database } = behind;
  const { queries, drafts, personal, reminders, workSource: work } = database;
  const view = async (of: string) => organisation.view(of, await queries.organisationVersion(of));
  const digestOf = behind.digestOf ?? ((bytes: Buffer) => createHash('sha256').update(bytes).digest('hex'));
  const blobs = new Map<string, Buffer>();
  const app = await createApp(
    {
      ...{ door: runtime, queries, drafts, personal, reminders, work, bell, surroundings, organisation: { view } },
      blobs: {
        put: (_, bytes) => {
          const digest = digestOf(Buffer.from(bytes));
          blobs.set(digest, Buffer.from(bytes));
          return Promise.resolve(digest);
        },
        get: (_, digest) => Promise.resolve(blobs.get(digest) ?? null),
      },
      authenticator: {
        authenticate: async ({ headers }) => {
          const [who, signedIn] = [headers[PERSON], headers[SIGNED_IN]];
          if (typeof who !== 'string') return null;
          const office = await view(unit);
          const now = surroundings.now();
          const authenticatedAt = typeof signedIn === 'string' ? Number(signedIn) : now;
          return {
            ...{ unit, mustChangePassword: false },
            principal: { kind: 'person', person: who, account: behind.accountOf(who), authenticatedAt },
            roles: office.roles(who, now),
            offers: office.offers(who, now),
          };
        },
      },
      definitions: runtime.catalogue,
      design: { profiles: shippedProfiles(), handlers: () => [{ name: 'treasury-payment', effect: 'payment' }] },
      readiness: [],
      metrics: new Registry(),
      logger: createLogger({ level: 'silent' }),
      modules: [],
    },
    { ...DEFAULT_CONFIG, rateLimits: { perPerson: MANY, perAddress: MANY, refusalsPerPerson: MANY } },
  );
  return {
    call: async (who, shape, params, { body, query = {}, signedInAt } = {}) => {
      const type = shape.consumes ?? 'application/json';
      const response = await app.inject({
        method: shape.method,
        url: `/api/v1${pathOf(shape, params)}`,
        query: { ...query },
        headers: {
          [PERSON]: who,
          ...(signedInAt === undefined ? {} : { [SIGNED_IN]: String(signedInAt) }),
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
      });
      const json = JSON.parse(response.body === '' ? '{}' : response.body) as Got['json'];
      return { status: response.statusCode, json };
    },
    close: () => app.close(),
  };
}
