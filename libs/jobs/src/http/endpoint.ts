/** A call over HTTP that a process may ask for as `qh:handler="http:<name>"`. What it calls is configuration, never drawn. */
export interface HttpEndpoint {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Behind the host, `{variable}` stands for a variable: a text, number or boolean, escaped. */
  readonly url: string;
  /** `${secret:NAME}` stands for a secret. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The variables that are sent as a JSON object; absent: no body. */
  readonly send?: readonly string[];
  /** The variable that takes the JSON of the answer; absent: the answer is not kept. */
  readonly result?: string;
  /** Status of an answer -> code of the BPMN error that it means, such as `{"409": "ALREADY_PAID"}`. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What the call does in the world, as of any handler. */
  readonly effect?: string;
  /** Milliseconds until the connection must stand; default 5,000. */
  readonly connectTimeout?: number;
  /** Milliseconds for one call; default 30,000. */
  readonly timeout?: number;
  /** Most bytes of an answer; default 1 MiB. */
  readonly maxBytes?: number;
  /** Calls in one try of the job, when there was no answer or one that says "not now"; default 3. */
  readonly calls?: number;
}

/** An endpoint that can be called. */
export interface PreparedEndpoint extends Required<Omit<HttpEndpoint, 'send' | 'result' | 'effect'>> {
  readonly send: readonly string[] | null;
  readonly result: string | null;
  readonly effect: string | null;
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const PLACEHOLDER = /\{([^{}]*)\}/g;
/** Set by the client, or meant for the connection and not for the receiver. */
const RESERVED = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'accept-encoding',
  'idempotency-key',
]);
const DEFAULTS = { connectTimeout: 5_000, timeout: 30_000, maxBytes: 1_048_576, calls: 3 };
const MOST = { connectTimeout: 60_000, timeout: 600_000, maxBytes: 16 * 1_048_576, calls: 10 };

/** @throws Error that says what of the endpoint cannot be. */
export function prepareEndpoint(given: HttpEndpoint): PreparedEndpoint {
  const fail = (why: string): never => {
    throw new Error(`HTTP endpoint "${given.name}": ${why}`);
  };
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(given.name))
    fail('its name may hold letters, digits, ".", "_" and "-".');
  if (!METHODS.includes(given.method)) fail(`method ${given.method} is not one of ${METHODS.join(', ')}.`);
  const origin = /^https?:\/\/[^/?#{}\s@]+/.exec(given.url);
  if (origin === null || !URL.canParse(origin[0])) {
    fail('its url must begin with http:// or https:// and a host, without placeholders or credentials in it.');
  }
  for (const [name, value] of Object.entries(given.headers ?? {})) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) fail(`"${name}" cannot be the name of a header.`);
    if (RESERVED.has(name.toLowerCase())) fail(`header ${name} is set by the client.`);
    if (/[\r\n\0]/.test(value)) fail(`header ${name} must be one line.`);
  }
  for (const status of Object.keys(given.errors ?? {})) {
    if (!/^[345]\d\d$/.test(status)) fail(`"${status}" is not a status from 300 to 599.`);
  }
  const numbers = { ...DEFAULTS };
  for (const name of ['connectTimeout', 'timeout', 'maxBytes', 'calls'] as const) {
    const value = given[name] ?? DEFAULTS[name];
    if (!(Number.isSafeInteger(value) && value >= 1 && value <= MOST[name])) {
      fail(`${name} must be a whole number from 1 to ${MOST[name]}, not ${value}.`);
    }
    numbers[name] = value;
  }
  const { name, method, url, headers = {}, send = null, result = null, errors = {}, effect = null } = given;
  return { name, method, url, headers, send, result, errors, effect, ...numbers };
}

/** The url with its placeholders filled. @throws Error when a variable cannot stand there. */
export function fillUrl(template: string, variables: Readonly<Record<string, unknown>>): URL {
  const text = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = variables[name.trim()];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new Error(`The url needs variable "${name.trim()}" as a text, number or boolean.`);
    }
    const part = String(value);
    // A dot segment would climb to another path than the one that is configured, escaped or not.
    if (part === '' || /^\.{1,2}$/.test(part)) {
      throw new Error(`Variable "${name.trim()}" cannot stand in the url: it is empty or a dot segment.`);
    }
    return encodeURIComponent(part);
  });
  return new URL(text);
}
