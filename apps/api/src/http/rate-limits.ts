import rateLimit from '@fastify/rate-limit';
import { principalName } from '@quanheng/runtime/ports';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiConfig } from '../config.js';
import { ProblemError } from './problem-error.js';

/** Addresses and persons that are counted at once; the least recently seen make room. */
const KEPT = 50_000;
const MINUTE = 60_000;

/** Each throws ProblemError `rate-limited` when there are too many. */
export interface Limits {
  ofAddress(request: FastifyRequest): Promise<void>;
  ofPerson(request: FastifyRequest): Promise<void>;
  /** Before a command: has this person been refused too often? */
  ofRefusals(request: FastifyRequest): Promise<void>;
  countRefusal(request: FastifyRequest): Promise<void>;
}

/** Counts within one process: several replicas allow that many times more. */
export async function addRateLimits(server: FastifyInstance, config: ApiConfig['rateLimits']): Promise<Limits> {
  await server.register(rateLimit, { global: false, cache: KEPT, timeWindow: MINUTE });
  const byPerson = (request: FastifyRequest) =>
    request.caller === null ? '' : principalName(request.caller.principal);
  const address = server.createRateLimit({ max: config.perAddress });
  const person = server.createRateLimit({ max: config.perPerson, keyGenerator: byPerson });
  const refusals = server.createRateLimit({ max: config.refusalsPerPerson, keyGenerator: byPerson });
  return {
    ofAddress: async (request) => refuseIfExceeded(await address(request)),
    ofPerson: async (request) => refuseIfExceeded(await person(request)),
    ofRefusals: async (request) => {
      const status = await refusals(request, { increment: false });
      if (!status.isAllowed && status.remaining === 0) tooMany(status.ttl);
    },
    countRefusal: async (request) => {
      await refusals(request);
    },
  };
}

type Status = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

function refuseIfExceeded(status: Status): void {
  if (!status.isAllowed && status.isExceeded) tooMany(status.ttl);
}

function tooMany(ttl: number): never {
  const seconds = Math.max(1, Math.ceil(ttl / 1000));
  throw new ProblemError('rate-limited', `Wait ${seconds} seconds before the next request.`, {}, seconds);
}
