import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pathOf, type OperationShape } from '@quanheng/contracts';
import { shippedProfiles } from '@quanheng/host';
import { InProcessBell } from '@quanheng/jobs';
import { openDatabase, type Database } from '@quanheng/persistence';
import { POLICY } from '../simulation/world/policy.js';
import {
  NODE_SURROUNDINGS,
  OrganisationCache,
  Runtime,
  type Answer,
  type Command,
  type Door,
  type Principal,
} from '@quanheng/runtime';
import { Registry } from 'prom-client';
import type { FastifyRequest } from 'fastify';
import {
  createApp,
  createLogger,
  DEFAULT_CONFIG,
  DirectoryBlobs,
  type ApiConfig,
  type Caller,
  type Parts,
} from '../../apps/api/src/index.js';
import { createIdentity, DEFAULT_IDENTITY, IdentityModule } from '../../apps/api/src/identity/index.js';
import { EVERYTHING, FORM, officeChanges, PEOPLE, WORKER, type PersonName } from './office.js';

export const UNIT = 'u1';
/** Who sends a request; `nobody` sends no credentials. */
export type Who = PersonName | 'worker' | 'nobody';
export const EVERYBODY: readonly Who[] = ['nobody', ...(Object.keys(PEOPLE) as PersonName[]), 'worker'];

export interface Sent {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The JSON of the answer; an empty object where it is none. */
  readonly json: Record<string, unknown>;
}

/** The API over the real door and SQLite. */
export interface Api {
  readonly app: NestFastifyApplication;
  readonly parts: Parts;
  readonly database: Database;
  /** Lines of the log, parsed. */
  readonly log: Record<string, unknown>[];
  call(who: Who, shape: OperationShape, sent?: Sent): Promise<Got>;
  execute(principal: Principal, command: Command): Promise<Answer>;
  /** Entries of all chains: what has not changed leaves as many as before. */
  entries(): Promise<number>;
  close(): Promise<void>;
}

export interface ApiOptions {
  readonly config?: Partial<ApiConfig>;
  readonly parts?: Partial<Parts>;
  /** Stands before the real door. */
  readonly door?: (real: Door) => Door;
  /** What is thrown at whatever asks the database or the files, while it is set. Who somebody is remains known. */
  readonly fault?: { current: Error | null };
}

export async function startApi({ config, parts: given, door, fault }: ApiOptions = {}): Promise<Api> {
  const directory = await mkdtemp(join(tmpdir(), 'quanheng-api-'));
  const database = await openDatabase({ type: 'sqlite', file: join(directory, 'quanheng.sqlite') });
  await database.migrate();
  const mayBreak = <T extends object>(whole: T): T => (fault === undefined ? whole : breakable(whole, fault));
  const [store, queries, work] = [mayBreak(database.store), mayBreak(database.queries), mayBreak(database.workSource)];
  const log: Record<string, unknown>[] = [];
  const logger = createLogger({}, { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) });
  const bell = new InProcessBell({ warn: () => undefined, error: () => undefined });
  const organisation = new OrganisationCache(database.queries);
  const runtime = new Runtime({
    store,
    queries,
    surroundings: NODE_SURROUNDINGS,
    policy: POLICY,
    organisation,
    bell,
  });
  const view = async (unit: string) => organisation.view(unit, await database.queries.organisationVersion(unit));
  const identity = createIdentity({
    ...{ sessions: database.sessions, passkeys: database.passkeys, queries, organisation: { view } },
    ...{ surroundings: NODE_SURROUNDINGS, logger },
    config: DEFAULT_IDENTITY,
  });
  const parts: Parts = {
    door: door?.(runtime) ?? runtime,
    queries,
    drafts: mayBreak(database.drafts),
    personal: mayBreak(database.personal),
    reminders: mayBreak(database.reminders),
    work,
    bell,
    blobs: mayBreak(new DirectoryBlobs(join(directory, 'blobs'))),
    authenticator: { authenticate: (request) => callerOf(request, view) },
    surroundings: NODE_SURROUNDINGS,
    organisation: { view },
    definitions: runtime.catalogue,
    design: { profiles: shippedProfiles(), handlers: () => [{ name: 'pay', effect: 'payment' }] },
    readiness: [{ name: 'database', check: () => queries.units().then(() => undefined) }],
    metrics: new Registry(),
    logger,
    modules: [IdentityModule.over(identity)],
    ...given,
  };
  const app = await createApp(parts, { ...DEFAULT_CONFIG, checkAnswers: true, ...config });
  return {
    app,
    parts,
    database,
    log,
    call: (who, shape, sent) => call(app, who, shape, sent),
    execute: (principal, command) => runtime.execute({ command, principal, unit: UNIT }),
    entries: async () => {
      const [row] = await database.dataSource.query<{ count: number }[]>('SELECT COUNT(*) AS count FROM entries');
      return row!.count;
    },
    close: async () => {
      await app.close();
      await runtime.close();
      await bell.close();
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** The same, but each of its methods fails as long as there is a fault. */
function breakable<T extends object>(whole: T, fault: { readonly current: Error | null }): T {
  return new Proxy(whole, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown =>
        fault.current === null ? member.apply(target, given) : Promise.reject(fault.current);
    },
  });
}

