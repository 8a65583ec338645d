import { z } from 'zod';
import { operation } from './operation.js';
import { acceptedSchema, commandQuery, idSchema, itemIdSchema, keySchema, lineSchema, momentSchema } from './values.js';

const mode = z
  .enum(['before', 'parallel', 'after'])
  .describe(
    'Before the step is done (前加签), beside it (并加签), or after it was answered and before that counts (后加签)',
  );
const params = z.strictObject({ instance: idSchema, item: itemIdSchema });
const withReason = z.strictObject({ reason: lineSchema });
const tag = 'handing work on';
const command = {
  method: 'POST',
  tag,
  access: 'signedIn',
  params,
  query: commandQuery,
  result: acceptedSchema,
  command: true,
} as const;

/** By which work goes from one person to another (docs/acts.md). */
export const handingOperations = {
  readItemHanding: operation({
    id: 'readItemHanding',
    method: 'GET',
    path: '/instances/{instance}/items/{item}/handing',
    tag,
    summary:
      'Who asked for an opinion and why, through whose hands it went, and which opinions on it were asked for and given',
    access: 'concerned',
    params,
    result: z.strictObject({
      asked: z
        .strictObject({ by: z.string(), onBehalfOf: z.string().exactOptional(), mode, reason: z.string() })
        .nullable()
        .describe('null: it is work of its own, no opinion on another'),
      passed: z.array(z.strictObject({ from: z.string(), to: z.string() })),
      opinions: z.array(
        z.strictObject({
          item: z.string().nullable().describe('null: not known, its content was erased'),
          person: z.string(),
          at: momentSchema.nullable().describe('null: not given yet'),
          outcome: z.string().nullable(),
          opinion: z.string().nullable(),
        }),
      ),
    }),
  }),
  transferItem: operation({
    ...command,
    id: 'transferItem',
    path: '/instances/{instance}/items/{item}/transfer',
    summary: 'Let a colleague of the same post do it (转办)',
    detail: 'It counts for both. Pens, votes and written opinions are not passed on.',
    body: z.strictObject({ to: idSchema.describe('The person'), reason: lineSchema }),
  }),
  recuseFromItem: operation({
    ...command,
    id: 'recuseFromItem',
    path: '/instances/{instance}/items/{item}/recuse',
    summary: 'Declare an interest (申请回避): the others do it',
    detail: 'It cannot be taken back: the person never does that activity of the instance.',
    body: withReason,
  }),
  reofferItem: operation({
    ...command,
    id: 'reofferItem',
    path: '/instances/{instance}/items/{item}/reoffer',
    summary: 'Offer what nobody can do anew to whom the process names (重新分派)',
    detail: 'For operators, once somebody holds the post again.',
  }),
  addSigner: operation({
    ...command,
    id: 'addSigner',
    path: '/instances/{instance}/items/{item}/signers',
    summary: 'Ask somebody else for an opinion (加签)',
    body: z.strictObject({ person: idSchema, mode, reason: lineSchema }),
  }),
  removeSigner: operation({
    ...command,
    id: 'removeSigner',
    path: '/instances/{instance}/items/{item}/remove',
    summary: 'Do without an opinion that was asked for and not given (减签)',
    detail: '`item` is the one that was added. Only whoever asked may.',
  }),
  retrieveStep: operation({
    ...command,
    id: 'retrieveStep',
    path: '/instances/{instance}/retrieve',
    summary: 'Take the last step back (取回), as long as nobody has begun what came of it',
    params: z.strictObject({ instance: idSchema }),
    body: z.strictObject({ activity: keySchema.describe('The activity that was done'), reason: lineSchema }),
  }),
};
