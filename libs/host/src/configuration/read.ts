import type { z } from 'zod';
import { CONFIG_VARIABLE, readEnvironment, readSecret, SECRET_PREFIX, type Environment } from './environment.js';
import { ConfigurationError } from './faults.js';
import { isTree, readConfigFile, type Tree } from './file.js';
import { nearMiss } from './near-miss.js';
import { CONFIG, SETTINGS, type Config } from './schema.js';

/**
 * The configuration: what the environment says, else what the file says, else the default.
 * @throws ConfigurationError with everything that is wrong.
 */
export function readConfiguration(environment: Environment): Config {
  const file = readConfigFile(environment[CONFIG_VARIABLE] === '' ? undefined : environment[CONFIG_VARIABLE]);
  const { values, faults } = readEnvironment(environment);
  const tree = structuredClone(file.tree);
  for (const [path, value] of values) put(tree, path.split('.'), value);
  const parsed = CONFIG.safeParse(tree);
  const wrong = [...file.faults, ...faults];
  if (parsed.error !== undefined) {
    wrong.push(...parsed.error.issues.flatMap((issue) => told(issue, tree, values, file.name ?? '')));
    throw new ConfigurationError(wrong);
  }
  wrong.push(...contradictions(parsed.data), ...missingSecrets(parsed.data, environment));
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  return parsed.data;
}

/** Where everything is in one process and one file: nothing but Node is needed. */
export function isEmbedded({ database }: Config): boolean {
  return database.url === undefined;
}

/** An empty database is filled with the invented units. Nobody but those at this machine may reach them: their administrators are anybody's. */
export function hasDemonstration(config: Config): boolean {
  return config.demonstration ?? (isEmbedded(config) && !isReachable(config));
}

/** From other machines, directly or through a proxy that they know by another address. */
function isReachable({ listen, http }: Config): boolean {
  if (!isLoopback(listen.host)) return true;
  return http.publicUrl !== undefined && !isLoopback(new URL(http.publicUrl).hostname.replace(/^\[(.*)\]$/, '$1'));
}

export function hasRedis({ redis }: Config): boolean {
  return redis.url !== undefined || redis.sentinels !== undefined;
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const inner = tree[name];
  const section: Tree = isTree(inner) ? inner : {};
  tree[name] = section;
  put(section, rest, value);
}

/** An issue in words that name the variable or the place in the file. */
function told(issue: z.core.$ZodIssue, tree: Tree, values: ReadonlyMap<string, unknown>, file: string): string[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const name = path === '' ? key : `${path}.${key}`;
      const meant = nearMiss(name, namesOfFile());
      return `${name} in ${file} is no setting.${meant === null ? '' : ` Did you mean ${meant}?`}`;
    });
  }
  const setting = SETTINGS.find((each) => path === each.path || path.startsWith(`${each.path}.`));
  const variable = setting !== undefined && values.has(setting.path) ? setting.env : null;
  const place = variable ?? `${path} in ${file}`;
  const value = issue.path.reduce<unknown>((inner, name) => (isTree(inner) ? inner[String(name)] : undefined), tree);
  const isShown = ['string', 'number', 'boolean'].includes(typeof value) && !/password|secret/.test(issue.message);
  return [`${place} ${issue.message}${isShown ? `, not ${JSON.stringify(value)}` : ''}.`];
}

/** Sections count too: `listen` is nearer to `listen` than to any setting. */
function namesOfFile(): Set<string> {
  return new Set(SETTINGS.flatMap(({ path }) => [path.split('.')[0] ?? path, path]));
}

/** Settings that are right by themselves and wrong together. */
function contradictions(config: Config): string[] {
  const { listen, redis, jobs, database, signIn, http, reminders } = config;
  const found: string[] = [];
  if (config.demonstration === true && isReachable(config)) {
    found.push(
      'QH_DEMONSTRATION is true, but others can reach this server (QH_HOST, QH_PUBLIC_URL), and the demonstration is never for a server in earnest: ' +
        'its accounts are for whoever tries it out. Leave it out and found a unit with `quanheng found`, or stay at 127.0.0.1.',
    );
  }
  if (isEmbedded(config) && !isLoopback(listen.host) && !listen.beyondLoopback) {
    found.push(
      `QH_HOST is ${listen.host}, which others can reach, and the embedded mode is for trying the product out on one machine. ` +
        'Leave it at 127.0.0.1, or set QH_BEYOND_LOOPBACK=true when it is meant, with TLS in front of it.',
    );
  }
  if (redis.url !== undefined && redis.sentinels !== undefined) {
    found.push('QH_REDIS_URL and QH_REDIS_SENTINELS are both set: Redis is found by one of them.');
  }
  if (database.url === undefined && database.password !== undefined) {
    found.push('QH_DATABASE_PASSWORD is set, but no QH_DATABASE_URL: the embedded database has no password.');
  }
  if (isEmbedded(config) && jobs.inApi === false) {
    found.push('QH_JOBS_IN_API is false, but the embedded database is for one process: nobody would do the jobs.');
  }
  if (signIn.oidcIssuer !== undefined && (signIn.oidcClientSecret === undefined || http.publicUrl === undefined)) {
    found.push('QH_OIDC_ISSUER also needs QH_OIDC_CLIENT_SECRET, and QH_PUBLIC_URL for the way back.');
  }
  if (reminders.smtp !== undefined && !isMailbox(reminders.from)) {
    found.push('QH_SMTP_URL also needs QH_MAIL_FROM, the sender of e-mails, such as quanheng@office.example.');
  }
  if (reminders.webhook !== undefined && reminders.webhookSecret === undefined) {
    found.push('QH_WEBHOOK_URL also needs QH_WEBHOOK_SECRET, by which the receiver knows who sends.');
  }
  return found;
}

function isMailbox(text: string | undefined): boolean {
  return text !== undefined && /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(text);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

const REFERENCE = /\$\{secret:([^}]*)\}/g;

/** A secret that an endpoint needs is missed at the start, not when the first payment fails. */
function missingSecrets({ jobs }: Config, environment: Environment): string[] {
  const names = new Set<string>();
  for (const { headers = {} } of jobs.endpoints) {
    for (const value of Object.values(headers)) for (const [, name = ''] of value.matchAll(REFERENCE)) names.add(name);
  }
  return [...names].flatMap((name) => {
    try {
      const isThere = readSecret(environment, SECRET_PREFIX + name) !== undefined;
      return isThere
        ? []
        : [`An endpoint needs the secret ${name}: set ${SECRET_PREFIX}${name} or ${SECRET_PREFIX}${name}_FILE.`];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

/** Gives secrets of endpoints by name, read anew at each call: a changed file counts at once. @throws Error when there is none. */
export function secretsFrom(environment: Environment): (name: string) => string {
  return (name) => {
    const value = readSecret(environment, SECRET_PREFIX + name);
    if (value === undefined) throw new Error(`There is no secret ${name}: set ${SECRET_PREFIX}${name}.`);
    return value;
  };
}
