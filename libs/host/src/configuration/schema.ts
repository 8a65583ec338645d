import { z } from 'zod';
import { Secret } from './secret.js';
import { secretSetting, setting, settingsOf } from './setting.js';

const whole = (least: number, most: number, unless?: number) => {
  const number = z
    .int({ error: `must be a whole number from ${least} to ${most}` })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` });
  return unless === undefined ? number.default(least) : number.default(unless);
};
const flag = (unless: boolean) => z.boolean({ error: 'must be true or false' }).default(unless);
const text = z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' });
/** A schema of its own each time: facts are known by it. */
const secret = () => z.instanceof(Secret, { error: 'must be a text' }).optional();
const port = (unless: number) => whole(0, 65_535, unless);

/** An address without credentials: those are secrets, and this is shown. */
const address = (schemes: readonly string[]) =>
  text
    .refine((url) => URL.canParse(url) && schemes.includes(new URL(url).protocol.slice(0, -1)), {
      error: `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    })
    .refine((url) => !URL.canParse(url) || new URL(url).password === '', {
      error: 'must not hold a password: give it as a secret of its own',
    });

const hostAndPort = z.string().regex(/^[^\s:,]+:\d{1,5}$/, { error: 'must be host:port, several separated by commas' });

const listen = z.strictObject({
  host: setting(text.default('127.0.0.1'), 'QH_HOST', 'Address that the API listens on.'),
  port: setting(port(8080), 'QH_PORT', 'Port of the API; 0: any free one.'),
  beyondLoopback: setting(
    flag(false),
    'QH_BEYOND_LOOPBACK',
    'Lets the embedded mode listen on an address that others can reach. Put TLS in front of it.',
  ),
});

const database = z.strictObject({
  url: setting(
    address(['mysql']).optional(),
    'QH_DATABASE_URL',
    'MariaDB 10.6 or MySQL 8: `mysql://user@host:3306/quanheng`. Absent: the embedded SQLite in the data folder.',
  ),
  password: secretSetting(secret(), 'QH_DATABASE_PASSWORD', 'Password of the database user.'),
  pool: setting(
    whole(1, 200, 4),
    'QH_DATABASE_POOL',
    'Transactions side by side; eight more connections serve questions.',
  ),
  ca: setting(
    text.optional(),
    'QH_DATABASE_CA',
    'File with the CA (PEM) that the server is verified with; absent: no TLS.',
  ),
  migrate: setting(flag(true), 'QH_DATABASE_MIGRATE', 'Brings the schema up to date at start. False: only checks it.'),
});

const redis = z.strictObject({
  url: setting(
    address(['redis', 'rediss']).optional(),
    'QH_REDIS_URL',
    'Redis 7: `redis://host:6379`. Absent, and no Sentinel either: notices and rings stay within the process.',
  ),
  sentinels: setting(
    z.array(hostAndPort).optional(),
    'QH_REDIS_SENTINELS',
    'Sentinels, `host:port`, instead of an address.',
  ),
  sentinelName: setting(
    text.default('quanheng'),
    'QH_REDIS_SENTINEL_NAME',
    'Name of the master that the Sentinels watch.',
  ),
  password: secretSetting(secret(), 'QH_REDIS_PASSWORD', 'Password of Redis.'),
  sentinelPassword: secretSetting(secret(), 'QH_REDIS_SENTINEL_PASSWORD', 'Password of the Sentinels.'),
});

const jobs = z.strictObject({
  inApi: setting(
    z.boolean({ error: 'must be true or false' }).optional(),
    'QH_JOBS_IN_API',
    'The API also does timers, jobs and messages. Default: true without Redis, false with it.',
  ),
  timersAtOnce: setting(whole(1, 1000, 64), 'QH_JOBS_TIMERS', 'Timers that one process fires at the same time.'),
  handlersAtOnce: setting(whole(1, 1000, 16), 'QH_JOBS_HANDLERS', 'Handlers that one process runs at the same time.'),
  messagesAtOnce: setting(
    whole(1, 1000, 16),
    'QH_JOBS_MESSAGES',
    'Messages that one process delivers at the same time.',
  ),
  sweepSeconds: setting(
    whole(1, 3600, 5),
    'QH_JOBS_SWEEP_SECONDS',
    'How often the database is looked at without a ring.',
  ),
  handlerSeconds: setting(
    whole(1, 86_400, 60),
    'QH_JOBS_HANDLER_SECONDS',
    'How long a handler may take unless it says otherwise.',
  ),
  endpoints: setting(
    z
      .array(
        z.strictObject({
          name: text,
          method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
          url: text,
          headers: z.record(text, z.string()).optional(),
          send: z.array(text).optional(),
          result: text.optional(),
          errors: z.record(text, text).optional(),
          effect: text.optional(),
          connectTimeout: z.int().optional(),
          timeout: z.int().optional(),
          maxBytes: z.int().optional(),
          calls: z.int().optional(),
        }),
      )
      .default([]),
    null,
    'Calls over HTTP that processes may ask for as `http:<name>`: see jobs.md.',
  ),
  hosts: setting(
    z.array(z.strictObject({ host: text, private: z.boolean().optional() })).default([]),
    null,
    'Hosts that endpoints may call.',
  ),
});

