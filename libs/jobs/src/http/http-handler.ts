import type { Surroundings, WireVariables } from '@quanheng/runtime/ports';
import { delayAfter } from '../backoff.js';
import { BpmnError, HopelessFailure, TryLater } from '../handlers/errors.js';
import type { Handler, HandlerRegistry, JobContext } from '../handlers/registry.js';
import { AllowList, HostRefused, type AllowedHost } from './addresses.js';
import { call, NoAnswer, type HttpAnswer, type HttpCall } from './client.js';
import { fillUrl, prepareEndpoint, type HttpEndpoint, type PreparedEndpoint } from './endpoint.js';

export interface HttpSettings {
  readonly endpoints: readonly HttpEndpoint[];
  readonly hosts: readonly AllowedHost[];
  /** Gives a secret by its name; asked at each call, so a changed secret is used at once. @throws when there is none of that name. */
  readonly secret: (name: string) => string;
}

/** Handlers of endpoints are named so: `http:<name>`. */
export const HTTP_PREFIX = 'http:';
const BETWEEN_CALLS = { first: 250, most: 5_000 };
/** Longest that an answer may put off the next try by `Retry-After`. */
const MOST_RETRY_AFTER = 3_600_000;
/** Said by whoever is overloaded or restarting. */
const NOT_NOW = new Set([408, 425, 429, 500, 502, 503, 504]);
const SECRET = /\$\{secret:([^}]*)\}/g;
const MAX_DETAIL = 200;

/** Registers `http:<name>` for every endpoint. @throws Error when an endpoint or a host cannot be. */
export function registerHttpEndpoints(
  registry: HandlerRegistry,
  settings: HttpSettings,
  surroundings: Surroundings,
): void {
  const hosts = new AllowList(settings.hosts);
  for (const given of settings.endpoints) {
    const endpoint = prepareEndpoint(given);
    // What the configuration names is known to be allowed; that its address is public is seen at each call.
    hosts.check(new URL(originOf(endpoint.url)));
    const { calls, timeout, effect } = endpoint;
    const options = { name: `${HTTP_PREFIX}${endpoint.name}`, timeout: calls * (timeout + BETWEEN_CALLS.most) };
    const handler = new HttpHandler(endpoint, hosts, settings.secret, surroundings);
    const run: Handler = (job) => handler.run(job);
    registry.register(effect === null ? options : { ...options, effect }, run);
  }
}

