import type { z } from 'zod';
import type { RoleCode } from './organisation-roles.js';

/**
 * Who may call an operation at all, before anything is read:
 * - `everybody`: without signing in;
 * - `signedIn`: persons and workers; what may be done is decided by the guard behind the door;
 * - `person`, `worker`: one kind of account only;
 * - `concerned`: persons; they are shown what concerns themselves, operators and auditors everything of the unit;
 * - a list: persons who hold one of these roles.
 */
export type Access = 'everybody' | 'signedIn' | 'person' | 'worker' | 'concerned' | readonly RoleCode[];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One thing a client can ask of the server. Server, document, web application and tests all read the same line. */
export interface OperationShape {
  /** Unique; the name of the function in a client. */
  readonly id: string;
  readonly method: Method;
  /** Below `/api/v1`, parameters in braces. */
  readonly path: string;
  /** The resource. */
  readonly tag: string;
  readonly summary: string;
  readonly detail?: string;
  readonly access: Access;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** JSON; for bytes see `consumes`. */
  readonly body?: z.ZodType;
  /** Media type of a body of bytes. */
  readonly consumes?: string;
  /** Most bytes that a body may have; absent: the server's common limit. */
  readonly bodyLimit?: 'deployment' | 'attachment';
  /** What is answered, as JSON. Absent: nothing, or what `produces` says. */
  readonly result?: z.ZodType;
  /** Media type of an answer that is no JSON. */
  readonly produces?: string;
  /** Default 200. */
  readonly status?: 200 | 201 | 204 | 302;
  /** A command through the door: takes `Idempotency-Key` and `?dryRun`. */
  readonly command?: true;
}

/** Keeps the literal types, which `InputOf` and `ResultOf` need. */
export function operation<const O extends OperationShape>(shape: O): O {
  return shape;
}

type Parsed<O, K extends keyof OperationShape> = O extends Readonly<Record<K, z.ZodType<infer T>>> ? T : undefined;

/** What the server's handler is given: everything read and checked. */
export interface InputOf<O> {
  readonly params: Parsed<O, 'params'>;
  readonly query: Parsed<O, 'query'>;
  readonly body: Parsed<O, 'body'>;
}
export type ResultOf<O> = Parsed<O, 'result'>;

/** The address below `/api/v1`: `/instances/i1/items/7%231` of `/instances/{instance}/items/{item}`. */
export function pathOf(shape: OperationShape, params: Readonly<Record<string, string | number>>): string {
  return shape.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${shape.id}: the parameter ${name} is missing.`);
    return encodeURIComponent(value);
  });
}
