import {
  createParamDecorator,
  Header,
  HttpCode,
  RequestMapping,
  RequestMethod,
  type ExecutionContext,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { InputOf, OperationShape, ResultOf } from '@quanheng/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readInput } from './input.js';
import { contextOf, type RequestContext } from './request-context.js';

/** Rows are read-only throughout; they are answers all the same. */
type Immutable<T> = T extends readonly (infer E)[]
  ? readonly Immutable<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Immutable<T[K]> }
    : T;
type Answer<O> = O extends { readonly result: unknown } ? Immutable<ResultOf<O>> : unknown;
type Handler<O> = (input: InputOf<O>, context: RequestContext) => Promise<Answer<O>> | Answer<O>;

/** Makes a method the handler of one operation: its route, status, limits and types are those of the contract. */
export function Operation<O extends OperationShape>(shape: O) {
  return <H extends Handler<O>>(
    target: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    const path = shape.path.replace(/\{(\w+)\}/g, ':$1');
    RequestMapping({ path, method: RequestMethod[shape.method] })(target, name, descriptor);
    HttpCode(shape.status ?? 200)(target, name, descriptor);
    RouteConfig({ operation: shape })(target, name, descriptor);
    if (shape.produces !== undefined) Header('content-type', shape.produces)(target, name, descriptor);
  };
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** Parameters, query and body, read and checked by the operation's schemas. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => readInput(requestOf(context)));

/** Who asks, and with which key. */
export const Context = createParamDecorator((_: unknown, context: ExecutionContext) =>
  contextOf(requestOf(context), context.switchToHttp().getResponse<FastifyReply>()),
);
