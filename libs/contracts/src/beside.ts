import { z } from 'zod';
import { operation } from './operation.js';
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
} from './values.js';

const copy = z
  .strictObject({
    instance: z.string(),
    process: z.string(),
    businessKey: z.string().nullable(),
    number: z.string().nullable(),
    by: z.string().describe('The person who showed it'),
    at: momentSchema,
    readAt: momentSchema.nullable(),
  })
  .meta({ id: 'Copy' });

const said = z
  .strictObject({
    seq: z.int().describe('Of the entry, as in the trail'),
    at: momentSchema,
    person: z.string(),
    act: z.enum(['comment', 'urge']),
    item: z.string().nullable().describe('The work item that was urged'),
    text: z.string().nullable().describe('null: its content was erased'),
  })
  .meta({ id: 'Said' });

const params = z.strictObject({ instance: idSchema });
const tag = 'beside the matter';

/** What is done beside a matter and moves nothing of it. */
export const besideOperations = {
  listCopies: operation({
    id: 'listCopies',
    method: 'GET',
    path: '/copies',
    tag,
    summary: 'What was shown to the signed-in person: toRead (待阅), or ccToMe, what they have read since (抄送我的)',
    access: 'person',
    query: z.strictObject({ ...pageQuery, box: z.enum(['toRead', 'ccToMe']), process: keySchema.exactOptional() }),
    result: pageOf(copy),
  }),
  copyInstance: operation({
    id: 'copyInstance',
    method: 'POST',
    path: '/instances/{instance}/copies',
    tag,
    summary: 'Show an instance to people of the unit (传阅、抄送)',
    detail: 'Whoever has a part in it may. Those it is shown to may read it, and nothing else.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({ persons: z.array(idSchema).min(1).max(50) }),
    result: acceptedSchema,
    command: true,
  }),
  acknowledgeCopy: operation({
    id: 'acknowledgeCopy',
    method: 'POST',
    path: '/instances/{instance}/copies/acknowledge',
    tag,
    summary: 'Say that one has read what one was shown (已阅)',
    access: 'signedIn',
    params,
    query: commandQuery,
    result: acceptedSchema,
    command: true,
  }),
  listComments: operation({
    id: 'listComments',
    method: 'GET',
    path: '/instances/{instance}/comments',
    tag,
    summary: 'What people said beside the matter: comments, and with what words they urged',
    access: 'concerned',
    params,
    result: z.strictObject({ items: z.array(said) }),
  }),
  commentInstance: operation({
    id: 'commentInstance',
    method: 'POST',
    path: '/instances/{instance}/comments',
    tag,
    summary: 'Say something beside the matter (附言)',
    detail: 'Whoever has a part in it may. It moves nothing, and is no opinion.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({ text: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
  urgeItem: operation({
    id: 'urgeItem',
    method: 'POST',
    path: '/instances/{instance}/items/{item}/urge',
    tag,
    summary: 'Ask that a work item be done soon (催办)',
    detail: 'Who started the instance or did something in it may, not more often than the unit allows.',
    access: 'signedIn',
    params: z.strictObject({ instance: idSchema, item: itemIdSchema }),
    query: commandQuery,
    body: z.strictObject({ text: lineSchema.exactOptional() }),
    result: acceptedSchema,
    command: true,
  }),
};
