import { z } from 'zod';
import { operation } from './operation.js';
import { idSchema } from './values.js';

const tag = 'system';

/** One thing that the server needs, and whether it answers. */
const part = z.strictObject({ name: z.string(), ok: z.boolean() });

export const systemOperations = {
  events: operation({
    id: 'events',
    method: 'GET',
    path: '/events',
    tag: 'events',
    summary: 'What changed for the signed-in person, as server-sent events',
    detail:
      'Events: `ready` at the beginning; `look-again` when something may have been missed; `item` for work that is theirs or offered to them and `instance` for every instance that they may see, with ids and status. They say ' +
      'that something changed, not what: read it again.',
    access: 'person',
    query: z.strictObject({
      instance: idSchema.exactOptional().describe('Tell of this instance only'),
    }),
    produces: 'text/event-stream',
  }),
  health: operation({
    id: 'health',
    method: 'GET',
    path: '/health',
    tag,
    summary: 'The process is alive',
    access: 'everybody',
    result: z.strictObject({ status: z.literal('ok') }),
  }),
  readiness: operation({
    id: 'readiness',
    method: 'GET',
    path: '/ready',
    tag,
    summary: 'The server can serve: 200, or 503 with what is missing',
    access: 'everybody',
    result: z.strictObject({ ready: z.boolean(), parts: z.array(part) }),
  }),
  metrics: operation({
    id: 'metrics',
    method: 'GET',
    path: '/metrics',
    tag,
    summary: 'Measurements for Prometheus',
    detail: 'With the bearer token that is configured for it, or for operators and system administrators.',
    access: 'everybody',
    produces: 'text/plain; charset=utf-8',
  }),
  openApi: operation({
    id: 'openApi',
    method: 'GET',
    path: '/openapi.json',
    tag,
    summary: 'This description',
    access: 'everybody',
    result: z.looseObject({ openapi: z.string() }),
  }),
  docs: operation({
    id: 'docs',
    method: 'GET',
    path: '/docs',
    tag,
    summary: 'This description, for people',
    access: 'everybody',
    produces: 'text/html; charset=utf-8',
  }),
};
