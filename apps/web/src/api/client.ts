import { pathOf, sessionOperations, sessionSchema, type OperationShape, type ResultOf } from '@quanheng/contracts';
import type { z } from 'zod';
import { ApiProblem, problemOf } from './problem.js';

const BASE = '/api/v1';
const IS_TEXT = /^(?:text\/|application\/xml)/;

type Given<O, K extends keyof OperationShape> =
  O extends Readonly<Record<K, z.ZodType<unknown, infer I>>> ? Readonly<Record<K, I>> : object;
/** What a client gives an operation: what its schemas take, before the server reads it. */
export type Input<O> = Given<O, 'params'> &
  (O extends { readonly query: z.ZodType<unknown, infer Q> } ? { readonly query?: Q } : object) &
  Given<O, 'body'>;
export interface Sending {
  readonly signal?: AbortSignal;
  /** Of a command: the same again is carried out once. */
  readonly key?: string;
  /** Of an operation that takes a file. */
  readonly file?: Blob;
}
interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

type Session = z.output<typeof sessionSchema>;
let csrfToken: string | null = null;

/** Sends one request. @throws ApiProblem */
export async function call<O extends OperationShape>(
  operation: O,
  input: Input<O>,
  sending: Sending = {},
): Promise<ResultOf<O>> {
  return (await request(operation, input, sending)) as ResultOf<O>;
}

/** What an operation gives to be saved. @throws ApiProblem */
export async function callFile<O extends OperationShape>(operation: O, input: Input<O>): Promise<Blob> {
  return (await request(operation, input)) as Blob;
}

/** The same where the operation is not known to the types. */
export async function request(operation: OperationShape, input: Parts, sending: Sending = {}): Promise<unknown> {
  try {
    return await send(operation, input, sending);
  } catch (error) {
    // Another tab has renewed the session, and with it the token.
    const isStale = error instanceof ApiProblem && error.code === 'forged-request' && operation.method !== 'GET';
    if (!isStale || operation.path === sessionOperations.signIn.path) throw error;
    await send(sessionOperations.readSession, {}, {});
    return send(operation, input, sending);
  }
}

/** A name for one intent; `crypto.randomUUID` is there only with TLS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The address of an operation, for links that the browser itself follows. */
export function addressOf(operation: OperationShape, { params = {}, query = {} }: Parts): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  return `${BASE}${pathOf(operation, params)}${search}`;
}

async function send(operation: OperationShape, input: Parts, { signal, key, file }: Sending): Promise<unknown> {
  const { body } = input;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (operation.method !== 'GET' && csrfToken !== null) headers['x-csrf-token'] = csrfToken;
  if (operation.command === true && key !== undefined) headers['idempotency-key'] = key;
  if (file !== undefined) headers['content-type'] = 'application/octet-stream';
  else if (body !== undefined) headers['content-type'] = 'application/json';
  const request: RequestInit = {
    ...{ method: operation.method, headers, credentials: 'same-origin', cache: 'no-store' },
    ...(signal === undefined ? {} : { signal }),
    ...(file === undefined ? (body === undefined ? {} : { body: JSON.stringify(body) }) : { body: file }),
  };
  const response = await fetch(addressOf(operation, input), request).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new ApiProblem('unreachable', String(error));
  });
  if (!response.ok) throw await problemOf(response);
  return read(operation, response);
}

async function read(operation: OperationShape, response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  if (operation.result === undefined) {
    if (operation.produces === undefined) return undefined;
    return IS_TEXT.test(operation.produces) ? response.text() : response.blob();
  }
  const result: unknown = await response.json();
  // Every answer that describes the session renews the token that goes with it.
  if (operation.result === sessionSchema) csrfToken = (result as Session).csrfToken;
  return result;
}
