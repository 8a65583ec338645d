import { z } from 'zod';
import { operation } from './operation.js';
import { reasonSchema } from './problem.js';
import {
  acceptedSchema,
  commandQuery,
  idSchema,
  itemIdSchema,
  keySchema,
  lineSchema,
  momentSchema,
  pageOf,
  pageQuery,
  variablesSchema,
} from './values.js';

const item = z
  .strictObject({
    instance: z.string(),
    item: z.string().describe('Unique in the instance'),
    process: z.string(),
    businessKey: z.string().nullable(),
    number: z.string().nullable(),
    activity: z.string().describe('Key of the element'),
    name: z.string(),
    status: z.enum(['open', 'completed', 'cancelled']),
    assignee: z.string().nullable(),
    offers: z
      .array(z.string())
      .describe('Who may take it: `person:`, `post:`, `role:`, `department:`, `body:`, `unit`'),
    form: z.string().nullable(),
    openedAt: momentSchema,
    due: momentSchema.nullable(),
    closedAt: momentSchema.nullable(),
    closedBy: z.string().nullable(),
    outcome: z.string().nullable(),
    urges: z.int().describe('How often it was urged (催办)'),
    urgedAt: momentSchema.nullable(),
    urgedBy: z.string().nullable(),
  })
  .meta({ id: 'WorkItem' });

const votes = z.int().min(0).max(100_000);
const tally = z.strictObject({ approve: votes, disapprove: votes, defer: votes });
const params = z.strictObject({ instance: idSchema, item: itemIdSchema });
const tag = 'work items';
const mayBe = z.strictObject({
  may: z.boolean(),
  reasons: z.array(reasonSchema).describe('Why not, the headline first'),
  warnings: z.array(reasonSchema).exactOptional().describe('What to think of before; nothing is refused for it'),
});

/** Each step that is done: whether the matter may go back there, and why not. */
const mayGoBack = mayBe.extend({ steps: z.array(mayBe.extend({ activity: z.string() })) });

export const itemOperations = {
  listItems: operation({
    id: 'listItems',
    method: 'GET',
    path: '/items',
    tag,
    summary: 'A box: open (待办), done (已办), or everything open in the unit',
    detail: '`all` is for operators and auditors.',
    access: 'concerned',
    query: z.strictObject({
      ...pageQuery,
      box: z.enum(['open', 'done', 'all']),
      process: keySchema.exactOptional(),
    }),
    result: pageOf(item),
  }),
  listInstanceItems: operation({
    id: 'listInstanceItems',
    method: 'GET',
    path: '/instances/{instance}/items',
    tag,
    summary: 'All work items of an instance, past ones too',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema }),
    result: z.strictObject({ items: z.array(item) }),
  }),
  readItem: operation({
    id: 'readItem',
    method: 'GET',
    path: '/instances/{instance}/items/{item}',
    tag,
    summary: 'One work item',
    access: 'concerned',
    params,
    result: item,
  }),
  readItemForm: operation({
    id: 'readItemForm',
    method: 'GET',
    path: '/instances/{instance}/items/{item}/form',
    tag,
    summary: 'The form of a work item and the variables that it sees',
    access: 'concerned',
    params,
    result: z.strictObject({
      form: z.string().nullable().describe('Text of the form document; null: the activity names none'),
      variables: variablesSchema,
    }),
  }),
  readItemActions: operation({
    id: 'readItemActions',
    method: 'GET',
    path: '/instances/{instance}/items/{item}/actions',
    tag,
    summary: 'What the signed-in person may do with it now, and why not',
    detail:
      'Asked before anybody has said to whom, where to or why: what then depends on that is answered by `?dryRun=true` of the act itself.',
    access: 'concerned',
    params,
    result: z.strictObject({
      ...{ claim: mayBe, release: mayBe, complete: mayBe, return: mayGoBack, transfer: mayBe },
      ...{ addSigner: mayBe, removeSigner: mayBe, recuse: mayBe, retrieve: mayBe, reoffer: mayBe, urge: mayBe },
      ...{ askReview: mayBe, withdrawSignature: mayBe, object: mayBe, copy: mayBe, comment: mayBe },
      ...{ cancel: mayBe, askTermination: mayBe, delegate: mayBe },
    }),
  }),
  claimItem: operation({
    id: 'claimItem',
    method: 'POST',
    path: '/instances/{instance}/items/{item}/claim',
    tag,
    summary: 'Take a work item on (签收)',
    access: 'signedIn',
    params,
    query: commandQuery,
    result: acceptedSchema,
    command: true,
  }),
  releaseItem: operation({
    id: 'releaseItem',
    method: 'POST',
    path: '/instances/{instance}/items/{item}/release',
    tag,
    summary: 'Give a work item back to everybody it was offered to',
    access: 'signedIn',
    params,
    query: commandQuery,
    result: acceptedSchema,
    command: true,
  }),
  completeItem: operation({
    id: 'completeItem',
    method: 'POST',
    path: '/instances/{instance}/items/{item}/complete',
    tag,
    summary: 'Do the work (办理)',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({
      variables: variablesSchema.exactOptional(),
      outcome: z
        .string()
        .min(1)
        .max(100)
        .exactOptional()
        .describe(
          'An outcome of the activity; of an act of a control `approve` (同意), `disapprove` (不同意), `defer` (缓议), `recuse` (回避), of a filing `supplement` (要求补充材料)',
        ),
      opinion: z.string().max(20_000).exactOptional().describe('Demanded of whoever does not approve'),
      verified: z.array(z.string().max(100)).max(100).exactOptional().describe('What was ticked as looked at (已核对)'),
      tally: tally.exactOptional().describe('Votes counted on paper (计票、监票)'),
      attendance: z.enum(['inPerson', 'video']).exactOptional().describe('How a member signs in to a meeting (签到)'),
    }),
    result: acceptedSchema,
    command: true,
  }),
  returnItem: operation({
    id: 'returnItem',
    method: 'POST',
    path: '/instances/{instance}/items/{item}/return',
    tag,
    summary: 'Back to an activity that was done before (退回)',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({ target: keySchema, reason: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
};