const reminders = z.strictObject({
  seconds: setting(whole(1, 3600, 5), 'QH_REMINDER_SECONDS', 'How often it is looked whom to remind of work.'),
  days: setting(whole(1, 36_500, 90), 'QH_REMINDER_DAYS', 'Days for which reminders are kept.'),
  smtp: setting(
    address(['smtp', 'smtps']).optional(),
    'QH_SMTP_URL',
    'Mail server for reminders by e-mail: `smtps://user@host:465`, or `smtp://user@host:587`, which is never used without TLS except on the loopback address. Absent: no e-mails.',
  ),
  smtpPassword: secretSetting(secret(), 'QH_SMTP_PASSWORD', 'Password of the user at the mail server.'),
  from: setting(text.optional(), 'QH_MAIL_FROM', 'Sender of e-mails: `quanheng@office.example`.'),
  mailDomains: setting(
    z.array(text).default([]),
    'QH_MAIL_DOMAINS',
    'Domains that e-mails may be sent to, separated by commas. Absent: that of the sender alone.',
  ),
  webhook: setting(
    address(['https', 'http']).optional(),
    'QH_WEBHOOK_URL',
    'Where reminders are also sent as JSON, signed; its host has to stand in `jobs.hosts`. Absent: nowhere.',
  ),
  webhookSecret: secretSetting(secret(), 'QH_WEBHOOK_SECRET', 'Secret that what is sent there is signed with.'),
});

const days = z
  .int({ error: 'must be a whole number from 1 to 36500' })
  .min(1, { error: 'must be at least 1' })
  .max(36_500, { error: 'must be at most 36500' });

const housekeeping = z.strictObject({
  seconds: setting(
    whole(1, 86_400, 600),
    'QH_HOUSEKEEPING_SECONDS',
    'How often what has expired is cleared away, and what the next three say is done.',
  ),
  archiveDays: setting(
    days.optional(),
    'QH_ARCHIVE_DAYS',
    'Days after its end when an instance moves to the archive. Absent: never.',
  ),
  draftDays: setting(
    whole(1, 36_500, 180),
    'QH_DRAFT_DAYS',
    'Days for which what somebody has filled in and not sent (草稿) is kept.',
  ),
  answerDays: setting(
    days.optional(),
    'QH_ANSWER_DAYS',
    'Days for which the answer to an idempotency key is kept. Absent: for ever.',
  ),
});

const worker = z.strictObject({
  host: setting(text.default('127.0.0.1'), 'QH_WORKER_HOST', "Address of the worker's health and metrics."),
  port: setting(port(9090), 'QH_WORKER_PORT', "Port of the worker's health and metrics; 0: any free one."),
});

const http = z.strictObject({
  publicUrl: setting(
    address(['http', 'https']).optional(),
    'QH_PUBLIC_URL',
    'How browsers reach the product, such as `https://quanheng.example`. Absent: the address it listens on.',
  ),
  trustProxy: setting(flag(false), 'QH_TRUST_PROXY', "The client's address is what the proxy in front says."),
  requestsPerPerson: setting(whole(1, 1_000_000, 1200), 'QH_REQUESTS_PER_PERSON', 'Requests of one person a minute.'),
  requestsPerAddress: setting(
    whole(1, 1_000_000, 12_000),
    'QH_REQUESTS_PER_ADDRESS',
    'Requests from one address a minute.',
  ),
  refusalsPerPerson: setting(
    whole(1, 1_000_000, 60),
    'QH_REFUSALS_PER_PERSON',
    'Refusals that one person may collect a minute.',
  ),
  attachmentBytes: setting(whole(1, 1_000_000_000, 20_000_000), 'QH_ATTACHMENT_BYTES', 'Largest attachment.'),
  metricsToken: secretSetting(
    secret(),
    'QH_METRICS_TOKEN',
    'Bearer token for `/api/v1/metrics`; absent: only operators see them.',
  ),
});