function originOf(template: string): string {
  return /^https?:\/\/[^/?#]+/.exec(template)?.[0] ?? template;
}

/** One endpoint as a handler. The key of the job is sent with every call, so that the receiver does it once. */
class HttpHandler {
  constructor(
    private readonly endpoint: PreparedEndpoint,
    private readonly hosts: AllowList,
    private readonly secret: (name: string) => string,
    private readonly surroundings: Surroundings,
  ) {}

  async run(job: JobContext): Promise<WireVariables> {
    const used: string[] = [];
    try {
      return this.resultOf(await this.callUntilAnswered(this.prepare(job, used)), used);
    } catch (error) {
      throw withoutSecrets(error, used);
    }
  }

  private prepare(job: JobContext, used: string[]): HttpCall {
    const { method, url, headers, send, connectTimeout, timeout, maxBytes } = this.endpoint;
    const filled: Record<string, string> = {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'idempotency-key': job.idempotencyKey,
      'user-agent': 'quanheng',
      ...(send === null ? {} : { 'content-type': 'application/json' }),
    };
    for (const [name, value] of Object.entries(headers)) filled[name.toLowerCase()] = this.fillSecrets(value, used);
    const body = send === null ? null : bodyOf(send, job.variables);
    const { signal } = job;
    const target = hopelessly(() => fillUrl(url, job.variables));
    return { method, url: target, headers: filled, body, connectTimeout, timeout, maxBytes, signal };
  }

  private fillSecrets(value: string, used: string[]): string {
    return value.replace(SECRET, (_, name: string) => {
      const secret = this.secret(name);
      if (secret === '' || /[\r\n\0]/.test(secret)) throw new Error(`Secret "${name}" is empty or not one line.`);
      used.push(secret);
      return secret;
    });
  }

  private async callUntilAnswered(prepared: HttpCall): Promise<HttpAnswer> {
    for (let calls = 1; ; calls += 1) {
      const last = calls >= this.endpoint.calls;
      try {
        const answer = await call(prepared, this.hosts);
        const modelled = this.endpoint.errors[answer.status] !== undefined;
        if (last || modelled || !NOT_NOW.has(answer.status) || retryAfter(answer, this.surroundings) !== null)
          return answer;
      } catch (error) {
        if (error instanceof HostRefused) throw new HopelessFailure(error.message);
        if (last || !(error instanceof NoAnswer && error.again)) throw error;
      }
      await this.surroundings.sleep(delayAfter(calls, BETWEEN_CALLS, this.surroundings));
      prepared.signal.throwIfAborted();
    }
  }

  private resultOf(answer: HttpAnswer, used: readonly string[]): WireVariables {
    const { result, errors, name } = this.endpoint;
    const { status } = answer;
    const code = errors[status];
    if (code !== undefined) throw new BpmnError(code);
    if (status < 200 || status > 299) throw this.failureOf(answer, used);
    if (result === null) return {};
    if (answer.body.length === 0) return { [result]: null };
    try {
      const encoding = answer.headers['content-encoding'] ?? 'identity';
      if (encoding !== 'identity') throw new Error(`it is encoded as ${String(encoding)}, which was not asked for`);
      const text = new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
      return { [result]: JSON.parse(text) as WireVariables[string] };
    } catch (error) {
      // Never the text itself: it may hold what must not be in a log.
      const why =
        error instanceof SyntaxError || error instanceof TypeError ? 'it is not JSON in UTF-8' : String(error);
      throw new Error(`The answer of "${name}" (status ${status}) cannot be read: ${why}.`);
    }
  }

  private failureOf(answer: HttpAnswer, used: readonly string[]): Error {
    const { status } = answer;
    const message = `"${this.endpoint.name}" answered with status ${status}${detailOf(answer, used)}`;
    const after = retryAfter(answer, this.surroundings);
    if (after !== null) return new TryLater(message, after);
    // The same call will get the same answer: an operator has to look.
    if (status >= 400 && status < 500 && !NOT_NOW.has(status)) return new HopelessFailure(message);
    return new Error(message);
  }
}

function bodyOf(send: readonly string[], variables: WireVariables): string {
  return JSON.stringify(Object.fromEntries(send.map((name) => [name, variables[name] ?? null])));
}

function hopelessly<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new HopelessFailure(error instanceof Error ? error.message : String(error));
  }
}

/** Milliseconds that the answer asks to wait (RFC 9110 §10.2.3: seconds or a date); null: it does not. */
function retryAfter({ status, headers }: HttpAnswer, { now }: Pick<Surroundings, 'now'>): number | null {
  const text = headers['retry-after'];
  if ((status !== 429 && status !== 503) || typeof text !== 'string') return null;
  const millis = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now();
  return Number.isFinite(millis) ? Math.min(MOST_RETRY_AFTER, Math.max(0, millis)) : null;
}

/** What a problem document (RFC 9457) says, shortened. */
function detailOf({ body, headers }: HttpAnswer, used: readonly string[]): string {
  if (!String(headers['content-type'] ?? '').includes('json')) return '.';
  try {
    const problem = JSON.parse(body.toString('utf8')) as { readonly detail?: unknown; readonly title?: unknown } | null;
    const said = problem?.detail ?? problem?.title;
    return typeof said === 'string' ? `: ${scrub(said, used).slice(0, MAX_DETAIL)}` : '.';
  } catch {
    return '.';
  }
}

/** Keeps the kind of the error, and nothing of a secret. */
function withoutSecrets(error: unknown, used: readonly string[]): unknown {
  if (error instanceof Error) error.message = scrub(error.message, used);
  return error;
}

function scrub(text: string, used: readonly string[]): string {
  return used.reduce((scrubbed, secret) => scrubbed.replaceAll(secret, '***'), text);
}