const HEADER = 'x-test-caller';

/** Signing in is tested where it is written: here a header says who sends the request. */
async function callerOf(request: FastifyRequest, view: Parts['organisation']['view']): Promise<Caller | null> {
  const who = request.headers[HEADER];
  if (typeof who !== 'string') return null;
  const common = { unit: UNIT, mustChangePassword: false };
  if (who === 'worker') {
    return { ...common, principal: { kind: 'worker', account: WORKER }, roles: new Set(['worker']), offers: [] };
  }
  const now = Date.now();
  const office = await view(UNIT);
  return {
    ...common,
    principal: { kind: 'person', person: who, account: `account-${who}`, authenticatedAt: now },
    roles: office.roles(who, now),
    offers: office.offers(who, now),
  };
}

async function call(app: NestFastifyApplication, who: Who, shape: OperationShape, sent: Sent = {}): Promise<Got> {
  const type = shape.consumes ?? (sent.body === undefined ? undefined : 'application/json');
  const response = await app.inject({
    method: shape.method,
    url: `/api/v1${pathOf(shape, sent.params ?? {})}`,
    query: { ...sent.query },
    headers: {
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(who === 'nobody' ? {} : { [HEADER]: who }),
      ...sent.headers,
    },
    ...(sent.body === undefined ? {} : { payload: Buffer.isBuffer(sent.body) ? sent.body : JSON.stringify(sent.body) }),
  });
  const { statusCode: status, headers, body: text } = response;
  const isJson = /json/.test(String(headers['content-type']));
  return { status, headers, text, json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

export const headersOf = (who: Who): Record<string, string> => (who === 'nobody' ? {} : { [HEADER]: who });

/** What the tests act on: an instance with a work item, a job, a timer and an incident, started by the clerk. */
export interface Stage {
  readonly deployment: string;
  readonly draft: string;
  readonly definition: string;
  readonly instance: string;
  readonly item: string;
  readonly job: number;
  readonly incident: number;
}

const SEED: Principal = { kind: 'system', name: 'seed' };
const person = (name: PersonName): Principal => ({
  kind: 'person',
  person: name,
  account: `account-${name}`,
  authenticatedAt: Date.now(),
});

/** The office, a published version of the process, and a deployment that is still a draft. */
export async function openOffice(api: Api): Promise<Pick<Stage, 'deployment' | 'draft' | 'definition'>> {
  await done(api.execute(SEED, { kind: 'changeOrganisation', changes: officeChanges() }));
  const deployment = await deploy(api, '一切');
  await done(api.execute(person('publisher'), { kind: 'publish', deployment }));
  const definition = await api.parts.queries.startable(UNIT, 'everything');
  return { deployment, draft: await deploy(api, '草稿'), definition: definition!.digest };
}

export async function deploy(api: Api, name: string): Promise<string> {
  const resources = documents();
  const { deployment } = await done(api.execute(person('designer'), { kind: 'deploy', name, resources }));
  return String(deployment);
}

let deployed = 0;

/** No two alike: the same document again is no new version. */
export function documents(): { readonly name: string; readonly text: string }[] {
  return [
    { name: 'process.bpmn', text: EVERYTHING.replace('一切', `一切${++deployed}`) },
    { name: 'apply.form', text: FORM },
  ];
}

export async function startInstance(api: Api): Promise<Omit<Stage, 'deployment' | 'draft' | 'definition'>> {
  const started = await done(
    api.execute(person('clerk'), { kind: 'startInstance', process: 'everything', variables: { amount: 100 } }),
  );
  const instance = String(started.instance);
  const filter = { instance };
  const { queries } = api.parts;
  const [items, jobs, incidents] = await Promise.all([
    queries.itemsOf(instance),
    queries.jobs(UNIT, filter, { limit: 10 }),
    queries.incidents(UNIT, filter, { limit: 10 }),
  ]);
  return { instance, item: items[0]!.item, job: jobs.rows[0]!.job, incident: incidents.rows[0]!.element };
}

async function done(answer: Promise<Answer>): Promise<Readonly<Record<string, unknown>>> {
  const got = await answer;
  if (got.status !== 'accepted') throw new Error(JSON.stringify(got));
  return got.result;
}
