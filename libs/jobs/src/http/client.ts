import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { AllowList } from './addresses.js';

export interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly connectTimeout: number;
  readonly timeout: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** There was no whole answer: nobody was reached, the time was over, or it was too large. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    message: string,
    /** Whether the next call might get one. */
    readonly again: boolean,
  ) {
    super(message);
  }
}

const MAX_REDIRECTS = 3;

/**
 * One call, with redirects followed only where the same call may be made at an allowed host: 307 and 308, for GET also the others; never
 * from https to http, and without the given headers at another origin, which secrets may be among.
 * @throws NoAnswer, HostRefused
 */
export async function call(given: HttpCall, hosts: AllowList): Promise<HttpAnswer> {
  const end = performance.now() + given.timeout;
  let { url, headers } = given;
  for (let redirects = 0; ; redirects += 1) {
    const left = Math.max(1, Math.ceil(end - performance.now()));
    const answer = await exchange({ ...given, url, headers, timeout: left }, hosts);
    const target = redirectOf(answer, given.method, url);
    if (target === null) return answer;
    if (redirects === MAX_REDIRECTS) throw new NoAnswer(`More than ${MAX_REDIRECTS} redirects.`, false);
    if (url.protocol === 'https:' && target.protocol !== 'https:') {
      throw new NoAnswer(`Redirected from https to ${target.protocol}//${target.host}.`, false);
    }
    if (target.origin !== url.origin) headers = withoutGiven(headers);
    url = target;
  }
}

/** The headers that are the client's own and hold no secret. */
function withoutGiven(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = ['accept', 'content-type', 'idempotency-key', 'user-agent'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => own.includes(name.toLowerCase())));
}

/** Where the answer sends the same call; null: nowhere. A redirect that would change the call is an answer. */
function redirectOf(answer: HttpAnswer, method: string, from: URL): URL | null {
  const { location } = answer.headers;
  const same = [307, 308].includes(answer.status) || (method === 'GET' && [301, 302, 303].includes(answer.status));
  if (!same || typeof location !== 'string') return null;
  if (!URL.canParse(location, from.href)) throw new NoAnswer('Redirected to something that is not a URL.', false);
  const url = new URL(location, from);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new NoAnswer(`Redirected to ${url.protocol}, which is not HTTP.`, false);
  }
  url.username = '';
  url.password = '';
  return url;
}

function exchange(given: HttpCall, hosts: AllowList): Promise<HttpAnswer> {
  const { url, method, headers, body, connectTimeout, timeout, signal } = given;
  const secure = url.protocol === 'https:';
  const lookup = hosts.lookupFor(hosts.check(url));
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    // A connection of its own: what one call leaves behind cannot disturb the next.
    const own = { method, headers: { ...headers, ...length }, lookup, agent: false as const, signal };
    const send: (options: RequestOptions) => ClientRequest = secure ? httpsRequest : httpRequest;
    const request = send({ ...urlToHttpOptions(url), ...own });
    const fail = (error: Error): void => {
      done();
      reject(describeFault(error, url));
    };
    const late = (what: string, millis: number): NodeJS.Timeout =>
      setTimeout(() => fail(new NoAnswer(`No ${what} ${url.host} within ${millis} ms.`, true)), millis);
    const connecting = late('connection to', connectTimeout);
    const whole = late('answer from', timeout);
    const done = (): void => {
      clearTimeout(connecting);
      clearTimeout(whole);
      request.destroy();
    };
    request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(connecting)));
    request.on('error', fail);
    request.on('response', (response) => {
      read(response, given.maxBytes).then((answer) => {
        done();
        resolve(answer);
      }, fail);
    });
    request.end(body ?? undefined);
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const tooLarge = new NoAnswer(`The answer is larger than ${maxBytes} bytes.`, false);
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  if (!response.complete) throw new NoAnswer('The answer broke off.', true);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

/** Errors of ours as they are; those of Node in words that name the host and hold no header. */
function describeFault(error: NodeJS.ErrnoException, url: URL): Error {
  if (error.name === 'NoAnswer' || error.name === 'HostRefused' || error.name === 'AbortError') return error;
  return new NoAnswer(`${url.host} could not be called: ${error.code ?? error.message}.`, true);
}
