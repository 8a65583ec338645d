import { readFileSync } from 'node:fs';
import { nearMiss } from './near-miss.js';
import { SETTINGS } from './schema.js';
import { Secret } from './secret.js';
import { valueOf, type Setting } from './setting.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'QH_';
const FILE = '_FILE';
/** Names the configuration file itself. */
export const CONFIG_VARIABLE = 'QH_CONFIG';
/** `${secret:NAME}` of an endpoint is the variable `QH_SECRET_NAME`, or the file that `QH_SECRET_NAME_FILE` names. */
export const SECRET_PREFIX = 'QH_SECRET_';

export interface EnvironmentReading {
  /** By path of the setting. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly faults: readonly string[];
}

/** Every setting that the environment holds. An empty variable counts as absent, as compose files write it. */
export function readEnvironment(environment: Environment): EnvironmentReading {
  const values = new Map<string, unknown>();
  const faults = unknownVariables(environment);
  for (const setting of SETTINGS) {
    const { env, path, schema } = setting;
    if (env === null) continue;
    try {
      const text = setting.secret === true ? readSecret(environment, env) : given(environment, env);
      if (text !== undefined) values.set(path, setting.secret === true ? new Secret(text) : valueOf(schema, text));
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { values, faults };
}

/** A secret from its variable, or from the file that the variable with `_FILE` names. @throws Error when both or an unreadable file are given. */
export function readSecret(environment: Environment, env: string): string | undefined {
  const direct = given(environment, env);
  const file = given(environment, env + FILE);
  if (file === undefined) return direct;
  if (direct !== undefined) throw new Error(`${env} and ${env}${FILE} are both set: one of them is enough.`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${env}${FILE}: ${file} cannot be read (${codeOf(error)}).`, { cause: error });
  }
  const value = text.replace(/\r?\n$/, '');
  if (value === '') throw new Error(`${env}${FILE}: ${file} is empty.`);
  return value;
}

function given(environment: Environment, name: string): string | undefined {
  const text = environment[name];
  return text === '' ? undefined : text;
}

/** A mistyped name must not make a setting vanish. */
function unknownVariables(environment: Environment): string[] {
  const known = new Set(SETTINGS.flatMap(namesOf)).add(CONFIG_VARIABLE);
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(SECRET_PREFIX) && !known.has(name))
    .map((name) => {
      const meant = nearMiss(name, known);
      return `${name} is no setting.${meant === null ? '' : ` Did you mean ${meant}?`}`;
    });
}

function namesOf({ env, secret }: Setting): string[] {
  if (env === null) return [];
  return secret === true ? [env, env + FILE] : [env];
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unreadable';
}