const signIn = z.strictObject({
  unit: setting(
    text.optional(),
    'QH_UNIT',
    'Unit that people sign in to unless they name another. Absent: the only one there is.',
  ),
  idleMinutes: setting(whole(1, 1440, 30), 'QH_SESSION_IDLE_MINUTES', 'Ends a session that is not used.'),
  hours: setting(whole(1, 168, 12), 'QH_SESSION_HOURS', 'Ends a session however much it is used.'),
  recentMinutes: setting(
    whole(1, 1440, 10),
    'QH_SESSION_RECENT_MINUTES',
    'How long ago a person may have proved who they are, for acts that ask for it.',
  ),
  passkeyHost: setting(
    text.optional(),
    'QH_PASSKEY_HOST',
    'Domain that passkeys are bound to: the host of QH_PUBLIC_URL or a domain above it. Absent: that host, or `localhost` without one.',
  ),
  oidcIssuer: setting(
    address(['https', 'http']).optional(),
    'QH_OIDC_ISSUER',
    'Identity provider (OpenID Connect). Absent: local accounts only.',
  ),
  oidcClientId: setting(text.default('quanheng'), 'QH_OIDC_CLIENT_ID', 'Name of the product at the identity provider.'),
  oidcScope: setting(text.default('openid'), 'QH_OIDC_SCOPE', 'Scope that the identity provider is asked for.'),
  oidcClientSecret: secretSetting(secret(), 'QH_OIDC_CLIENT_SECRET', 'Secret of the product at the identity provider.'),
});

const log = z.strictObject({
  level: setting(
    z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' })
      .default('info'),
    'QH_LOG_LEVEL',
    'What is logged at least.',
  ),
});

const runtime = z.strictObject({
  batch: setting(whole(1, 1000, 64), 'QH_RUNTIME_BATCH', 'Commands that share one transaction at most.'),
  waiting: setting(
    whole(1, 1_000_000, 20_000),
    'QH_RUNTIME_WAITING',
    'Commands that may wait; more are answered `busy`.',
  ),
  proofSeconds: setting(
    whole(1, 3600, 60),
    'QH_PROOF_SECONDS',
    'How long it may take to prove a process when it is published; what is not proved by then is not published.',
  ),
  cachedInstances: setting(
    whole(0, 1_000_000, 10_000),
    'QH_RUNTIME_CACHED',
    'Instances whose state is kept in memory.',
  ),
});

/** Everything that can be set: in the file by its path, in the environment by its variable. Unknown names are refused. */
export const CONFIG = z.strictObject({
  listen: listen.prefault({}),
  data: setting(
    text.default('./data'),
    'QH_DATA',
    "Folder of the embedded database, the attachments and the demonstration's accounts.",
  ),
  attachments: setting(
    text.optional(),
    'QH_ATTACHMENTS',
    'Folder of the attachments; replicas share one. Absent: `attachments` in the data folder.',
  ),
  demonstration: setting(
    z.boolean({ error: 'must be true or false' }).optional(),
    'QH_DEMONSTRATION',
    'Fills an empty database with two invented units and their processes. Default: true in the embedded mode that nobody else can reach. Never where others can.',
  ),
  zone: setting(
    z
      .string()
      .regex(/^[+-]\d\d:\d\d$|^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/, {
        error: 'must be an offset such as +08:00 or a name such as Asia/Shanghai',
      })
      .default('+08:00'),
    'QH_ZONE',
    'Zone of dates that name none.',
  ),
  database: database.prefault({}),
  redis: redis.prefault({}),
  jobs: jobs.prefault({}),
  reminders: reminders.prefault({}),
  housekeeping: housekeeping.prefault({}),
  worker: worker.prefault({}),
  http: http.prefault({}),
  signIn: signIn.prefault({}),
  runtime: runtime.prefault({}),
  log: log.prefault({}),
  shutdownSeconds: setting(
    whole(1, 600, 30),
    'QH_SHUTDOWN_SECONDS',
    'How long an ending process waits for what is under way.',
  ),
});
export type Config = z.infer<typeof CONFIG>;

export const SETTINGS = settingsOf(CONFIG);
