import { z } from 'zod';
import { operation } from './operation.js';
import { ORGANISATION_LIMITS, text } from './organisation-values.js';
import { acceptedSchema, commandQuery, idSchema, keySchema, momentSchema } from './values.js';

const tag = 'delegations';
const delegation = z
  .strictObject({
    delegation: z.string(),
    from: z.string().describe('The person who is acted for'),
    to: z.string().describe('The person who acts'),
    since: momentSchema,
    until: momentSchema.nullable(),
    processes: z.array(z.string()).describe('Empty: all'),
    document: z.string(),
    state: z.enum(['coming', 'inForce', 'over']),
  })
  .meta({ id: 'Delegation' });

/** 我的委托: who acts for me, and for whom I act. */
export const delegationOperations = {
  listDelegations: operation({
    id: 'listDelegations',
    method: 'GET',
    path: '/delegations',
    tag,
    summary: 'Delegations that the signed-in person gave and was given (我的委托), the latest first',
    access: 'person',
    result: z.strictObject({ given: z.array(delegation), received: z.array(delegation) }),
  }),
  delegate: operation({
    id: 'delegate',
    method: 'POST',
    path: '/delegations',
    tag,
    summary: 'Let somebody act for oneself, for a time (委托)',
    detail:
      'Whatever they do counts for both. Votes are never delegated, and neither of two pens to the department of the other: ' +
      '`unusable` in the answer names processes in which that keeps it from being used.',
    access: 'signedIn',
    query: commandQuery,
    body: z.strictObject({
      to: idSchema.describe('The person'),
      from: momentSchema.optional().describe('Not in the past; absent: from now on, by the clock of the server'),
      until: momentSchema,
      processes: z.array(keySchema).max(ORGANISATION_LIMITS.processes).describe('Empty: all'),
      document: text.describe('Number of the document, or the reason'),
    }),
    result: acceptedSchema,
    command: true,
  }),
  endDelegation: operation({
    id: 'endDelegation',
    method: 'POST',
    path: '/delegations/{delegation}/end',
    tag,
    summary: 'End a delegation of one’s own now; one that has not begun never does',
    access: 'signedIn',
    params: z.strictObject({ delegation: idSchema }),
    query: commandQuery,
    result: acceptedSchema,
    command: true,
  }),
};
