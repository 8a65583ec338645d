import { z } from 'zod';
import { operation } from './operation.js';
import { acceptedSchema, commandQuery, keySchema, variablesSchema } from './values.js';

/** Longest time, in milliseconds, that a message waits for its receiver: 400 days. */
const MAX_TIME_TO_LIVE = 400 * 86_400_000;

export const messageOperations = {
  publishMessage: operation({
    id: 'publishMessage',
    method: 'POST',
    path: '/messages',
    tag: 'messages',
    summary: 'Send a message to the one who waits for it, now or later',
    access: 'signedIn',
    query: commandQuery,
    body: z.strictObject({
      name: keySchema,
      correlation: z.string().min(1).max(500).exactOptional(),
      variables: variablesSchema.exactOptional(),
      timeToLive: z
        .int()
        .nonnegative()
        .max(MAX_TIME_TO_LIVE)
        .exactOptional()
        .describe('Milliseconds; default one hour, at most 400 days'),
    }),
    result: acceptedSchema,
    command: true,
  }),
  broadcastSignal: operation({
    id: 'broadcastSignal',
    method: 'POST',
    path: '/signals',
    tag: 'messages',
    summary: 'Send a signal to everybody who waits for it now',
    access: 'signedIn',
    query: commandQuery,
    body: z.strictObject({ name: keySchema, variables: variablesSchema.exactOptional() }),
    result: acceptedSchema,
    command: true,
  }),
};
